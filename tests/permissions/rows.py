"""What a row of the permission table is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .people import KEYS, LOCAL_KEY, MADE_UP_KEY, NOBODY, PEOPLE, REVOKED_KEY

MAY, MAY_LOOK, UNKNOWN, LOG_IN = "✓", "403", "404", "log in"


@dataclass(frozen=True)
class Row:
    """One thing to do, and who may; `looks` are those who may look, but not do it.

    Others are told that there is no such thing, and strangers that they must log in.
    """

    what: str
    route: str  # a route's name, or the address of a WebSocket
    method: str = "GET"
    may: Sequence[str] = ()
    looks: Sequence[str] = ()
    body: Any = None
    # A form instead of JSON; None: whatever the address begins with tells.
    form: bool | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    otherwise: str = UNKNOWN
    instead: dict[str, str] = field(default_factory=dict)
    of_guest: bool = False  # The subject is a guest's project, not Ada's.
    of_class: bool = False  # It is a project that Ada's class fills.
    of_kind: str = ""  # It is their project of that kind, not the one of numbers.

    def expected(self) -> dict[str, str]:
        return {person: self.outcome_for(person) for person in PEOPLE}

    def outcome_for(self, person: str) -> str:
        if person in self.instead:
            return self.instead[person]
        if person in self.may:
            return MAY
        if person in self.looks:
            return MAY_LOOK
        if person == NOBODY:
            return LOG_IN
        return self.otherwise

    @property
    def is_socket(self) -> bool:
        return self.route.startswith("/ws/")


class KeyRow(Row):
    """One thing that a program may do with some keys."""

    def expected(self) -> dict[str, str]:
        return {key: self.outcome_for(key) for key in KEYS}

    def outcome_for(self, person: str) -> str:
        if person in self.instead:
            return self.instead[person]
        if person in self.may:
            return MAY
        strangers = {LOCAL_KEY, REVOKED_KEY, MADE_UP_KEY}
        of_browsers = set(self.may) == {LOCAL_KEY}
        return UNKNOWN if person in strangers or of_browsers else MAY_LOOK
