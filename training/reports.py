"""What a model has learnt from, what has changed since, and who measured it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from classrooms.models import Student, User
from projects.models import Project

from .models import Evaluation, LearntFrom, MLModel
from .readiness import what_is_missing

NOTHING = {"model": None}


@dataclass(frozen=True)
class Changes:
    """The ids of examples that a model has read, and how those of now differ."""

    learnt_from: Sequence[UUID]
    added: Sequence[UUID]
    removed: Sequence[UUID]  # deleted, or not shown any more
    changed: Sequence[UUID]

    def count(self) -> dict[str, int]:
        """Return how many; a few thousand ids are not for every page."""
        return {
            "added": len(self.added),
            "removed": len(self.removed),
            "changed": len(self.changed),
        }


def report_on(project: Project, user: User) -> dict[str, Any]:
    """Return what pages tell `user` of the model in use."""
    missing = what_is_missing(project)
    ml_model = MLModel.objects.of(project).select_related("project").current()
    if ml_model is None:
        return {**NOTHING, "missing": missing}
    changes = changes_since(ml_model)
    evaluation = Evaluation.objects.filter(ml_model=ml_model).first()
    return {
        "model": str(ml_model.pk),
        "missing": missing,
        "learnt_from": ml_model.example_count,
        "since": changes and changes.count(),
        "held_back_by": evaluation and evaluation.details.get("held_back_by"),
        "contributors": contributors_for(user, project, evaluation),
    }


def examples_of(project: Project) -> dict[str, Any]:
    """Return exactly which examples the model in use has learnt from."""
    ml_model = MLModel.objects.of(project).select_related("project").current()
    changes = ml_model and changes_since(ml_model)
    if ml_model is None or changes is None:
        return NOTHING
    return {"model": str(ml_model.pk), **vars(changes)}


def changes_since(ml_model: MLModel) -> Changes | None:
    """Return how examples differ from those it has read.

    None of models that an earlier release has trained, which did not note them.
    """
    noted = LearntFrom.objects.filter(ml_model=ml_model).first()
    read_at = ml_model.examples_read_at
    if noted is None or read_at is None:
        return None
    ids = noted.example_ids
    if not ml_model.is_outdated:
        return Changes(ids, [], [], [])
    read = set(ids)
    there = dict(ml_model.project.examples.shown().values_list("pk", "changed_at"))
    return Changes(
        ids,
        added=[each for each in there if each not in read],
        removed=[each for each in ids if each not in there],
        changed=[each for each in ids if each in there and there[each] > read_at],
    )


def contributors_for(
    user: User, project: Project, evaluation: Evaluation | None
) -> list[dict[str, Any]]:
    """Return how good the model was at what each person has added.

    Teachers of the class see everybody, with names; others see themselves.
    """
    figures = evaluation.details.get("contributors", []) if evaluation else []
    if not project.standing_of(user).may_moderate:
        figures = [each for each in figures if each["author"] == user.pk]
    authors = {each["author"] for each in figures}
    students = Student.objects.filter(user__in=authors - {None}).select_related("group")
    people = {student.user_id: about(student) for student in students}
    return [named(each, people) for each in figures]


def about(student: Student) -> dict[str, Any]:
    group = student.group.name if student.group else None
    return {"id": str(student.pk), "username": student.username, "group": group}


def named(figure: dict[str, Any], people: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Return figures with who it is: a student, a teacher, or nobody any more."""
    figures = dict(figure)
    author = figures.pop("author")
    nobody = {"id": None, "username": None, "group": None}
    is_teacher = author is not None and author not in people
    return {**people.get(author, nobody), "is_teacher": is_teacher, **figures}
