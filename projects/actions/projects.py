"""Making, renaming and deleting a project."""

import logging
from functools import partial

import dramatiq
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from redis.exceptions import RedisError

from classrooms.models import EraseReceipt, Subject, User
from classrooms.names import tidy
from classrooms.quotas import check_quota, policy_for
from classrooms.receipts import delete_rows, leave_receipt

from .. import live
from ..models import DiscardedFiles, Project, Removal
from ..tasks import delete_discarded_files
from .locks import lock

logger = logging.getLogger(__name__)


class KindNotAllowed(Exception):
    """The class does not make projects of this kind; the message says so."""


@transaction.atomic
def create_project(owner: User, name: str, kind_code: str) -> Project:
    """Make an empty project, if `owner` may have another, of this kind."""
    # Weakly: who adds an example, and so points at its author, must not wait for this.
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
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
def delete_project(project: Project, by: User, reason: str = "") -> EraseReceipt:
    """Delete a project, its rows and its files; tell an owner who did not do it."""
    lock(project)
    receipt = leave_receipt(Subject.PROJECT, project.pk, by)
    if not project.is_owned_by(by):
        Removal.objects.create(
            owner=project.owner, name=project.name, reason=tidy(reason)
        )
    discard_files(project.files_prefix, receipt)
    live.announce(project)
    receipt.note_rows(delete_rows(Project.objects.filter(pk=project.pk)))
    return receipt


def discard_files(prefix: str, receipt: EraseReceipt | None = None) -> None:
    """Have the files under `prefix` deleted once this transaction has committed.

    `receipt` will say how many there were, and when the last was gone.
    """
    discarded = DiscardedFiles.objects.create(prefix=prefix, receipt=receipt)
    transaction.on_commit(partial(tell_worker, discarded.pk), robust=True)


def tell_worker(discarded_id: int) -> None:
    """Have one folder deleted; without Redis, the worker finds its row later."""
    try:
        delete_discarded_files.send(discarded_id)
    except (RedisError, dramatiq.errors.ConnectionError, OSError):
        logger.warning("Files wait to be deleted: Redis does not answer.")
