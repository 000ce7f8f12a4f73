"""Answer one sound with a trained model: NumPy, no TensorFlow, any thread."""

from dataclasses import dataclass
from functools import partial

from projects.kinds import Content

from .. import artefacts
from ..heads.head import Head
from .bases import Base, find_base
from .question import SoundQuestion


class HearsOtherwise(artefacts.ArtefactIsGone):
    """The base with which the model was made is not here any more: train again."""


@dataclass(frozen=True)
class SoundClassifier:
    """A model in use on the server. It never changes, so that threads may share it."""

    head: Head
    base: Base

    @classmethod
    def load(cls, files_prefix: str) -> "SoundClassifier":
        """Open the files of a model. Raises `ArtefactIsGone` or `HearsOtherwise`."""
        head = Head.from_files(partial(artefacts.read, files_prefix))
        base = find_base(head.base_id)
        if base is None:
            raise HearsOtherwise
        return cls(head, base)

    def classify(self, content: Content) -> list[float]:
        """Return the confidence in every label, in the project's order of labels."""
        if not isinstance(content, SoundQuestion):
            raise TypeError("A sound model answers sounds.")
        features = self.base.features([content.samples])
        confidences: list[float] = self.head.confidences(features)[0].tolist()
        return confidences
