"""Making, renaming and deleting a project."""

import logging
from collections.abc import Sequence

import dramatiq
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from redis.exceptions import RedisError

from classrooms.models import EraseReceipt, Policy, Subject, User
from classrooms.names import fold, tidy
from classrooms.quotas import check_quota, policy_for
from classrooms.receipts import delete_rows, leave_receipt

from .. import live
from ..models import DiscardedFiles, Project, Removal
from ..tasks import delete_discarded_files
from .locks import lock

logger = logging.getLogger(__name__)


class KindNotAllowed(Exception):
    """The class does not make projects of this kind; the message says so."""


def check_kind_is_allowed(policy: Policy, kind_code: str) -> None:
    if not policy.allows_kind(kind_code):
        sentence = _("Your class does not use this kind of project. Choose another.")
        raise KindNotAllowed(sentence)


@transaction.atomic
def create_project(owner: User, name: str, kind_code: str) -> Project:
    """Make an empty project, if `owner` may have another, of this kind."""
    # Weakly: who adds an example, and so points at its author, must not wait for this.
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    policy = policy_for(owner)
    check_kind_is_allowed(policy, kind_code)
    quota = policy.project_quota
    check_quota(
        owner.projects.filter(classroom=None).count(),
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
    make_background_label(project)
    live.announce(project)
    return project


def make_background_label(project: Project) -> None:
    """Give a project the label that its kind has from the start, if there is one."""
    name = str(project.kind.background_label)
    if name:
        project.labels.create(
            number=1, name=name, folded_name=fold(name), is_background=True
        )


def rename_project(project: Project, name: str) -> None:
    project.name = tidy(name)
    project.save(update_fields=["name"])
    live.announce(project)
    if project.classroom_id:
        live.announce_list(project.classroom_id)


@transaction.atomic
def delete_project(project: Project, by: User, reason: str = "") -> EraseReceipt:
    """Delete a project, its rows and its files; tell an owner who did not do it."""
    lock(project)
    receipt = leave_receipt(Subject.PROJECT, project.pk, by=by)
    if not project.standing_of(by).may_change:
        Removal.objects.create(
            owner=project.owner, name=project.name, reason=tidy(reason)
        )
    discard_files(project.files_prefix, receipt=receipt)
    discard_waiting(DiscardedFiles.objects.under(project.files_prefix), receipt)
    live.announce(project)
    if project.classroom_id:
        live.announce_rights(project)
        live.announce_list(project.classroom_id)
    receipt.note_rows(delete_rows(Project.objects.filter(pk=project.pk)))
    return receipt


def discard_files(*prefixes: str, receipt: EraseReceipt | None = None) -> None:
    """Have the files under `prefixes` deleted once this transaction has committed.

    `receipt` will say how many there were, and when the last was gone.
    """
    discarded = DiscardedFiles.objects.bulk_create(
        DiscardedFiles(prefix=prefix, receipt=receipt) for prefix in prefixes
    )
    ids = [each.pk for each in discarded]
    # No `partial`: Django asks a robust function that fails for its name.
    transaction.on_commit(lambda: tell_worker(ids), robust=True)


def discard_waiting(discarded: QuerySet[DiscardedFiles], receipt: EraseReceipt) -> None:
    """Have files deleted after the commit that were kept for somebody to undo."""
    waiting = discarded.exclude(keep_until=None).select_for_update(skip_locked=True)
    ids = list(waiting.values_list("pk", flat=True))
    if ids:
        released = DiscardedFiles.objects.filter(pk__in=ids)
        released.update(keep_until=None, receipt=receipt)
        transaction.on_commit(lambda: tell_worker(ids), robust=True)


def tell_worker(discarded_ids: Sequence[int]) -> None:
    """Have folders deleted; without Redis, the worker finds their rows later."""
    try:
        for discarded_id in discarded_ids:
            delete_discarded_files.send(discarded_id)
    except (RedisError, dramatiq.errors.ConnectionError, OSError):
        logger.warning("Files wait to be deleted: Redis does not answer.")
