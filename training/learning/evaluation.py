"""How good a model is: which examples measure it, and what they say. Pure functions."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

ENOUGH = 5  # examples in every label, to hold some back
HELD_BACK = 0.2  # of every label
LEAVE_ONE_OUT = 3  # examples in every label; fewer say nothing
MOST_SHOWN = 60  # right answers that can be looked at, too
AFFORDABLE = 50  # examples: leave-one-out trains once for each

Confidences = Sequence[Sequence[float]]


def method_for(answers: Sequence[int]) -> str:
    """Return how this many examples can be measured."""
    fewest = min(Counter(answers).values())
    if fewest >= ENOUGH:
        return "held-back"
    if fewest >= LEAVE_ONE_OUT and len(answers) <= AFFORDABLE:
        return "leave-one-out"
    return "too-few"


def held_back(ids: Sequence[str], answers: Sequence[int]) -> set[int]:
    """Return the positions of the examples to measure with; none if there are few.

    Those are the fifth of every label whose ids have the smallest hashes: the same
    ones at every training, whatever their order; a new example displaces at most one.
    """
    if not answers or min(Counter(answers).values()) < ENOUGH:
        return set()
    by_label: dict[int, list[int]] = defaultdict(list)
    for position in sorted(range(len(ids)), key=lambda i: _hash(ids[i])):
        by_label[answers[position]].append(position)
    return {
        position
        for positions in by_label.values()
        for position in positions[: max(1, round(HELD_BACK * len(positions)))]
    }


def answered(confidences: Confidences) -> list[int]:
    """Return the most confident label of each row, the first one of equals."""
    return [max(range(len(row)), key=row.__getitem__) for row in confidences]


def are_right(answers: Sequence[int], confidences: Confidences) -> list[bool]:
    """Say of every row if its most confident label is the right one."""
    given = answered(confidences)
    return [one == other for one, other in zip(answers, given, strict=True)]


def accuracy(answers: Sequence[int], given: Sequence[int]) -> float:
    """Return the share of right answers."""
    right = sum(a == b for a, b in zip(answers, given, strict=True))
    return right / len(answers)


def confusion(
    answers: Sequence[int], given: Sequence[int], label_count: int
) -> list[list[int]]:
    """Count the answers given (columns) to the examples of every label (rows)."""
    counts = [[0] * label_count for _ in range(label_count)]
    for label, answer in zip(answers, given, strict=True):
        counts[label][answer] += 1
    return counts


def by_label(counts: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """Return precision, recall and count of every label of a confusion matrix."""
    return [
        {
            "precision": _share(row[label], sum(other[label] for other in counts)),
            "recall": _share(row[label], sum(row)),
            "count": sum(row),
        }
        for label, row in enumerate(counts)
    ]


def mistakes(
    ids: Sequence[str], answers: Sequence[int], confidences: Confidences
) -> list[dict[str, Any]]:
    """Return the examples that were answered wrong, the most confident first."""
    wrong = [each for each in _rows(ids, answers, confidences) if not _is_right(each)]
    return sorted(wrong, key=lambda mistake: -mistake["confidence"])


def least_sure(
    ids: Sequence[str], answers: Sequence[int], confidences: Confidences
) -> list[dict[str, Any]]:
    """Return examples that were answered right, the least confident first."""
    right = [each for each in _rows(ids, answers, confidences) if _is_right(each)]
    return sorted(right, key=lambda each: each["confidence"])[:MOST_SHOWN]


def _rows(
    ids: Sequence[str], answers: Sequence[int], confidences: Confidences
) -> list[dict[str, Any]]:
    rows = zip(ids, answers, answered(confidences), confidences, strict=True)
    return [
        {"id": one, "label": label, "answer": given, "confidence": row[given]}
        for one, label, given, row in rows
    ]


def _is_right(row: Mapping[str, Any]) -> bool:
    return bool(row["label"] == row["answer"])


def summary(
    ids: Sequence[str],
    answers: Sequence[int],
    confidences: Confidences,
    *,
    usual: int,
    label_count: int,
) -> dict[str, Any]:
    """Say how well the rows were answered; usual is the label of most examples."""
    if not answers:
        return _nothing_measured(label_count)
    given = answered(confidences)
    counts = confusion(answers, given, label_count)
    return {
        "accuracy": accuracy(answers, given),
        "baseline": accuracy(answers, [usual] * len(answers)),
        "example_count": len(answers),
        "confusion": counts,
        "labels": by_label(counts),
        "mistakes": mistakes(ids, answers, confidences),
        "least_sure": least_sure(ids, answers, confidences),
    }


def usual_answer(answers: Sequence[int]) -> int:
    """Return the label with the most examples, the first one of equals."""
    counts = Counter(answers)
    return min(counts, key=lambda label: (-counts[label], label))


def _nothing_measured(label_count: int) -> dict[str, Any]:
    counts = confusion([], [], label_count)
    return {
        "accuracy": None,
        "baseline": None,
        "example_count": 0,
        "confusion": counts,
        "labels": by_label(counts),
        "mistakes": [],
        "least_sure": [],
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _hash(identifier: str) -> bytes:
    return hashlib.sha256(identifier.encode()).digest()
