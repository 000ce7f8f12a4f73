"""Groups of a class: making and renaming them, and who is in them."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .. import live
from ..enrolling import MOST_GROUPS, complaint, say_too_many_groups
from ..models import Classroom, Group, Student
from ..names import fold, tidy
from ..quotas import check_quota
from .holding import hold


@transaction.atomic
def add_group(classroom: Classroom, name: str) -> Group:
    """Make a group, if the class has none of that name."""
    hold(classroom)
    name = tidy(name)
    check_group_name(classroom, name)
    count = classroom.groups.count()
    check_quota(count, 1, MOST_GROUPS, say_too_many_groups())
    group = Group.objects.create(classroom=classroom, name=name, folded_name=fold(name))
    live.announce(classroom.pk)
    return group


@transaction.atomic
def rename_group(group: Group, name: str) -> None:
    hold(group.classroom)
    name = tidy(name)
    check_group_name(group.classroom, name, but=group)
    group.name, group.folded_name = name, fold(name)
    group.classroom.groups.filter(pk=group.pk).update(
        name=group.name, folded_name=group.folded_name
    )
    live.announce(group.classroom.pk)


def check_group_name(classroom: Classroom, name: str, but: Group | None = None) -> None:
    """Raise `ValidationError` if a group of `classroom` cannot be called that."""
    if sentence := complaint(name):
        raise ValidationError(sentence)
    others = classroom.groups.exclude(pk=but.pk) if but else classroom.groups.all()
    if others.filter(folded_name=fold(name)).exists():
        raise ValidationError(_("This class has a group of that name already."))


@transaction.atomic
def delete_group(group: Group) -> None:
    """Delete a group; its students stay in the class."""
    hold(group.classroom)
    group.delete()
    live.announce(group.classroom.pk)


@transaction.atomic
def put_in_group(
    classroom: Classroom, students: Sequence[Student], group: Group | None
) -> None:
    """Put students of `classroom` in a group of it, or in none."""
    hold(classroom)
    if group and not classroom.groups.filter(pk=group.pk).exists():
        raise ValidationError(_("This group is gone. Choose another one."))
    chosen = classroom.students.filter(pk__in=[student.pk for student in students])
    chosen.update(group=group)
    live.announce(classroom.pk)


@transaction.atomic
def put_in_new_group(
    classroom: Classroom, students: Sequence[Student], name: str
) -> Group:
    """Make a group for `students`."""
    group = add_group(classroom, name)
    put_in_group(classroom, students, group)
    return group
