"""Using a trained model on the server, without TensorFlow."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Protocol

from projects.kinds import Content

from .learning import images, numbers, sounds, text
from .models import Evaluation, LocalModel, MLModel

MODELS_KEPT = 64  # in the memory of one web process


class Classifier(Protocol):
    """A model in use. It never changes, so that threads may share it."""

    def classify(self, content: Content) -> list[float]:
        """Return the confidence in every label, in the order of the schema."""
        ...


LabelAnswer = tuple[dict[str, Any], float]
# Each takes where the model's files are, and the numbers of the fields it learnt from.
LOADERS: dict[str, Callable[[str, Sequence[int]], Classifier]] = {
    "text": lambda files_prefix, fields: text.SentenceClassifier.load(files_prefix),
    "images": lambda files_prefix, fields: images.PictureClassifier.load(files_prefix),
    "sounds": lambda files_prefix, fields: sounds.SoundClassifier.load(files_prefix),
    "numbers": numbers.RowClassifier.load,
}
# What looks at pictures or listens to sounds before a model does, by its id.
BASES: dict[str, Callable[[str], object]] = {
    "images": images.find_base,
    "sounds": sounds.find_base,
}


def classify(ml_model: MLModel | LocalModel, content: Content) -> list[LabelAnswer]:
    """Return every label of the model's schema with its confidence, best first.

    Confidences are between 0 and 1 and add up to 1. Raises `ArtefactIsGone` if the
    model is deleted at this moment.
    """
    labels = ml_model.schema["labels"]
    confidences = find_classifier(ml_model).classify(content)
    return sorted(zip(labels, confidences, strict=True), key=lambda pair: -pair[1])


def has_lost_its_eyes(ml_model: MLModel) -> bool:
    """Say if what looked at its pictures is not here any more: only training helps.

    Or what listened to its sounds.
    """
    find_base = BASES.get(ml_model.kind_code)
    if find_base is None:
        return False
    trained = Evaluation.objects.filter(
        ml_model=ml_model, details__trained__has_key="base"
    )
    base_id = trained.values_list("details__trained__base", flat=True).first()
    return base_id is not None and find_base(base_id) is None


def find_classifier(ml_model: MLModel | LocalModel) -> Classifier:
    """Return what answers for a model, from memory if it was asked lately."""
    fields = tuple(field["number"] for field in ml_model.schema["fields"])
    return load(ml_model.kind_code, ml_model.files_prefix, fields)


@lru_cache(maxsize=MODELS_KEPT)
def load(kind_code: str, files_prefix: str, fields: tuple[int, ...]) -> Classifier:
    """Open the files of a model. They never change, so neither does the answer."""
    return LOADERS[kind_code](files_prefix, fields)
