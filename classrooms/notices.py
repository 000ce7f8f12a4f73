"""What the site's operator tells people, at the top of every page."""

import hashlib
from functools import partial
from typing import NamedTuple

from django.core.cache import cache
from django.http import HttpRequest

from .models import Audience, Notice, User

KEY = "notices"
SECONDS = 30  # that a page may not know yet of what has changed
# In the browser: the marks of those that were read and closed there.
COOKIE = "closed_notices"


class Shown(NamedTuple):
    """A notice as pages show it; its mark changes with its words."""

    text: str
    audience: str
    mark: str


def notices(request: HttpRequest) -> dict[str, object]:
    """Context processor: the notices for who is asking, if the page shows them."""
    return {"notices": partial(notices_for, request)}


def notices_for(request: HttpRequest) -> list[Shown]:
    closed = set(request.COOKIES.get(COOKIE, "").split("."))
    audiences = audiences_of(getattr(request, "user", None))
    return [
        notice
        for notice in showing()
        if notice.audience in audiences and notice.mark not in closed
    ]


def audiences_of(user: object) -> set[str]:
    """Return which notices are for `user`; strangers see those for everybody."""
    if not isinstance(user, User):
        return {Audience.EVERYBODY}
    role = Audience.STUDENTS if user.is_student else Audience.TEACHERS
    return {Audience.EVERYBODY, role}


def showing() -> list[Shown]:
    """Return all notices whose time it is, as they were a moment ago at most."""
    kept: list[Shown] | None = cache.get(KEY)
    if kept is None:
        kept = [
            Shown(notice.text, notice.audience, mark_of(notice))
            for notice in Notice.objects.showing().order_by("starts_at", "pk")
        ]
        cache.set(KEY, kept, SECONDS)
    return kept


def mark_of(notice: Notice) -> str:
    words = f"{notice.pk} {notice.text}"
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def forget_notices() -> None:
    """Let every page see at once what has changed."""
    cache.delete(KEY)
