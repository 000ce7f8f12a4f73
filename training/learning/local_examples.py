"""What a browser has sent to be learnt, in the form of a project's examples."""

from typing import Any

from classrooms.names import fold
from projects.kinds import Content
from projects.models import Field

from ..models import LocalExamples, LocalModel
from .examples import Examples
from .lesson import NothingToLearn


def read_local_examples(local_model: LocalModel) -> Examples:
    """Return what `local_model` is to learn from. Raises `NothingToLearn`."""
    sent = LocalExamples.objects.filter(local_model=local_model).first()
    if sent is None:  # Sent again meanwhile, or erased with whose it was.
        raise NothingToLearn
    return Examples(
        fields=fields_of(local_model.schema),
        labels=[label["name"] for label in local_model.schema["labels"]],
        contents=[Content(values, text) for values, text in sent.contents],
        answers=sent.answers,
        ids=[str(place) for place in range(len(sent.answers))],
    )


def fields_of(schema: dict[str, Any]) -> list[Field]:
    """Return the columns that a schema describes; they are in no table."""
    return [
        Field(**field, folded_name=fold(field["name"])) for field in schema["fields"]
    ]
