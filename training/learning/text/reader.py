"""How one model reads: with the meanings of words or without, with which encoder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..artefacts import ArtefactIsGone
from ..encoder import Encoder, NoEncoder, current
from . import features
from .features import Sentence
from .meaning import ENOUGH_MEANING, share_with_meaning

ENOUGH_TEXTS = 200  # to tell the language by


class ReadsOtherwise(ArtefactIsGone):
    """The site reads sentences in another way than when this model learnt."""


@dataclass(frozen=True)
class Reader:
    """Turns texts into what a model sees of them."""

    meaning: bool
    encoder: Encoder | None

    @classmethod
    def suited_to(cls, texts: Sequence[str]) -> "Reader":
        """Return the reader for learning from these texts."""
        some = texts[:: 1 + len(texts) // ENOUGH_TEXTS]
        return cls(share_with_meaning(some) >= ENOUGH_MEANING, current())

    @classmethod
    def from_description(cls, description: dict[str, Any]) -> "Reader":
        """Return the reader that a model learnt with. Raises `ReadsOtherwise`."""
        try:
            encoder = current() if description["encoder"] else None
        except NoEncoder:  # Its files have just been lost.
            raise ReadsOtherwise from None
        reader = cls(description["meaning"], encoder)
        if any(description[key] != value for key, value in reader.description.items()):
            raise ReadsOtherwise
        return reader

    @property
    def description(self) -> dict[str, Any]:
        """Return what has to be the same wherever the model is used, as JSON."""
        return {
            "version": features.VERSION,
            "meaning": self.meaning,
            "encoder": self.encoder.id if self.encoder else None,
            "encoder_width": self.encoder.width if self.encoder else 0,
        }

    def read(self, text: str) -> Sentence:
        """Return a text's words, parts of words and meanings."""
        return features.read(text, self.meaning)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the encoder's vectors, (texts, 0) without one."""
        if self.encoder is None:
            return np.zeros((len(texts), 0), np.float32)
        return self.encoder.encode(texts)
