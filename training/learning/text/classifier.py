"""Answer one sentence with a trained model: NumPy, no TensorFlow, any thread."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from projects.kinds import Content

from .. import artefacts
from .model import Model
from .reader import Reader
from .recognition import Seen

DESCRIPTION, SEEN = "text.json", "seen.bin"
WEIGHTS = "group1-shard1of1.bin"  # TensorFlow.js calls it so.


@dataclass(frozen=True)
class SentenceClassifier:
    """A model in use on the server. It never changes, so that threads may share it."""

    model: Model
    reader: Reader
    seen: Seen
    shares: list[float]  # of the labels, where nothing is known
    label_order: list[int]
    label_count: int

    @classmethod
    def load(cls, files_prefix: str) -> "SentenceClassifier":
        """Open the files of a model. Raises `ArtefactIsGone` or `ReadsOtherwise`."""
        return cls.from_files(partial(artefacts.read, files_prefix))

    @classmethod
    def from_files(cls, read: Callable[[str], bytes]) -> "SentenceClassifier":
        """Open the files that learn() wrote; `read` takes their names."""
        told = json.loads(read(DESCRIPTION))
        reader = Reader.from_description(told)
        order, width = told["label_order"], told["encoder_width"]
        model = Model.from_bytes(read(WEIGHTS), len(order), width)
        seen = Seen.from_bytes(read(SEEN))
        return cls(model, reader, seen, told["shares"], order, told["label_count"])

    def classify(self, content: Content) -> list[float]:
        """Return the confidence in every label, in the project's order of labels."""
        confidences = [0.0] * self.label_count
        known = self._confidences(content.text)
        for label, confidence in zip(self.label_order, known, strict=True):
            confidences[label] = confidence
        return confidences

    def _confidences(self, text: str) -> list[float]:
        sentence = self.reader.read(text)
        if self.reader.encoder is None and self.seen.is_new(sentence):
            return self.shares
        [encoded] = self.reader.encode([text])
        confidences: list[float] = self.model.confidences(sentence, encoded).tolist()
        return confidences
