"""From seconds of words to a network that knows them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.learning.libraries import load_libraries

from .augmentation import picture_of
from .network import make_network

BATCH = 32
SPEED, DECAY = 3e-3, 1e-3
MEASURED = 0.1  # of all seconds, which are not learnt
SYNTHESISED = 0.5  # how much a synthesiser counts, beside people

Say = Callable[[str], None]
at_once = partial(print, flush=True)


@dataclass(frozen=True)
class Words:
    """Seconds (n, 16000), their labels by number, and how much each counts."""

    seconds: NDArray[np.float16]
    answers: NDArray[np.int64]
    weights: NDArray[np.float64]
    noises: NDArray[np.float32]  # (seconds, 16000)

    @property
    def labels(self) -> int:
        return int(self.answers.max()) + 1

    def pictures(
        self, places: NDArray[np.int64], chance: np.random.Generator
    ) -> NDArray[np.float32]:
        """Return pictures (n, 63, 40, 1), which are others every time."""
        seen = [
            picture_of(self.seconds[place].astype(np.float32), self.noises, chance)
            for place in places
        ]
        return np.stack(seen)[..., None].astype(np.float32)


def train(words: Words, epochs: int, say: Say = at_once) -> Any:
    """Return the part of a network that gives features, when it knows the words."""
    libraries = load_libraries()
    libraries.keras.utils.set_random_seed(1)
    chance = np.random.default_rng(1)
    order = chance.permutation(len(words.answers))
    measured, learnt = np.split(order, [round(MEASURED * len(order))])
    network, features = make_network(words.labels)
    compile_for(network, epochs * -(-len(learnt) // BATCH))
    for epoch in range(epochs):
        told = network.fit(
            words.pictures(learnt, chance),
            words.answers[learnt],
            sample_weight=words.weights[learnt],
            batch_size=BATCH,
            verbose=0,
        )
        right = share_right(network, words, measured, chance)
        loss = told.history["loss"][0]
        say(f"epoch {epoch + 1}: loss {loss:.3f}, {right:.3f} of new seconds right")
    return features


def compile_for(network: Any, steps: int) -> None:
    keras = load_libraries().keras
    speed = keras.optimizers.schedules.CosineDecay(SPEED, steps)
    network.compile(
        keras.optimizers.AdamW(speed, weight_decay=DECAY),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )


def share_right(
    network: Any, words: Words, places: NDArray[np.int64], chance: np.random.Generator
) -> float:
    if not len(places):
        return float("nan")
    told = network.predict(words.pictures(places, chance), verbose=0)
    return float(np.mean(told.argmax(axis=1) == words.answers[places]))
