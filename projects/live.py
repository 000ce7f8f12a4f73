"""Telling a student's teachers that a project is not as it was."""

from classrooms import live

from .models import Project


def announce(project: Project) -> None:
    """Say, after the commit, that `project` has changed; a teacher's own is no news."""
    owner = project.owner
    if owner.is_student and hasattr(owner, "student"):
        student = owner.student
        live.announce(student.classroom_id, student.pk, project.pk)
