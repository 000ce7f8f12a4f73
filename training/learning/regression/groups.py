"""Which rows measure a model: each once where there are few, else a fifth of them."""

import hashlib
from collections.abc import Sequence

ENOUGH = 40  # rows, to hold some back and learn from the others only
PARTS = 5

Groups = list[int | None]


def method_for(count: int) -> str:
    """Return how this many rows are measured, as evaluations call it."""
    return "held-back" if count >= ENOUGH else "cross-validation"


def groups_for(ids: Sequence[str]) -> Groups:
    """Return the group of every row that is left out together; None if it never is.

    By the hashes of their ids, so that rows stay where they are when more arrive.
    """
    order = sorted(range(len(ids)), key=lambda place: hashed(ids[place]))
    groups: Groups = [None] * len(ids)
    if method_for(len(ids)) == "held-back":
        for place in order[: round(len(ids) / PARTS)]:
            groups[place] = 0
    else:
        for rank, place in enumerate(order):
            groups[place] = rank % PARTS
    return groups


def hashed(identifier: str) -> bytes:
    return hashlib.sha256(identifier.encode()).digest()
