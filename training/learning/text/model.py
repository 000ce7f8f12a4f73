"""A trained text model as numbers: what every feature says for every label."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .features import Sentence

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Model:
    """Weights (width, labels) and biases (labels,); the encoder's come last."""

    weights: Numbers
    biases: Numbers
    encoder_width: int

    @classmethod
    def from_bytes(cls, data: bytes, label_count: int, encoder_width: int) -> "Model":
        """Read the weights' file as TensorFlow.js reads it."""
        numbers = np.frombuffer(data, "<f4").reshape(-1, label_count)
        return cls(numbers[:-1], numbers[-1], encoder_width)

    def logits(self, sentence: Sentence, encoded: Numbers) -> Numbers:
        """Return how strongly a sentence speaks for each label, (labels,).

        `encoded` is the encoder's vector of it, without one of no length.
        """
        logits = sentence.values @ self.weights[sentence.places] + self.biases
        if self.encoder_width:
            logits = logits + encoded @ self.weights[-self.encoder_width :]
        return logits

    def confidences(self, sentence: Sentence, encoded: Numbers) -> Numbers:
        """Return the confidence in each label, (labels,)."""
        return softmax(self.logits(sentence, encoded))


def softmax(logits: Numbers) -> Numbers:
    """Return confidences, which add up to 1."""
    powers = np.exp(logits - logits.max())
    confidences: Numbers = powers / powers.sum()
    return confidences
