"""What one page is told: what is the same for all is put into words only once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from classrooms.models import User
from projects.class_serializers import ProposalSerializer
from projects.models import Moderation, Project

from .state import Changed, Row, State, describe_labels, read_parts, read_state


class Texts:
    """The JSON of one state, for each of those who have the project open."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._written: dict[object, str] = {}

    def text_for(self, user: User) -> tuple[str, str]:
        """Return how the project is for `user`, and which examples have changed."""
        sees_all = self.state.project.standing_of(user).may_edit_all
        standing = (
            self._for_teachers
            if sees_all
            else merge(self._for_members, self._own(user))
        )
        return standing, self._examples_for(user, sees_all)

    @cached_property
    def _for_teachers(self) -> str:
        by_state = self.state.counts.by_state
        proposals = self.state.parts.proposals
        waiting = by_state.get(Moderation.WAITING, 0)
        return write(
            {
                **self._common(with_waiting=True),
                "waiting": waiting,
                "hidden": by_state.get(Moderation.HIDDEN, 0),
                "proposals": [
                    ProposalSerializer(each).data
                    for each in proposals
                    if not each.is_declined
                ],
            }
        )

    @cached_property
    def _for_members(self) -> str:
        return write(self._common(with_waiting=False))

    def _common(self, with_waiting: bool) -> Row:
        parts, counts = self.state.parts, self.state.counts
        return {
            "labels": describe_labels(self.state, with_waiting),
            "fields": parts.fields,
            "settings": parts.settings,
            "count": counts.total,
            "shown": counts.by_state.get(Moderation.SHOWN, 0),
            "quota": parts.quota,
            "changed_at": counts.changed_at and counts.changed_at.isoformat(),
        }

    def _examples_for(self, user: User, sees_all: bool) -> str:
        """Return the changed examples that `user` sees, and the ids of the others.

        Only for whom that is not the same as for all, it is written anew.
        """
        changed = self.state.changed
        if sees_all:
            return self._write_once("all", changed)
        if all(each.is_shown or each.author_id != user.pk for each in changed):
            return self._write_once("shown", (e for e in changed if e.is_shown))
        own = (e for e in changed if e.is_shown or e.author_id == user.pk)
        return self._write_once(user.pk, own)

    def _write_once(self, key: object, seen: Iterable[Changed]) -> str:
        if key not in self._written:
            self._written[key] = self._write_examples(list(seen))
        return self._written[key]

    def _write_examples(self, seen: list[Changed]) -> str:
        gone = {str(each) for each in self.state.asked} - {each.id for each in seen}
        rows = [each.row for each in seen]
        return write({"examples": rows, "gone": sorted(gone)})

    def _own(self, user: User) -> str:
        """Return what a student has added, how much more they may, and proposed."""
        number = self.state.counts.by_author.get(user.pk, 0)
        quota = self.state.project.student_quota
        proposals = self.state.parts.proposals
        return write(
            {
                "mine": {
                    "count": number,
                    "left": None if quota is None else max(0, quota - number),
                },
                "proposals": [
                    ProposalSerializer(each).data
                    for each in proposals
                    if each.author_id == user.pk
                ],
            }
        )


def text_for_one(project: Project, user: User) -> str:
    """Return the whole state for one page, which has asked for it.

    Raises `Project.DoesNotExist` if it has been deleted meanwhile.
    """
    parts = read_parts(project.pk)
    if parts is None:
        raise Project.DoesNotExist
    standing, _examples = Texts(read_state(parts)).text_for(user)
    return told_whole(standing)


def told_whole(standing: str) -> str:
    """Return what a page is told that has to read its lists."""
    return merge(write({"whole": True}), standing, NOTHING)


def told_changes(standing: str, examples: str) -> str:
    return merge(write({"whole": False}), standing, examples)


def write(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def merge(*objects: str) -> str:
    """Return one JSON object with everything that is in `objects`."""
    inside = [each[1:-1] for each in objects]
    return "{" + ",".join(each for each in inside if each) + "}"


NOTHING = write({"examples": [], "gone": []})
