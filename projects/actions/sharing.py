"""Projects that a whole class fills: sharing them, and what the class decides."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Classroom, User
from classrooms.names import tidy
from classrooms.quotas import CLASS_PROJECTS, check_quota, policy_of

from .. import live
from ..models import Project
from .locks import lock
from .projects import check_kind_is_allowed, make_background_label

CHANGEABLE = {"is_collecting", "needs_approval", "student_quota"}


class CannotBeShared(Exception):
    """A project that no class can fill together; the message says why."""


@transaction.atomic
def create_class_project(
    classroom: Classroom, owner: User, name: str, kind_code: str
) -> Project:
    """Make an empty project that the whole class fills.

    Raises `KindNotAllowed`, `QuotaExceeded`, and `Classroom.DoesNotExist` for a class
    that `owner` does not teach any more.
    """
    policy = policy_of(hold_class(classroom, owner))
    check_kind_is_allowed(policy, kind_code)
    check_class_quota(classroom)
    project = Project.objects.create(
        owner=owner,
        classroom=classroom,
        name=tidy(name),
        kind_code=kind_code,
        needs_approval=policy.needs_approval,
    )
    make_background_label(project)
    announce(project)
    return project


@transaction.atomic
def share_project(project: Project, classroom: Classroom, by: User) -> None:
    """Let a class fill a project of one of its teachers; twice is harmless.

    Raises `CannotBeShared`, and what `create_class_project` raises.
    """
    policy = policy_of(hold_class(classroom, by))
    lock(project)
    if project.classroom_id == classroom.pk:
        return
    check_may_be_shared(project, by)
    check_kind_is_allowed(policy, project.kind_code)
    check_class_quota(classroom)
    project.classroom = classroom
    project.needs_approval = policy.needs_approval
    project.save(update_fields=["classroom", "needs_approval"])
    announce(project)


@transaction.atomic
def unshare_project(project: Project) -> None:
    """Take a project back from its class: what was added stays, and who added it."""
    lock(project)
    classroom_id = project.classroom_id
    if classroom_id is None:
        return
    announce(project)
    project.classroom = None
    project.save(update_fields=["classroom"])


@transaction.atomic
def change_class_project(project: Project, given: Mapping[str, Any]) -> None:
    """Decide whether students may add, how many, and if that has to be approved."""
    lock(project)
    wanted = given.keys() & CHANGEABLE
    for name in wanted:
        setattr(project, name, given[name])
    project.save(update_fields=sorted(wanted))
    live.announce(project)
    if project.classroom_id:
        live.announce_list(project.classroom_id)  # It says if the buckets are open.


def announce(project: Project) -> None:
    """Tell who has the project open, and who looks at the projects of its class."""
    live.announce(project)
    live.announce_rights(project)
    if project.classroom_id:
        live.announce_list(project.classroom_id)


def hold_class(classroom: Classroom, teacher: User) -> Classroom:
    """Hold a class that `teacher` teaches, so that what is counted stays true."""
    taught = Classroom.objects.filter(teachings__user=teacher)
    held = taught.select_for_update(no_key=True, of=("self",))
    return held.get(pk=classroom.pk)


def check_may_be_shared(project: Project, by: User) -> None:
    if project.classroom_id is not None:
        raise CannotBeShared(_("Another class fills this project. Take it back first."))
    if by.is_student or not project.is_owned_by(by):
        raise CannotBeShared(_("Only a project of your own can be shared."))


def check_class_quota(classroom: Classroom) -> None:
    sentence = ngettext(
        "A class has room for %(quota)d project that it fills together.",
        "A class has room for %(quota)d projects that it fills together. "
        "Delete one, or take one back, to make room.",
        CLASS_PROJECTS,
    )
    used = classroom.projects.count()
    check_quota(used, 1, CLASS_PROJECTS, sentence % {"quota": CLASS_PROJECTS})
