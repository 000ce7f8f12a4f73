"""What will go when someone is erased, and holding it so that nothing is added to it.

Everything is held in one order, as all other verbs do: classrooms, users, projects,
each by primary key. Whoever adds or moves students, or keeps a model, begins with the
class; who makes a project or opens a class with the user.

Users are held twice. At first weakly (`no_key`), because whoever adds an example holds
the project and then, when PostgreSQL checks the foreign key at the commit, its author:
held in full, the author would wait for the project, and the project for the author. In
full they are held last, so that nothing more can point at them, and only here: whoever
else waited for a user in full would keep those apart who could go on.
"""

from collections.abc import Callable, Collection, Set
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q

from classrooms.models import Classroom, Role, Student, User
from projects.models import Project, TrainingExample

from ..models import MLModel


class Tally(NamedTuple):
    """How much will go, for those who are asked if they are sure."""

    classes: int
    students: int
    projects: int
    examples: int
    models: int


@dataclass(frozen=True)
class Going:
    """The ids of what will go, and of what it is part of."""

    users: Set[int]
    projects: Set[UUID]
    classrooms: Set[UUID] = frozenset()
    # Classrooms that stay, without some of their students.
    smaller: Set[UUID] = frozenset()
    # Projects that stay, without the examples that those users added.
    added_to: Set[UUID] = frozenset()
    # Everybody who runs the site, if one of them goes: nobody else may go meanwhile.
    in_charge: Set[int] = frozenset()

    def count(self) -> Tally:
        mine = Q(project__in=self.projects) | Q(author__in=self.users)
        return Tally(
            classes=len(self.classrooms),
            students=Student.objects.filter(user__in=self.users).count(),
            projects=len(self.projects),
            examples=TrainingExample.objects.filter(mine).count(),
            models=MLModel.objects.ready().filter(project__in=self.projects).count(),
        )


def of_students(student_ids: Collection[UUID], classroom_ids: Set[UUID]) -> Going:
    """Return what goes with those students who are in one of the classrooms now."""
    students = Student.objects.filter(pk__in=student_ids, classroom__in=classroom_ids)
    users = students.values_list("user_id", flat=True)
    return of_users(frozenset(users), smaller=frozenset(classroom_ids))


def of_classroom(classroom_id: UUID) -> Going:
    there = Classroom.objects.filter(pk=classroom_id).values_list("pk", flat=True)
    return of_users(students_of([classroom_id]), classrooms=frozenset(there))


def of_account(user_id: int) -> Going:
    """Return what goes with a teacher: the classes that they own as well."""
    owned = Classroom.objects.filter(
        teachings__user=user_id, teachings__role=Role.OWNER
    )
    classrooms = frozenset(owned.values_list("pk", flat=True))
    there = User.objects.filter(pk=user_id).values_list("pk", flat=True)
    users = students_of(classrooms) | set(there)
    return replace(
        of_users(users, classrooms=classrooms), in_charge=in_charge_with(user_id)
    )


def in_charge_with(user_id: int) -> frozenset[int]:
    """Return who runs the site, if that user does."""
    superusers = User.objects.filter(is_superuser=True, is_active=True)
    ids = frozenset(superusers.values_list("pk", flat=True))
    return ids if user_id in ids else frozenset()


def students_of(classroom_ids: Collection[UUID]) -> frozenset[int]:
    students = Student.objects.filter(classroom__in=classroom_ids)
    return frozenset(students.values_list("user_id", flat=True))


def of_users(
    users: Set[int],
    classrooms: Set[UUID] = frozenset(),
    smaller: Set[UUID] = frozenset(),
) -> Going:
    own = Project.objects.filter(owner__in=users).values_list("pk", flat=True)
    examples = TrainingExample.objects.filter(author__in=users)
    elsewhere = examples.exclude(project__owner__in=users).order_by()
    return Going(
        users=users,
        projects=frozenset(own),
        classrooms=classrooms,
        smaller=smaller,
        added_to=frozenset(elsewhere.values_list("project", flat=True).distinct()),
    )


def hold(find: Callable[[], Going]) -> Going:
    """Hold everything that `find` finds, and return it.

    What was added while some of it was waited for is found the second time: then all
    is let go and held again, in the right order.
    """
    while True:
        savepoint = transaction.savepoint()
        going = find()
        hold_rows(Classroom, going.classrooms | going.smaller)
        hold_rows(User, going.users | going.in_charge, no_key=True)
        hold_rows(Project, going.projects | going.added_to)
        hold_rows(User, going.users)
        if find() == going:
            return going
        transaction.savepoint_rollback(savepoint)


def hold_rows(model: type[Model], keys: Set[Any], no_key: bool = False) -> None:
    rows = model._default_manager.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(no_key=no_key).values_list("pk"))
