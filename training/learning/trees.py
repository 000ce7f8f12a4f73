"""One real tree of the model in use, as JSON for a picture.

Of a forest, it is the smallest tree that alone is nearly as good as the best one; of
boosted trees one of the first round, which decide most. Its nodes carry how many
examples of each label pass.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .encoding import ANSWER, Encoding, answer_of, label_word, limited
from .engine import load_ydf
from .evaluation import answered
from .table import Row, Table

DEEPEST = 6  # Levels of questions in a picture; what lies below is marked as cut.
NEARLY = 0.02  # As much less of the examples may a smaller tree tell apart.


def picture(table: Table, encoding: Encoding, folder: Path) -> dict[str, Any]:
    """Return the best single tree of the model in the folder as nested dicts."""
    ydf = load_ydf()
    model = ydf.load_model(str(folder))
    drawing = _Drawing(table, encoding, model)
    boosted = model.name() == "GRADIENT_BOOSTED_TREES"
    round_size = 1 if len(drawing.order) == 2 else len(drawing.order)
    candidates = range(round_size if boosted else model.num_trees())
    number = _best_tree(table, encoding, model, candidates)
    root = model.get_tree(number).root
    return {
        "method": "boosted" if boosted else "forest",
        "tree": number,
        "trees": model.num_trees(),
        # A boosted tree speaks for or against one label only; the others add to it.
        "accuracy": None if boosted else drawing.accuracy(root),
        "label": drawing.order[number if round_size > 1 else 1] if boosted else None,
        "root": drawing.node(root, drawing.rows, depth=0),
    }


class _Drawing:
    def __init__(self, table: Table, encoding: Encoding, model: Any) -> None:
        self.table = table
        self.encoding = encoding
        self.columns = model.data_spec().columns
        self.order = [answer_of(word) for word in model.label_classes()]
        self.rows = list(range(len(table.rows)))

    def accuracy(self, root: Any) -> float:
        """Return the share of the examples that this tree alone answers right."""
        return self._right(root, self.rows) / len(self.rows)

    def node(self, node: Any, rows: list[int], depth: int) -> dict[str, Any]:
        """Return the node, and those below, with the examples that reach them."""
        counts = [0] * len(self.table.labels)
        for row in rows:
            counts[self.table.answers[row]] += 1
        if node.is_leaf:
            return {"counts": counts, **self._vote(node.value)}
        if depth == DEEPEST:
            return {"counts": counts, "cut": True, "hidden": _size(node)}
        question = self._question(node.condition)
        yes, no = self._parted(question, rows)
        return {
            "counts": counts,
            **question,
            "yes": self.node(node.pos_child, yes, depth + 1),
            "no": self.node(node.neg_child, no, depth + 1),
        }

    def _right(self, node: Any, rows: list[int]) -> int:
        if node.is_leaf:
            [given] = answered([self._vote(node.value)["confidences"]])
            return sum(self.table.answers[row] == given for row in rows)
        yes, no = self._parted(self._question(node.condition), rows)
        return self._right(node.pos_child, yes) + self._right(node.neg_child, no)

    def _parted(
        self, question: dict[str, Any], rows: list[int]
    ) -> tuple[list[int], list[int]]:
        yes = [row for row in rows if says_yes(question, self.table.rows[row])]
        return yes, sorted(set(rows).difference(yes))

    def _question(self, condition: Any) -> dict[str, Any]:
        column = self.columns[condition.attribute]
        field = int(column.name.removeprefix("f"))
        asked = {"field": field, "missing": bool(condition.missing)}
        if not self.encoding.is_choice(field):
            # The shortest text of the 32-bit number: 2.45, not 2.450000047683716.
            threshold = float(str(np.float32(condition.threshold)))
            return {**asked, "threshold": threshold}
        # Index 0 stands for every choice that no example has.
        items, mask = column.categorical.items, set(condition.mask)
        yes = [
            choice
            for place, choice in enumerate(self.encoding.columns[field].choices)
            if (items[f"v{place}"].index if f"v{place}" in items else 0) in mask
        ]
        return {**asked, "choices": yes}

    def _vote(self, value: Any) -> dict[str, Any]:
        if not hasattr(value, "probability"):
            return {"value": float(value.value)}
        confidences = [0.0] * len(self.table.labels)
        for label, share in zip(self.order, value.probability, strict=True):
            confidences[label] = float(share)
        return {"confidences": confidences}


def says_yes(question: dict[str, Any], row: Row) -> bool:
    """Say whether a row takes the question's yes branch, as the forest decides."""
    value = row[question["field"]]
    if value is None:
        return bool(question["missing"])
    if "threshold" in question:
        number = np.float32(limited(float(value)))
        return bool(number >= np.float32(question["threshold"]))
    return value in question["choices"]


def _best_tree(
    table: Table, encoding: Encoding, model: Any, candidates: Sequence[int]
) -> int:
    """Return the smallest tree that parts the labels nearly as well as the best."""
    words = np.array([label_word(answer) for answer in table.answers])
    leaves = model.predict_leaves({**encoding.arrays(table.rows), ANSWER: words})
    scores = [
        _parting(leaves[:, number], np.array(table.answers), len(table.labels))
        for number in candidates
    ]
    enough = max(scores)[0] - NEARLY * len(table.rows)
    return min(
        (size, number)
        for number, (right, size) in zip(candidates, scores, strict=True)
        if right >= enough
    )[1]


def _parting(
    leaves: NDArray[Any], answers: NDArray[Any], label_count: int
) -> tuple[int, int]:
    """Count the examples that agree with most others in their leaf, and the leaves."""
    cells = leaves.astype(np.int64) * label_count + answers
    counts = np.bincount(cells, minlength=(int(leaves.max()) + 1) * label_count)
    counts = counts.reshape(-1, label_count)
    return int(counts.max(axis=1).sum()), len(counts)


def _size(node: Any) -> int:
    if node.is_leaf:
        return 1
    return 1 + _size(node.pos_child) + _size(node.neg_child)
