"""What becomes of a class's projects when the teacher who made them leaves it."""

from classrooms.models import Classroom, Role, User

from .. import live
from ..models import Project


def hand_to_owner(classroom: Classroom, teacher: User) -> int:
    """Give the projects that `teacher` has a class fill to whoever owns the class.

    Who calls it holds the classroom. Returns how many there were.
    """
    owner = classroom.teachings.get(role=Role.OWNER).user
    if owner == teacher:
        return 0
    projects = list(classroom.projects.filter(owner=teacher))
    Project.objects.filter(pk__in=[each.pk for each in projects]).update(owner=owner)
    for project in projects:
        live.announce(project)
        live.announce_rights(project)
    return len(projects)
