"""Using a model that predicts numbers on the server, without TensorFlow."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from projects.kinds import Content

from .models import LocalModel, MLModel

if TYPE_CHECKING:
    from .learning.regression import Regressor

MODELS_KEPT = 64  # in the memory of one web process


def predict(
    ml_model: MLModel | LocalModel, content: Content
) -> list[tuple[dict[str, Any], float]]:
    """Return what is predicted of a row: each predicted column, and its number.

    Raises `ArtefactIsGone` if the model is deleted at this moment.
    """
    fields = [field for field in ml_model.schema["fields"] if is_predicted(field)]
    predicted = load(ml_model.files_prefix).predict(content)
    return list(zip(fields, predicted, strict=True))


def is_predicted(field: dict[str, Any]) -> bool:
    return bool(field.get("is_predicted"))


@lru_cache(maxsize=MODELS_KEPT)
def load(files_prefix: str) -> "Regressor":
    """Open the files of a model. They never change, so neither does the answer."""
    from .learning.regression import Regressor

    return Regressor.load(files_prefix)
