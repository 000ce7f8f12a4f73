"""A lesson: what a browser learns from, and what it is to be asked."""

from typing import Any

from ..learning.examples import Examples
from ..models import MLModel
from .kinds import BROWSER_KINDS


def plan_lesson(ml_model: MLModel, examples: Examples) -> dict[str, Any]:
    """Return what the row of a training keeps of its lesson, until there is a result.

    The server decides what measures the model, by the rule of all kinds, and remembers
    the right answers itself.
    """
    return BROWSER_KINDS[ml_model.kind_code].plan(examples)


def describe_lesson(ml_model: MLModel) -> dict[str, Any]:
    """Return the lesson of a training as a browser gets it."""
    described = BROWSER_KINDS[ml_model.kind_code].describe(ml_model)
    return {"id": str(ml_model.pk), **described}
