"""Log-ins, each with whose it is, so that erasing a person ends and erases them.

This module is Django's SESSION_ENGINE.
"""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from ..straight import read

STILL_OPEN = """
FROM classrooms_session
WHERE session_key = %(key)s AND expire_date > %(now)s
"""


class Session(AbstractBaseSession):
    """A browser's session; `user` is empty until somebody logs in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions"
    )

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, which also know whose they are."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        """Return what is kept of a session; nothing if it has ended."""
        asked = {"key": self.session_key, "now": timezone.now()}
        found = read([Session], STILL_OPEN, asked)
        if found is None:
            self._session_key = None  # It is not given to anybody again.
            return {}
        return dict(self.decode(found[0].session_data))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.user_id = data.get(SESSION_KEY)
        return session
