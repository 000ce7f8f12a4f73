"""Examples of a project that are the same, or look so: a teacher wants to see those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from .kinds import Content, StoredFile
from .models import Moderation, Project
from .serializers import ExampleSerializer

if TYPE_CHECKING:
    import numpy as np

MOST_NAMED = 10  # of those that one example resembles
SAME, SIMILAR = "same", "similar"


class Looks(NamedTuple):
    """What is compared of an example."""

    pk: UUID
    fingerprint: str
    likeness: str


class Resemblance:
    """Which examples of a project others resemble that nobody has hidden."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._fields = list(project.live_fields())
        self._looks = self._read(~Q(state=Moderation.HIDDEN))
        self._hidden: dict[UUID, Looks] = {}  # those that are asked for
        self._equal: dict[str, list[UUID]] = defaultdict(list)
        for each in self._looks.values():
            # One that is the same has the same likeness, unless it has none.
            for key in {each.fingerprint, each.likeness} - {""}:
                self._equal[key].append(each.pk)
        self._near = NearPictures(self._looks.values(), project.kind.likeness_bits)

    def all(self) -> set[UUID]:
        """Return the ids of all that nobody has hidden and others resemble."""
        return {pk for pk in self._looks if any(self._others(pk))}

    def describe(self, ids: Collection[UUID]) -> dict[UUID, list[dict[str, Any]]]:
        """Return, of each of `ids`, the first few that it resembles, as JSON."""
        self._hidden = self._read(Q(pk__in=set(ids) - self._looks.keys()))
        twins = {pk: list(islice(self._others(pk), MOST_NAMED)) for pk in ids}
        named = self._name({pk for each in twins.values() for pk in each})
        return {
            pk: [
                {**named[twin], "kind": self._kind(pk, twin)}
                for twin in each
                if twin in named
            ]
            for pk, each in twins.items()
        }

    def _read(self, wanted: Q) -> dict[UUID, Looks]:
        """Return what is compared of some examples by id, the first added first."""
        columns = ("pk", "fingerprint", "likeness", "text", "values")
        rows = self._project.examples.filter(wanted).order_by("created_at", "pk")
        found = {}
        for pk, fingerprint, likeness, text, values in rows.values_list(*columns):
            content = Content(values, text, StoredFile("", fingerprint, 0, likeness))
            likeness = self._project.kind.likeness(self._fields, content)
            found[pk] = Looks(pk, fingerprint, likeness)
        return found

    def _others(self, pk: UUID) -> Iterator[UUID]:
        """Yield the ids of those that look like one, the first added first."""
        looks = self._find(pk)
        if looks is None:  # It was deleted while the list was read.
            return
        found = dict.fromkeys(self._equal.get(looks.fingerprint, ()))
        found |= dict.fromkeys(self._equal.get(looks.likeness, ()))
        found |= dict.fromkeys(self._near.to(looks.likeness))
        yield from (other for other in found if other != pk)

    def _find(self, pk: UUID) -> Looks | None:
        return self._looks.get(pk) or self._hidden.get(pk)

    def _kind(self, pk: UUID, twin: UUID) -> str:
        one, other = self._find(pk), self._find(twin)
        # Rows have no fingerprint: they are equal, or not alike.
        is_same = one and other and one.fingerprint == other.fingerprint
        return SAME if is_same else SIMILAR

    def _name(self, ids: set[UUID]) -> dict[UUID, dict[str, Any]]:
        examples = self._project.examples.filter(pk__in=ids)
        return {
            example.pk: {
                "id": str(example.pk),
                "label": example.label.number if example.label else None,
                "author": ExampleSerializer().get_author(example),
            }
            for example in examples.select_related("label", "author__student")
        }


class NearPictures:
    """Pictures whose likenesses differ in few bits."""

    def __init__(self, looks: Iterable[Looks], most_bits: int) -> None:
        comparable = [each for each in looks if each.likeness] if most_bits else []
        self._ids = [each.pk for each in comparable]
        self._most_bits = most_bits
        self._bits = as_bits(each.likeness for each in comparable)

    def to(self, likeness: str) -> list[UUID]:
        if not likeness or not self._ids:
            return []
        import numpy as np

        apart = np.bitwise_count(self._bits ^ as_bits([likeness]))
        return [self._ids[place] for place in np.flatnonzero(apart <= self._most_bits)]


def as_bits(likenesses: Iterable[str]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """Return likenesses as numbers of 64 bits, shape (how many,)."""
    import numpy as np

    return np.array([int(each, 16) for each in likenesses], dtype=np.uint64)
