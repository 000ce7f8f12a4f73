"""A head: what the features of a picture say for every label."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

NORM = "l2"
TINY = 1e-12  # length that no features have, so that nothing is divided by zero

Numbers = NDArray[np.float32]
T = TypeVar("T", np.float32, np.float64)


@dataclass(frozen=True)
class Head:
    """A kernel (features, labels), biases (labels,), and the base they are made for."""

    kernel: Numbers
    bias: Numbers
    base_id: str

    @classmethod
    def from_files(cls, read: Callable[[str], bytes]) -> "Head":
        """Read what `write_head` wrote; `read` takes the files' names."""
        about = json.loads(read("head.json"))
        labels, base = about["labels"], about["base"]
        numbers = np.frombuffer(read("weights.bin"), "<f4").reshape(-1, labels)
        return cls(numbers[:-1], numbers[-1], base["id"])

    def confidences(self, features: Numbers) -> Numbers:
        """Return the confidences, (examples, labels), for features not normalised."""
        return softmax(normalised(features) @ self.kernel + self.bias)


def normalised(features: NDArray[T]) -> NDArray[T]:
    """Return every row of (examples, features) with the length 1."""
    lengths = np.sqrt((features * features).sum(axis=1, keepdims=True))
    rows: NDArray[T] = features / np.maximum(lengths, TINY)
    return rows


def softmax(logits: Numbers) -> Numbers:
    """Return confidences, which add up to 1 in every row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    confidences: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return confidences
