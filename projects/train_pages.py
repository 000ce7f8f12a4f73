"""The page where examples are collected: what its script is told, and its kinds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from classrooms.models import User

from .models import Project
from .serializers import FieldSerializer, LabelSerializer


@dataclass(frozen=True)
class TrainPage:
    """The template of the page, and what the kind adds to it."""

    styles: Sequence[str]
    dialogs: Sequence[str]  # templates
    template: str = "projects/train.html"
    takes_tables: bool = True  # Whether a button above the buckets offers that.
    wide_buckets: bool = False


IMPORT = "projects/_import_dialog.html"

TRAIN_PAGES = {
    "text": TrainPage(
        styles=["css/table.css"], dialogs=["projects/_lines_dialog.html", IMPORT]
    ),
    "images": TrainPage(
        styles=[
            "css/files.css",
            "css/pictures.css",
            "css/camera.css",
            "css/drawing.css",
        ],
        dialogs=["projects/_picture_dialogs.html"],
        takes_tables=False,
        wide_buckets=True,
    ),
    "sounds": TrainPage(
        styles=["css/files.css", "css/sounds.css", "css/recorder.css"],
        dialogs=["projects/_sound_dialogs.html"],
        takes_tables=False,
        wide_buckets=True,
    ),
    "numbers": TrainPage(
        styles=["css/table.css"], dialogs=["projects/_column_dialog.html", IMPORT]
    ),
    "regression": TrainPage(
        styles=["css/table.css", "css/sheet.css"],
        dialogs=["projects/_sheet_column_dialog.html", IMPORT],
        template="projects/train_table.html",
    ),
}


def train_data(project: Project, user: User) -> dict[str, Any]:
    """Return what the script of the page has to know, as JSON."""
    standing = project.standing_of(user)
    labels = project.live_labels().with_counts()
    is_student = user.is_student and hasattr(user, "student")
    return {
        "id": str(project.pk),
        "kind": project.kind_code,
        "labels": LabelSerializer(labels, many=True).data,
        "fields": FieldSerializer(project.live_fields(), many=True).data,
        "quota": project.example_quota,
        "mayChange": standing.may_change,
        "mayAdd": standing.may_add,
        "mayEditAll": standing.may_edit_all,
        "mayModerate": standing.may_moderate,
        "me": str(user.student.pk) if is_student else None,
        "shared": shared_data(project, user),
    }


def shared_data(project: Project, user: User) -> dict[str, Any] | None:
    """Return what is to be known of a project that a class fills together."""
    classroom = project.classroom
    if classroom is None:
        return None
    may_moderate = project.standing_of(user).may_moderate
    review = reverse("projects:review", args=[project.pk]) if may_moderate else None
    return {
        "socket": f"/ws/projects/{project.pk}/live/",
        "address": f"/api/projects/{project.pk}/live/",
        "className": classroom.name,
        "isCollecting": project.is_collecting,
        "needsApproval": project.needs_approval,
        "studentQuota": project.student_quota,
        "review": review,
        "mine": count_mine(project, user),
    }


def count_mine(project: Project, user: User) -> dict[str, int | None] | None:
    """Return how many examples a student has added, and may still add if that ends."""
    if project.standing_of(user).may_edit_all:
        return None
    count = project.examples.filter(author=user).count()
    quota = project.student_quota
    return {"count": count, "left": None if quota is None else max(0, quota - count)}
