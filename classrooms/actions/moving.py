"""Moving students from one class to another."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .. import live, presence
from ..models import Classroom, Student
from .holding import hold
from .students import check_room


@transaction.atomic
def move_students(students: Sequence[Student], goal: Classroom) -> int:
    """Move all of `students` of one class to another or none; their projects follow.

    Returns how many moved: those who have left the class meanwhile do not.
    """
    start = students[0].classroom
    hold(start, goal)
    moving = start.students.filter(pk__in=[student.pk for student in students])
    check_room(goal, moving.count())
    check_names_are_free(moving, goal)
    ids = list(moving.values_list("pk", flat=True))
    count = moving.update(classroom=goal, group=None)
    live.announce(start.pk)
    live.announce(goal.pk)
    for student_id in ids:
        live.tell(live.Hint(presence.group_name(student_id), type="student.moved"))
    return count


def check_names_are_free(students: Iterable[Student], goal: Classroom) -> None:
    """Raise `ValidationError` that names every student whose name is taken there."""
    taken = set(goal.students.values_list("folded_username", flat=True))
    collisions = [each for each in students if each.folded_username in taken]
    if collisions:
        sentence = _("“%(name)s” is already a name in %(classroom)s. Rename one first.")
        raise ValidationError(
            [
                sentence % {"name": student.username, "classroom": goal.name}
                for student in collisions
            ]
        )
