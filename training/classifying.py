"""Using a trained model on the server, without TensorFlow."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from projects.kinds import Value

from .learning import artefacts
from .learning.numbers import Classifier
from .models import MLModel

MODELS_KEPT = 64  # in the memory of one web process


LabelAnswer = tuple[dict[str, Any], float]


def classify(ml_model: MLModel, row: Sequence[Value]) -> list[LabelAnswer]:
    """Return every label of the model's schema with its confidence, best first.

    `row` has one value for each field of the model's schema, None where it is
    missing. Confidences are between 0 and 1 and add up to 1. Raises
    `ArtefactIsGone` if the model is deleted at this moment.
    """
    classifier = load(ml_model.pk, ml_model.files_prefix)
    labels = ml_model.schema["labels"]
    confidences = classifier.classify(row)
    return sorted(zip(labels, confidences, strict=True), key=lambda pair: -pair[1])


@lru_cache(maxsize=MODELS_KEPT)
def load(pk: UUID, files_prefix: str) -> Classifier:
    """Return a model's classifier. A model never changes, so neither does this."""
    mapping = json.loads(artefacts.read(files_prefix, "mapping.json"))
    return Classifier.load(artefacts.read(files_prefix, "ydf.zip"), mapping)


def row_of(schema: Mapping[str, Any], values: Mapping[str, Value]) -> list[Value]:
    """Return `values`, by field number, in the order of the model's columns."""
    return [values.get(str(field["number"])) for field in schema["fields"]]
