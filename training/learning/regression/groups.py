"""Which rows measure a model: each once where there are few, else a fifth of them."""

import hashlib
from collections.abc import Sequence

from .. import contributors
from ..contributors import Authors
from ..splits import CONTRIBUTOR, EXAMPLE

ENOUGH = 40  # rows, to hold some back and learn from the others only
PARTS = 5

Groups = list[int | None]


def method_for(count: int) -> str:
    """Return how this many rows are measured, as evaluations call it."""
    return "held-back" if count >= ENOUGH else "cross-validation"


def groups_for(ids: Sequence[str], authors: Authors = ()) -> Groups:
    """Return the group of every row that is left out together; None if it never is.

    All rows of one person are in one group, where enough people have added some; else
    it goes by the hashes of ids. Rows stay where they are when more arrive.
    """
    groups: Groups = [None] * len(ids)
    for number, part in enumerate(parts_of_people(authors) or parts_of_rows(ids)):
        for place in part:
            groups[place] = number
    return groups


def held_back_by(authors: Authors) -> str | None:
    """Return what is left out as a whole; None if one person has added everything."""
    if not contributors.are_several(authors):
        return None
    return CONTRIBUTOR if parts_of_people(authors) else EXAMPLE


def parts_of_people(authors: Authors) -> list[list[int]]:
    """Return the places of rows, of whole people; none if those are too few."""
    if method_for(len(authors)) == "cross-validation":
        return contributors.folds(authors, PARTS)
    back = contributors.held_back(authors, [0] * len(authors))
    return [back] if back else []


def parts_of_rows(ids: Sequence[str]) -> list[list[int]]:
    order = sorted(range(len(ids)), key=lambda place: hashed(ids[place]))
    if method_for(len(ids)) == "held-back":
        return [order[: round(len(ids) / PARTS)]]
    return [order[rank::PARTS] for rank in range(min(PARTS, len(ids)))]


def hashed(identifier: str) -> bytes:
    return hashlib.sha256(identifier.encode()).digest()
