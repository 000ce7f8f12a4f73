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
    examples: int  # in those projects
    elsewhere: int  # examples in projects that stay
    models: int


@dataclass(frozen=True)
class Going:
    """The ids of what will go, and of what it is part of."""

    users: Set[int]
    projects: Set[UUID]
    classrooms: Set[UUID] = frozenset()
    # Classrooms that stay, without some of their students or teachers.
    smaller: Set[UUID] = frozenset()
    # Projects that stay, without those users' examples, or with them and no name.
    added_to: Set[UUID] = frozenset()
    # Projects that a class goes on to fill, whose owner goes.
    handed_over: Set[UUID] = frozenset()
    # Projects that their classes fill, which may be learning from them.
    filled: Set[UUID] = frozenset()
    # Everybody who runs the site, if one of them goes: nobody else may go meanwhile.
    in_charge: Set[int] = frozenset()

    def count(self) -> Tally:
        examples = TrainingExample.objects.all()
        inside = Q(project__in=self.projects)
        return Tally(
            classes=len(self.classrooms),
            students=Student.objects.filter(user__in=self.users).count(),
            projects=len(self.projects),
            examples=examples.filter(inside).count(),
            elsewhere=examples.filter(~inside, author__in=self.users).count(),
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
    """Return what goes with `users` and with `classrooms`, all of it."""
    theirs = Q(owner__in=users)
    stays_shared = ~Q(classroom=None) & ~Q(classroom__in=classrooms)
    shared = Project.objects.filter(theirs & stays_shared)
    goes = Project.objects.filter(theirs & ~stays_shared | Q(classroom__in=classrooms))
    smaller = smaller | set(shared.values_list("classroom", flat=True))
    projects = frozenset(goes.values_list("pk", flat=True))
    examples = TrainingExample.objects.filter(author__in=users)
    elsewhere = examples.exclude(project__in=projects).order_by()
    filled = Project.objects.filter(classroom__in=smaller)
    return Going(
        users=users,
        projects=projects,
        classrooms=classrooms,
        smaller=smaller,
        added_to=frozenset(elsewhere.values_list("project", flat=True).distinct()),
        handed_over=frozenset(shared.values_list("pk", flat=True)),
        filled=frozenset(filled.values_list("pk", flat=True)),
    )


def hold(find: Callable[[], Going]) -> Going:
    """Hold everything that `find` finds, and return it.

    What was added while some of it was waited for is found the second time: then all
    is let go and held again, in the right order. What rows point at that others hold,
    as projects do at classes, is held weakly until those rows are held, too.
    """
    while True:
        savepoint = transaction.savepoint()
        going = find()
        hold_rows(Classroom, going.classrooms | going.smaller, no_key=True)
        hold_rows(User, going.users | going.in_charge, no_key=True)
        hold_rows(Project, going.projects | going.added_to | going.filled)
        hold_rows(Classroom, going.classrooms)
        hold_rows(User, going.users)
        if find() == going:
            return going
        transaction.savepoint_rollback(savepoint)


def hold_rows(model: type[Model], keys: Set[Any], no_key: bool = False) -> None:
    rows = model._default_manager.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(no_key=no_key).values_list("pk"))
