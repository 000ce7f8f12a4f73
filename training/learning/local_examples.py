"""What a browser has sent to be learnt, in the form of a project's examples."""

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
        fields=[Field(**field) for field in local_model.schema["fields"]],
        labels=[label["name"] for label in local_model.schema["labels"]],
        contents=[Content(values, text) for values, text in sent.contents],
        answers=sent.answers,
        ids=[str(place) for place in range(len(sent.answers))],
    )
