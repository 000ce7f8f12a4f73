"""Making, renaming and deleting a project."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import User
from classrooms.names import tidy
from classrooms.quotas import check_quota, policy_for

from .. import live
from ..models import DiscardedFiles, Project, Removal
from ..tasks import delete_discarded_files
from .locks import lock


class KindNotAllowed(Exception):
    """The class does not make projects of this kind; the message says so."""


@transaction.atomic
def create_project(owner: User, name: str, kind_code: str) -> Project:
    """Make an empty project, if `owner` may have another, of this kind."""
    User.objects.select_for_update().get(pk=owner.pk)
    policy = policy_for(owner)
    if not policy.allows_kind(kind_code):
        sentence = _("Your class does not use this kind of project. Choose another.")
        raise KindNotAllowed(sentence)
    quota = policy.project_quota
    check_quota(
        owner.projects.count(),
        1,
        quota,
        ngettext(
            "You may have %(quota)d project. Delete it to start another.",
            "You may have %(quota)d projects. Delete one to start another.",
            quota,
        )
        % {"quota": quota},
    )
    project = Project.objects.create(owner=owner, name=tidy(name), kind_code=kind_code)
    live.announce(project)
    return project


def rename_project(project: Project, name: str) -> None:
    project.name = tidy(name)
    project.save(update_fields=["name"])
    live.announce(project)


@transaction.atomic
def delete_project(project: Project, by: User, reason: str = "") -> None:
    """Delete a project, its rows and its files; tell an owner who did not do it."""
    lock(project)
    if not project.is_owned_by(by):
        Removal.objects.create(
            owner=project.owner, name=project.name, reason=tidy(reason)
        )
    discard_files(project.files_prefix)
    live.announce(project)
    project.delete()


def discard_files(prefix: str) -> None:
    """Have the files under `prefix` deleted once this transaction has committed."""
    discarded = DiscardedFiles.objects.create(prefix=prefix)
    transaction.on_commit(
        partial(delete_discarded_files.send, discarded.pk), robust=True
    )
