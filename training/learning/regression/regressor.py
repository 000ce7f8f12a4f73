"""Predict numbers with a trained model: NumPy, no TensorFlow, any thread."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from projects.kinds import Content, Values

from .. import artefacts
from ..model_files import WEIGHTS
from . import line, network
from .preparation import Column, Matrix, Preparation, outside
from .writing import FORMAT, REGRESSOR, shapes_of, split


@dataclass(frozen=True)
class Regressor:
    """A model in use on the server. It never changes, so that threads may share it."""

    preparation: Preparation
    weights: list[Matrix]

    @classmethod
    def load(cls, files_prefix: str) -> "Regressor":
        """Open the files of a model. Raises `ArtefactIsGone`."""
        return cls.from_files(partial(artefacts.read, files_prefix))

    @classmethod
    def from_files(cls, read: Callable[[str], bytes]) -> "Regressor":
        """Read what `write_regressor` wrote; `read` takes the files' names."""
        about = json.loads(read(REGRESSOR))
        if about["format"] != FORMAT:
            raise artefacts.ArtefactIsGone
        preparation = Preparation.from_json(about)
        targets = len(preparation.targets)
        shapes = shapes_of(about["chosen"], preparation.width, targets)
        numbers = np.frombuffer(read(WEIGHTS), "<f4")
        weights = [each.astype(np.float64) for each in split(numbers, shapes)]
        return cls(preparation, weights)

    def predict(self, content: Content) -> list[float]:
        """Return a number for each target, in its unit; gaps are filled."""
        predicted: list[float] = self.predict_all([content.values])[0].tolist()
        return predicted

    def predict_all(self, rows: list[Values]) -> Matrix:
        """Return predictions (rows, targets)."""
        inputs = self.preparation.scaled(rows)
        if len(self.weights) == 2:
            outputs = line.predict(np.vstack(self.weights), inputs)
        else:
            outputs = network.predict(self.weights, inputs)
        return self.preparation.grown(outputs)

    def outside(self, content: Content) -> list[Column]:
        """Return the columns in which nothing like it was seen."""
        return [
            column
            for column in self.preparation.inputs
            if outside(column, content.values.get(str(column["number"])))
        ]
