"""What is known to have changed since the pages were told."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from projects.live import MANY

MOST_NAMED = 200  # examples; of more, pages read their lists again


@dataclass
class News:
    """What a reader has to read anew; hints may come twice, and in any order."""

    examples: set[UUID] = field(default_factory=set)
    parts: bool = False  # Anything but examples: labels, columns, settings, quotas.
    rights: bool = False  # Who may see it may not be who has it open.
    whole: bool = False  # More has changed than can be named.
    look: bool = False  # Nobody said a word, but one may have been lost.

    @classmethod
    def of_everything(cls) -> "News":
        return cls(parts=True, rights=True, look=True)

    def __bool__(self) -> bool:
        return self != News()

    def take(self, hint: dict[str, Any]) -> None:
        """Note what a hint of `classrooms.live` says."""
        if hint["type"] == "project.changed":
            self._take_of_project(hint)
        elif hint["student"] is None and hint["project"] is None:
            # Somebody joined or left the class, or it has other quotas.
            self.parts = self.rights = self.look = True

    def _take_of_project(self, hint: dict[str, Any]) -> None:
        named = hint["examples"]
        self.rights = self.rights or hint["rights"]
        if MANY in named:
            self.whole = True
        self.examples |= {UUID(each) for each in named if each != MANY}
        if not named or hint["rights"]:
            self.parts = True
        if self.whole or len(self.examples) > MOST_NAMED:
            self.examples, self.whole, self.parts = set(), True, True
