"""The project that somebody asks for, with what else is needed of it at once."""

from uuid import UUID

from django.http import Http404

from classrooms.models import Classroom, Policy, User
from classrooms.quotas import classroom_with_policy
from classrooms.straight import read

from .models import Project

# As `Project.objects.visible_to` has it of students, with the class and its policy:
# thirty of them add at once, and each time somebody has to find their project.
SEEN_BY_STUDENT = """
FROM projects_project
LEFT JOIN classrooms_classroom
  ON classrooms_classroom.id = projects_project.classroom_id
LEFT JOIN classrooms_policy
  ON classrooms_policy.classroom_id = classrooms_classroom.id
WHERE projects_project.id = %(project)s AND (
  projects_project.owner_id = %(student)s
  OR projects_project.classroom_id IN (
    SELECT classroom_id FROM classrooms_student WHERE user_id = %(student)s
  )
)
"""


def seen_project(project_id: UUID, person: User) -> Project:
    """Return a project that `person`, who is logged in, sees. Raises `Http404`."""
    if person.is_student:
        project = seen_by_student(project_id, person)
    else:
        project = Project.objects.visible_to(person).filter(pk=project_id).first()
        if project is not None and project.classroom_id:
            project.classroom = classroom_with_policy(project.classroom_id)
    if project is None:
        raise Http404
    if project.is_owned_by(person):
        project.owner = person  # with all that is known of them already
    return project


def seen_by_student(project_id: UUID, student: User) -> Project | None:
    asked = {"project": project_id, "student": student.pk}
    found = read((Project, Classroom, Policy), SEEN_BY_STUDENT, asked)
    if found is None:
        return None
    project: Project = found[0]
    classroom, policy = found[1:]
    if classroom is not None:
        project.classroom = classroom
        if policy is not None:
            classroom.policy = policy
    return project
