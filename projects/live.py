"""Telling open pages that a project is not as it was."""

from collections.abc import Collection
from uuid import UUID

from classrooms import live
from classrooms.live import Hint

from .models import Project

MOST_NAMED = 100  # examples; of more, pages read their lists again
MANY = "many"  # stands for their ids


def group_name(project_id: UUID) -> str:
    """The channel-layer group of what the open pages of one project are told."""
    return f"project.{project_id.hex}"


def rights_group_name(project_id: UUID) -> str:
    """The group of pages that only hear when who may see the project has changed."""
    return f"project-rights.{project_id.hex}"


def list_group_name(classroom_id: UUID) -> str:
    """The channel-layer group of those who look at the list of a class's projects."""
    return f"class-projects.{classroom_id.hex}"


def announce(project: Project, examples: Collection[UUID] = ()) -> None:
    """Say, after the commit, that `project` has changed, and which examples in it.

    Its teachers hear of a student's, and all its class of one that it fills together;
    a teacher's own is no news.
    """
    if project.classroom_id:
        live.announce(project.classroom_id, None, project.pk)
        announce_to_pages(project, examples)
    elif project.owner.is_student and hasattr(project.owner, "student"):
        student = project.owner.student
        live.announce(student.classroom_id, student.pk, project.pk)


def announce_to_pages(project: Project, examples: Collection[UUID]) -> None:
    """Say which examples have changed; of very many, only that there are."""
    named = [str(each) for each in examples]
    if len(named) > MOST_NAMED:
        named = [MANY]
    tell_pages(project, examples=tuple(named))


def announce_rights(project: Project) -> None:
    """Say that somebody may no longer see what they have open, or may now."""
    tell_pages(project, rights=True)
    live.tell(Hint(rights_group_name(project.pk), type="rights.changed"))


def announce_list(classroom_id: UUID) -> None:
    """Say that there are other projects of a class, or that they are called so."""
    live.tell(Hint(list_group_name(classroom_id), type="projects.changed"))


def tell_pages(
    project: Project, examples: tuple[str, ...] = (), rights: bool = False
) -> None:
    group, kind = group_name(project.pk), "project.changed"
    hint = Hint(group, examples=examples, rights=rights, type=kind)
    live.tell(hint._replace(project=str(project.pk)))
