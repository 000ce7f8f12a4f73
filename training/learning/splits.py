"""Which examples measure a model, and which of those are left out together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from . import contributors
from .contributors import Authors
from .evaluation import held_back, method_for

CONTRIBUTOR, EXAMPLE = "contributor", "example"  # what is left out as a whole


@dataclass(frozen=True)
class Split:
    """Places of examples, in parts; a model without each part says what it holds."""

    method: str
    by: str
    parts: list[list[int]]
    authors: Authors = field(default=())  # of all examples, where they are known

    @property
    def measured(self) -> list[int]:
        return [place for part in self.parts for place in part]

    def report(self, right: Sequence[bool]) -> dict[str, Any]:
        """Return who the measured examples were of, given which were answered right.

        There is nothing to say where one person has added them all.
        """
        if not contributors.are_several(self.authors):
            return {}
        whose = [self.authors[place] for place in self.measured]
        figures = contributors.figures(whose, right)
        return {"held_back_by": self.by, "contributors": figures}


def split_of(
    ids: Sequence[str], answers: Sequence[int], authors: Authors = ()
) -> Split:
    """Decide what measures a model: by whole contributors, if that is fair.

    A fifth of every label is held back; of few examples each is left out in turn.
    """
    method = method_for(answers)
    parts = by_contributor(method, answers, authors)
    if parts:
        return Split(method, CONTRIBUTOR, parts, authors)
    return Split(method, EXAMPLE, by_example(method, ids, answers), authors)


def by_contributor(
    method: str, answers: Sequence[int], authors: Authors
) -> list[list[int]]:
    if not authors:
        return []
    if method == "held-back":
        back = contributors.held_back(authors, answers)
        return [back] if back else []
    if method == "leave-one-out":
        return contributors.one_by_one(authors, answers)
    return []


def by_example(
    method: str, ids: Sequence[str], answers: Sequence[int]
) -> list[list[int]]:
    if method == "held-back":
        return [sorted(held_back(ids, answers))]
    if method == "leave-one-out":
        return [[place] for place in range(len(answers))]
    return []
