"""Who of those that have a project open may still see it."""

from collections.abc import Collection
from typing import Protocol

from classrooms.models import Session, User
from projects.models import Project


class Watcher(Protocol):
    """An open page, and who looks at it."""

    user: User

    @property
    def session_key(self) -> str | None:
        """The log-in it belongs to; None where there is none to end."""
        ...


def without_rights(project: Project, pages: Collection[Watcher]) -> list[Watcher]:
    """Return those that may not see `project` any more, or have logged out.

    Two queries for all of them: a class is asked about every few seconds.
    """
    viewers = project.viewers().filter(pk__in={page.user.pk for page in pages})
    welcome = set(viewers.values_list("pk", flat=True))
    keys = {page.session_key for page in pages if page.session_key}
    sessions = Session.objects.filter(session_key__in=keys)
    open_keys = set(sessions.values_list("session_key", flat=True))
    return [
        page
        for page in pages
        if page.user.pk not in welcome
        or (page.session_key and page.session_key not in open_keys)
    ]
