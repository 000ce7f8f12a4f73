"""Sets of pictures, and the ways to learn from a few of them."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from projects.kinds import BadExample
from projects.kinds.images import FOR_LEARNING
from projects.uploads.pictures import read_picture
from training.learning.heads.head import normalised
from training.learning.heads.regression import Rows, fit
from training.learning.images.bases import Base
from training.learning.libraries import load_libraries
from training.learning.networks.network import Network
from training.learning.networks.topology import Blueprint

AT_ONCE = 16  # pictures
# Epochs of the yardstick, by how many pictures there are fewer than.
EPOCHS = ((20, 30), (50, 20), (200, 10), (np.inf, 8))

Places = NDArray[np.int64]
Share = Callable[[Places, Places], float]
Method = Callable[["Pictures"], Share]  # told what to learn, and what to answer


@dataclass(frozen=True)
class Pictures:
    """A set of pictures, (pictures, 224, 224, 3), and their labels by number."""

    name: str
    pixels: NDArray[np.uint8]
    answers: Places

    @classmethod
    def of_folders(cls, folder: Path) -> Iterator["Pictures"]:
        """Yield the sets of which there are pictures in `folder`."""
        for each in sorted(folder.iterdir()):
            labels = sorted(label for label in each.glob("*") if label.is_dir())
            pixels: list[NDArray[np.uint8]] = []
            answers: list[int] = []
            for number, label in enumerate(labels):
                some = [pixels_of(file) for file in sorted(label.iterdir())]
                good = [picture for picture in some if picture is not None]
                pixels += good
                answers += [number] * len(good)
            if pixels:
                yield cls(each.name, np.stack(pixels), np.array(answers))

    def has_enough(self, per_label: int) -> bool:
        """Say whether as many pictures are left to measure with."""
        return bool(np.bincount(self.answers).min() > per_label)

    def draw(self, per_label: int, seed: int) -> tuple[Places, Places]:
        """Return the pictures to learn from, some of each label, and all others."""
        chance = np.random.default_rng(seed)
        learnt = np.concatenate(
            [
                chance.permutation(np.flatnonzero(self.answers == label))[:per_label]
                for label in np.unique(self.answers)
            ]
        )
        return learnt, np.setdiff1d(np.arange(len(self.answers)), learnt)


def pixels_of(file: Path) -> NDArray[np.uint8] | None:
    """Return the pixels from which would be learnt, were the picture uploaded."""
    try:
        prepared = read_picture(file.read_bytes())
    except BadExample:
        return None
    with Image.open(io.BytesIO(prepared.files[FOR_LEARNING])) as image:
        return np.asarray(image.convert("RGB"))


def method_of(base: Base) -> Method:
    """Return what the worker does with this base."""

    def ready(pictures: Pictures) -> Share:
        features = normalised(base.features(pictures.pixels).astype(np.float64))

        def share(learnt: Places, rest: Places) -> float:
            rows = Rows.of(features[learnt])
            weights = fit(rows.places, pictures.answers[learnt])
            logits = features[rest] @ rows.directions @ weights[:-1] + weights[-1]
            return float(np.mean(logits.argmax(axis=1) == pictures.answers[rest]))

        return share

    return ready


def yardstick(blueprint: Blueprint) -> Method:
    """Return what children's tools do with a network that was cut off."""
    network = Network(blueprint)

    def ready(pictures: Pictures) -> Share:
        starts = range(0, len(pictures.pixels), AT_ONCE)
        maps = [network.maps(pictures.pixels[at : at + AT_ONCE]) for at in starts]
        flat = np.concatenate(maps).reshape(len(pictures.pixels), -1)

        def share(learnt: Places, rest: Places) -> float:
            keras = load_libraries().keras
            keras.utils.set_random_seed(1)
            labels = int(pictures.answers.max()) + 1
            head = keras.Sequential(
                [
                    keras.layers.Dense(100, activation="relu"),
                    keras.layers.Dense(labels, activation="softmax", use_bias=False),
                ]
            )
            head.compile(keras.optimizers.Adam(1e-4), "sparse_categorical_crossentropy")
            epochs = next(epochs for most, epochs in EPOCHS if len(learnt) < most)
            wanted = pictures.answers[learnt]
            head.fit(flat[learnt], wanted, batch_size=10, epochs=epochs, verbose=0)
            given = head(flat[rest]).numpy().argmax(axis=1)
            return float(np.mean(given == pictures.answers[rest]))

        return share

    return ready
