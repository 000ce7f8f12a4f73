"""What the students of a classroom are doing now, as the teacher's live page shows it.

Everything is read in the same few queries, for one student or for all.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When

from classrooms import presence
from classrooms.models import Student
from projects.kinds import KINDS
from projects.models import Label, Moderation, Project, TrainingExample

from .models import MLModel
from .problems import sentence_for

Row = dict[str, Any]
WITHOUT_LABELS = [kind.code for kind in KINDS.values() if not kind.has_labels]


def snapshot(classroom_id: UUID) -> Row:
    """Return everything there is to see in a classroom."""
    students = Student.objects.filter(classroom=classroom_id)
    return {
        "whole": True,
        "students": describe_students(students),
        "projects": describe_projects(of_class(classroom_id)),
    }


def changes(
    classroom_id: UUID, student_ids: Collection[UUID], project_ids: Collection[UUID]
) -> Row:
    """Return how those of them are now; the ids of those not in it go into `gone`."""
    students, projects = [], []
    if student_ids:
        chosen = Student.objects.filter(classroom=classroom_id, pk__in=student_ids)
        students = describe_students(chosen)
    if project_ids:
        projects = describe_projects(of_class(classroom_id).filter(pk__in=project_ids))
    found = {row["id"] for row in [*students, *projects]}
    asked = {str(each) for each in [*student_ids, *project_ids]}
    return {
        "whole": False,
        "students": students,
        "projects": projects,
        "gone": sorted(asked - found),
    }


def of_class(classroom_id: UUID) -> QuerySet[Project]:
    """Return the projects of its students, and those that they fill together."""
    own = Q(owner__student__classroom=classroom_id)
    return Project.objects.filter(own | Q(classroom=classroom_id))


def describe_students(chosen: QuerySet[Student]) -> list[Row]:
    students = list(chosen.select_related("group").order_by("folded_username"))
    places = presence.places(student.pk for student in students)
    return [describe_student(each, places.get(each.pk)) for each in students]


def describe_student(student: Student, place: presence.Place | None) -> Row:
    project_id = place.project_id if place else None
    return {
        "id": str(student.pk),
        "username": student.username,
        "group": student.group.name if student.group else None,
        "here": place is not None,
        "step": place.step if place else "",
        "project": str(project_id) if project_id else None,
        "last_seen": spell(student.last_seen_at),
    }


def describe_projects(chosen: QuerySet[Project]) -> list[Row]:
    """Describe each; three queries find the labels and models of all of them.

    One more says who has added what to those that the class fills.
    """
    labels = labels_of(chosen)
    newest, current = trainings_of(chosen)
    # As little as will do: a page asks for hundreds, several times a second.
    read = "name", "kind_code", "classroom", "examples_changed_at", "parts_changed_at"
    annotated = chosen.only(*read).annotate(
        student_id=F("owner__student"), row_count=rows_without_labels()
    )
    projects = list(annotated.order_by("created_at", "pk"))
    added = added_to([each for each in projects if each.classroom_id])
    return [
        {
            "student": str(each.student_id) if each.student_id else None,
            "labels": labels.get(each.pk, []),
            "rows": each.row_count,
            "together": added.get(each.pk),
            **describe_project(each, newest.get(each.pk), current.get(each.pk)),
        }
        for each in projects
    ]


def added_to(together: list[Project]) -> dict[UUID, Row]:
    """Return of projects that a class fills how much waits, and who has added what."""
    found: dict[UUID, Row] = {each.pk: {"waiting": 0, "added": {}} for each in together}
    if not together:
        return found
    examples = TrainingExample.objects.filter(project__in=together).order_by()
    waiting = Q(state=Moderation.WAITING)
    counted = examples.values_list("project", "author__student").annotate(
        count=Count("pk"), waiting=Count("pk", filter=waiting)
    )
    for project_id, student_id, count, of_waiting in counted:
        found[project_id]["waiting"] += of_waiting
        if student_id is not None:
            found[project_id]["added"][str(student_id)] = count
    return found


def rows_without_labels() -> Case:
    """Return how many examples there are of kinds that count them under no label."""
    shown = TrainingExample.objects.shown()
    examples = shown.filter(project=OuterRef("pk")).order_by()
    counted = examples.values("project").annotate(count=Count("pk")).values("count")
    return Case(When(kind_code__in=WITHOUT_LABELS, then=Subquery(counted)))


def labels_of(chosen: QuerySet[Project]) -> dict[UUID, list[Row]]:
    """Return the live labels of each project, in order, with how much is in them."""
    live = Label.objects.filter(project__in=chosen, deleted_at=None)
    counted = live.with_counts().order_by("position", "number")
    found: dict[UUID, list[Row]] = {}
    columns = "project_id", "number", "name", "example_count"
    for project_id, number, name, count in counted.values_list(*columns):
        row = {"number": number, "name": name, "count": count}
        found.setdefault(project_id, []).append(row)
    return found


def trainings_of(
    chosen: QuerySet[Project],
) -> tuple[dict[UUID, MLModel], dict[UUID, MLModel]]:
    """Return the newest training of each project, and the model it uses."""
    ml_models = MLModel.objects.filter(project__in=chosen)
    moments = "project", "requested_at", "finished_at"
    state = "status", "stage", "fraction", "problem"
    newest = ml_models.order_by("project", "-requested_at").distinct("project")
    of_evaluation = "accuracy", "baseline", "example_count"
    measured = [f"evaluation__{name}" for name in of_evaluation]
    in_use = ml_models.filter(is_current=True).select_related("evaluation")
    current = with_errors(in_use)
    return (
        by_project(newest.only(*moments, *state)),
        by_project(current.only(*moments, "examples_read_at", *measured)),
    )


def with_errors(ml_models: QuerySet[MLModel]) -> QuerySet[MLModel]:
    """Add what was measured of the first predicted column, if numbers are predicted.

    All that was measured of it would be hundreds of points.
    """
    first = "evaluation__details__targets__0__"
    predicts = When(evaluation__details__has_key="targets", then=F("schema__fields"))
    return ml_models.annotate(
        fields=Case(predicts),
        target=F(f"{first}number"),
        error=F(f"{first}mean_absolute_error"),
        error_of_mean=F(f"{first}baseline"),
    )


def by_project(ml_models: Iterable[MLModel]) -> dict[UUID, MLModel]:
    return {each.project_id: each for each in ml_models}


def describe_project(
    project: Project, newest: MLModel | None, current: MLModel | None
) -> Row:
    return {
        "id": str(project.pk),
        "name": project.name,
        "kind": project.kind_code,
        "changed_at": spell(last_change(project, newest)),
        "training": describe_training(newest) if newest else None,
        "model": describe_model(project, current) if current else None,
    }


def last_change(project: Project, newest: MLModel | None) -> datetime:
    moments = [project.examples_changed_at, project.parts_changed_at]
    return max([*moments, newest.learnt_at] if newest else moments)


def describe_training(newest: MLModel) -> Row:
    return {
        "id": str(newest.pk),
        "status": newest.status,
        "stage": newest.stage,
        "fraction": newest.fraction,
        "problem": sentence_for(newest) if newest.problem else "",
    }


def describe_model(project: Project, current: MLModel) -> Row:
    current.project = project  # Is known, and need not be read again.
    evaluation = getattr(current, "evaluation", None)
    return {
        "id": str(current.pk),
        "ready_at": spell(current.learnt_at),
        "accuracy": evaluation.accuracy if evaluation else None,
        "baseline": evaluation.baseline if evaluation else None,
        "example_count": evaluation.example_count if evaluation else 0,
        "error": describe_error(current),
        "outdated": current.is_outdated,
    }


def describe_error(current: Any) -> Row | None:
    """Return how far off predictions are; None of models that answer with labels."""
    if current.error is None:
        return None
    fields = {field["number"]: field for field in current.fields}
    field = fields[current.target]
    return {
        "name": field["name"],
        "unit": field.get("unit", ""),
        "mean_absolute_error": current.error,
        "baseline": current.error_of_mean,
    }


def spell(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
