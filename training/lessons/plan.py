"""A lesson: which examples a browser learns from, and which it is to be asked."""

from typing import Any

from ..learning.evaluation import held_back, method_for
from ..learning.examples import Examples
from ..models import MLModel
from .kinds import BROWSER_KINDS


def plan_lesson(examples: Examples) -> dict[str, Any]:
    """Return what the row of a training keeps of its lesson, until there is a result.

    The server decides what measures the model, by the rule of all kinds, and remembers
    the right answers itself.
    """
    method = method_for(examples.answers)
    places = range(len(examples.ids)) if method == "leave-one-out" else ()
    measured = held_back(examples.ids, examples.answers) or places
    return {
        "method": method,
        "answers": dict(zip(examples.ids, examples.answers, strict=True)),
        "measured": sorted(examples.ids[place] for place in measured),
    }


def describe_lesson(ml_model: MLModel) -> dict[str, Any]:
    """Return the lesson of a training as a browser gets it."""
    lesson = ml_model.lesson
    kind = BROWSER_KINDS[ml_model.kind_code]
    held = set(lesson["measured"]) if lesson["method"] == "held-back" else set()
    examples = [
        {
            "id": example_id,
            "label": answer,
            "held_back": example_id in held,
            **kind.describe_example(ml_model.project, example_id),
        }
        for example_id, answer in lesson["answers"].items()
    ]
    return {
        "id": str(ml_model.pk),
        "method": lesson["method"],
        "labels": ml_model.schema["labels"],
        "examples": examples,
    }
