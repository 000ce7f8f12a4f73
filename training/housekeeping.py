"""What is done now and then, without anybody asking. Each may run twice, or late."""

import logging
from datetime import timedelta
from typing import Any

import dramatiq
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from classrooms.models import Classroom, Invitation, Session
from projects.models import LabelProposal, Removal

from . import actions, erasing, results
from .models import LocalModel, MLModel

logger = logging.getLogger(__name__)

BATCH = 500  # rows
GUESTS_AT_A_TIME = 100
TIME_TO_READ = timedelta(days=90)  # what a teacher has removed, or declined


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def erase_expired_guests() -> None:
    """Erase guests whose time is up, those first who have waited longest."""
    for classroom in Classroom.objects.expired().order_by("expires_at")[
        :GUESTS_AT_A_TIME
    ]:
        try:
            erasing.erase_classroom(classroom, by=None)
        except erasing.AlreadyErased:
            pass  # They have just pressed Leave.
        except Exception:  # One that fails must not keep the others here.
            logger.exception("A guest could not be erased")


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def delete_old_models() -> None:
    """Delete models that have been kept for as long as their class allows."""
    old = MLModel.objects.past_their_days().select_related("project")
    for ml_model in old.order_by("finished_at")[:BATCH]:
        try:
            actions.delete_old_model(ml_model)
        except Exception:  # One that fails must not keep the others here.
            logger.exception("A model could not be deleted")


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def delete_local_models() -> None:
    """Delete what was learnt for browser projects an hour ago, or should have been."""
    results.delete_local(LocalModel.objects.past_their_hour())


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def delete_ended_sessions() -> None:
    delete_in_batches(Session.objects.filter(expire_date__lt=timezone.now()))


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def delete_old_invitations() -> None:
    """Delete invitations that nobody can accept any more: they hold addresses."""
    open_ones = Invitation.objects.open().values("pk")
    delete_in_batches(Invitation.objects.exclude(pk__in=open_ones))


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def delete_old_removals() -> None:
    """Delete what nobody has read in months: it holds what a project was called."""
    long_ago = timezone.now() - TIME_TO_READ
    delete_in_batches(Removal.objects.filter(removed_at__lt=long_ago))


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def delete_old_proposals() -> None:
    """Delete declined labels that nobody has put away: a child has named them."""
    long_ago = timezone.now() - TIME_TO_READ
    declined = LabelProposal.objects.filter(is_declined=True)
    delete_in_batches(declined.filter(proposed_at__lt=long_ago))


def delete_in_batches(rows: QuerySet[Any]) -> None:
    """Delete `rows` without holding many of them at once."""
    while delete_some(rows):
        pass


@transaction.atomic
def delete_some(rows: QuerySet[Any]) -> int:
    """Delete some of `rows`, but for those that somebody holds; return how many.

    Who erases a class holds many sessions, in another order: both would wait for ever.
    """
    free = rows.order_by().select_for_update(skip_locked=True)
    keys = list(free.values_list("pk", flat=True)[:BATCH])
    rows.model._default_manager.filter(pk__in=keys).delete()
    return len(keys)
