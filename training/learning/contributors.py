"""Who has added the examples that measure a model. Pure functions.

Examples of one person are alike: the same voice, the same toys. Where many have added,
each is wholly learnt from or wholly measured with, or the model would look better than
it is for somebody new (cf. "grouped" splits, Roberts et al. 2017, Ecography 40:913).
Examples of nobody, of whom was erased, may be anybody's: they never measure.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

FEWEST = 3  # people, to leave any of them out
HELD_BACK = 0.2  # of every label
MOST = 0.5  # of a label, that is left out at once

Authors = Sequence[int | None]  # of each example
Shares = Mapping[int, float]  # of each label


def are_several(authors: Authors) -> bool:
    """Say if more than one person has added examples."""
    return len(people(authors)) > 1


def people(authors: Authors) -> list[int]:
    """Return who has added examples, in an order that stays when more join."""
    return sorted({each for each in authors if each is not None}, key=hashed)


def held_back(authors: Authors, answers: Sequence[int]) -> list[int]:
    """Return the places of a fifth of every label, of some people all they added.

    None at all where it cannot be done: too few people, or a label that one has filled.
    """
    chosen: list[int] = []
    added = shares_of(authors, answers)
    held = dict.fromkeys(set(answers), 0.0)
    if len(added) < FEWEST:
        return []
    for person, shares in added.items():
        if how_far_off(together(held, shares)) < how_far_off(held):
            chosen.append(person)
            held = together(held, shares)
    for label in sorted(held):
        if held[label] == 0:
            others = [p for p in added if label in added[p] and p not in chosen]
            if not others:
                return []
            nearest = min(others, key=lambda p: how_far_off(together(held, added[p])))
            chosen.append(nearest)
            held = together(held, added[nearest])
    return places_of(chosen, authors) if max(held.values()) <= MOST else []


def one_by_one(authors: Authors, answers: Sequence[int]) -> list[list[int]]:
    """Return the places of each person's examples, to leave each out once.

    None at all where a label would lose too much with one of them, or is of nobody.
    """
    added = shares_of(authors, answers)
    known = {label for shares in added.values() for label in shares}
    if len(added) < FEWEST or known != set(answers):
        return []
    if max(share for shares in added.values() for share in shares.values()) > MOST:
        return []
    return [places_of([person], authors) for person in added]


def folds(authors: Authors, count: int) -> list[list[int]]:
    """Return places in at most `count` parts, each person's in one; none if too few."""
    added = Counter(each for each in authors if each is not None)
    if len(added) < FEWEST:
        return []
    parts: list[list[int]] = [[] for _ in range(min(count, len(added)))]
    for person in people(authors):
        smallest = min(parts, key=lambda part: sum(added[each] for each in part))
        smallest.append(person)
    placed = [places_of(part, authors) for part in parts]
    return placed if max(map(len, placed)) <= MOST * len(authors) else []


def figures(authors: Authors, right: Sequence[bool]) -> list[dict[str, Any]]:
    """Return how many measured examples each person has, and how many were right."""
    count, good = Counter(authors), Counter[int | None]()
    good.update(
        author for author, is_right in zip(authors, right, strict=True) if is_right
    )
    return [
        {"author": author, "count": count[author], "right": good[author]}
        for author in sorted_people(count)
    ]


def sorted_people(authors: Mapping[int | None, Any]) -> list[int | None]:
    """Return everybody by their number, and nobody last."""
    return sorted(authors, key=lambda author: (author is None, author or 0))


def shares_of(authors: Authors, answers: Sequence[int]) -> dict[int, dict[int, float]]:
    """Return of each person, in their order, how much of every label is theirs."""
    sizes = Counter(answers)
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    for author, answer in zip(authors, answers, strict=True):
        if author is not None:
            counts[author][answer] += 1
    return {
        person: {label: n / sizes[label] for label, n in counts[person].items()}
        for person in people(authors)
    }


def together(held: Shares, more: Shares) -> dict[int, float]:
    return {label: share + more.get(label, 0) for label, share in held.items()}


def how_far_off(held: Shares) -> float:
    """Return how far shares of labels are from what is wanted of each."""
    return sum((share - HELD_BACK) ** 2 for share in held.values())


def places_of(chosen: Sequence[int], authors: Authors) -> list[int]:
    wanted = set(chosen)
    return [place for place, author in enumerate(authors) if author in wanted]


def hashed(person: int) -> bytes:
    return hashlib.sha256(str(person).encode()).digest()
