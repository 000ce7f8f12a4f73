"""Text: words and parts of words, weighed by label; from sentences to stored files."""

from pathlib import Path

from projects.kinds import Content

from ..examples import Examples
from ..lesson import Lesson, Progress


def learn(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the sentences of a project, measure the model and write its files."""
    raise NotImplementedError


def warm_up() -> None:
    """Import TensorFlow and learn a few sentences."""


class SentenceClassifier:
    """A model in use on the server: NumPy only."""

    @classmethod
    def load(cls, files_prefix: str) -> "SentenceClassifier":
        """Open the files of a model. Raises `ArtefactIsGone`."""
        raise NotImplementedError

    def classify(self, content: Content) -> list[float]:
        """Return the confidence in every label, in the project's order of labels."""
        raise NotImplementedError
