"""Examples with a label each: which of them measure a model, and how good it is."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from projects.models import Project, TrainingExample

from ..learning import contributors
from ..learning.evaluation import are_right, summary, usual_answer
from ..learning.examples import Examples
from ..learning.splits import split_of
from ..models import MLModel
from .complaint import BadResult
from .reading import read_number

SUM_IS_ONE = 0.01  # Confidences are rounded on their way.

Confidences = dict[str, list[float]]  # by the id of the example


class Classification(ABC):
    """What kinds have in common whose examples are told apart by label."""

    @abstractmethod
    def describe_example(self, project: Project, example_id: str) -> dict[str, Any]:
        """Return where a browser finds what the example holds."""

    @abstractmethod
    def is_there(self, example: TrainingExample) -> bool:
        """Say if a browser can get what the example holds."""

    def plan(self, examples: Examples) -> dict[str, Any]:
        split = split_of(examples.ids, examples.answers, examples.authors)
        parts = {
            examples.ids[place]: number
            for number, part in enumerate(split.parts)
            for place in part
        }
        several = contributors.are_several(examples.authors)
        return {
            "method": split.method,
            "answers": dict(zip(examples.ids, examples.answers, strict=True)),
            "measured": sorted(parts),
            "parts": parts,
            "held_back_by": split.by if several else None,
        }

    def describe(self, ml_model: MLModel) -> dict[str, Any]:
        lesson = ml_model.lesson
        held = set(lesson["measured"]) if lesson["method"] == "held-back" else set()
        parts = lesson.get("parts", {})  # None of lessons from before an update.
        examples = [
            {
                "id": example_id,
                "label": answer,
                "held_back": example_id in held,
                "part": parts.get(example_id),
                **self.describe_example(ml_model.project, example_id),
            }
            for example_id, answer in lesson["answers"].items()
        ]
        return {
            "method": lesson["method"],
            "labels": ml_model.schema["labels"],
            "examples": examples,
        }

    def measure(self, ml_model: MLModel, report: Mapping[str, Any]) -> dict[str, Any]:
        """Return the evaluation's figures: they mean the same as those of others."""
        label_count = len(ml_model.schema["labels"])
        measured = self.read_measured(ml_model, report.get("measured"), label_count)
        lesson = ml_model.lesson
        answers = lesson["answers"]
        true = [answers[example_id] for example_id in measured]
        figures = summary(
            list(measured),
            true,
            list(measured.values()),
            usual=usual_answer(list(answers.values())),
            label_count=label_count,
        )
        method = lesson["method"] if measured else "too-few"
        return {"method": method, **figures, **self.describe_people(ml_model, measured)}

    def describe_people(
        self, ml_model: MLModel, measured: Confidences
    ) -> dict[str, Any]:
        """Say how many were right of each person, where several have added some."""
        lesson = ml_model.lesson
        by = lesson.get("held_back_by")
        if not by:
            return {}
        # As it is now: whoever was erased since is nobody.
        whose = authors_of(ml_model, measured)
        true = [lesson["answers"][example_id] for example_id in measured]
        people = contributors.figures(
            [whose.get(example_id) for example_id in measured],
            are_right(true, list(measured.values())),
        )
        return {"held_back_by": by, "contributors": people}

    def read_measured(
        self, ml_model: MLModel, told: object, label_count: int
    ) -> Confidences:
        """Return the confidences in each example that measures the model.

        Only those may be missing that are no longer there: a browser could not learn
        them.
        """
        wanted = set(ml_model.lesson["measured"])
        measured = {
            example_id: read_confidences(confidences, label_count)
            for example_id, confidences in read_pairs(told, wanted)
        }
        missing = wanted - measured.keys()
        for example in ml_model.project.examples.shown().filter(pk__in=missing):
            if self.is_there(example):
                raise BadResult("an example that was not measured")
        return measured


def authors_of(ml_model: MLModel, ids: Iterable[str]) -> dict[str, int | None]:
    """Return who has added the examples with these ids that are still there."""
    there = ml_model.project.examples.filter(pk__in=list(ids))
    return {str(pk): author for pk, author in there.values_list("pk", "author")}


def read_pairs(told: object, wanted: set[str]) -> list[tuple[str, object]]:
    """Return ids and what was said of each; only of those `wanted`, once each."""
    if not isinstance(told, list):
        raise BadResult("nothing measured")
    pairs: dict[str, object] = {}
    for pair in told:
        if not isinstance(pair, list) or len(pair) != 2:
            raise BadResult("what was measured is no pair")
        example_id, said = pair
        if not isinstance(example_id, str) or example_id not in wanted:
            raise BadResult("an example that was not to be measured")
        if example_id in pairs:
            raise BadResult("an example measured twice")
        pairs[example_id] = said
    return list(pairs.items())


def read_confidences(told: object, label_count: int) -> list[float]:
    if not isinstance(told, list) or len(told) != label_count:
        raise BadResult("the wrong number of confidences")
    confidences = [read_number(each) for each in told]
    if any(not 0 <= each <= 1 for each in confidences):
        raise BadResult("a confidence outside of 0 to 1")
    if abs(sum(confidences) - 1) > SUM_IS_ONE:
        raise BadResult("confidences that do not add up")
    return confidences
