"""Using a trained model that predicts numbers on the server, without TensorFlow."""

from functools import lru_cache
from typing import Any

from projects.kinds import Content

from .learning.regression import Regressor
from .models import LocalModel, MLModel

MODELS_KEPT = 64  # in the memory of one web process

Field = dict[str, Any]  # of the model's schema


def predict(
    ml_model: MLModel | LocalModel, content: Content
) -> list[tuple[Field, float]]:
    """Return every predicted column of the model's schema with its number.

    Raises `ArtefactIsGone` if the model is deleted at this moment.
    """
    regressor = load(ml_model.files_prefix)
    numbers = [target["number"] for target in regressor.preparation.targets]
    fields = fields_of(ml_model, numbers)
    return list(zip(fields, regressor.predict(content), strict=True))


def outside(ml_model: MLModel | LocalModel, content: Content) -> list[Field]:
    """Return the columns whose value is unlike all that the model has seen."""
    columns = load(ml_model.files_prefix).outside(content)
    return fields_of(ml_model, [column["number"] for column in columns])


def fields_of(ml_model: MLModel | LocalModel, numbers: list[int]) -> list[Field]:
    by_number = {field["number"]: field for field in ml_model.schema["fields"]}
    return [by_number[number] for number in numbers]


@lru_cache(maxsize=MODELS_KEPT)
def load(files_prefix: str) -> Regressor:
    """Open the files of a model. They never change, so neither does the answer."""
    return Regressor.load(files_prefix)
