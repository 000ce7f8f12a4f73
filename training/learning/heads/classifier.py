"""Answer one example with a trained head: NumPy, no TensorFlow, any thread."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Self, TypeVar

from projects.kinds import Content

from .. import artefacts
from .head import Head
from .memory import Features

Base = TypeVar("Base")


class BaseIsGone(artefacts.ArtefactIsGone):
    """The base with which the model was made is not here any more: train again."""


@dataclass(frozen=True)
class HeadClassifier(ABC, Generic[Base]):
    """A model in use on the server. It never changes, so that threads may share it."""

    head: Head
    base: Base

    @classmethod
    def load(cls, files_prefix: str) -> Self:
        """Open the files of a model. Raises `ArtefactIsGone` or `BaseIsGone`."""
        head = Head.from_files(partial(artefacts.read, files_prefix))
        base = cls.find_base(head.base_id)
        if base is None:
            raise BaseIsGone
        return cls(head, base)

    @staticmethod
    @abstractmethod
    def find_base(base_id: str) -> Any:
        """Return the base of that id, or None if it is not here."""

    @abstractmethod
    def features(self, content: Content) -> Features:
        """Return the features of a question, (1, size), not normalised.

        Raises `TypeError` for what another kind asks.
        """

    def classify(self, content: Content) -> list[float]:
        """Return the confidence in every label, in the project's order of labels."""
        told = self.head.confidences(self.features(content))
        confidences: list[float] = told[0].tolist()
        return confidences
