"""What a class may use: changing it, and going back to the defaults."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from .. import live
from ..models import QUOTAS, Classroom, Policy
from ..names import tidy

CHANGEABLE = {*QUOTAS, "allowed_kinds", "model_days"}


@transaction.atomic
def change_settings(
    classroom: Classroom, name: str, language: str, policy: Mapping[str, Any]
) -> None:
    """Give a class another name, another language of its secret words, another policy.

    What `policy` does not name stays. Nothing that is there already is deleted: who
    has more than they may can keep it, and add nothing.
    """
    classroom.name, classroom.language = tidy(name), language
    classroom.save(update_fields=["name", "language"])
    change_policy(classroom, policy)


@transaction.atomic
def change_policy(classroom: Classroom, policy: Mapping[str, Any]) -> None:
    # Holds the class, so that two teachers who save at once do so one after the other.
    Classroom.objects.select_for_update(no_key=True).get(pk=classroom.pk)
    changes = {name: policy[name] for name in CHANGEABLE & policy.keys()}
    Policy.objects.update_or_create(classroom=classroom, defaults=changes)
    live.announce(classroom.pk)


def reset_policy(classroom: Classroom) -> None:
    """Let the class use what every class may at first."""
    fresh = Policy()
    change_policy(classroom, {name: getattr(fresh, name) for name in CHANGEABLE})
