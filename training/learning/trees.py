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

from .encoding import ANSWER, Encoding, answer_of, label_word
from .engine import load_ydf
from .evaluation import answered
from .table import Table

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
    number = _best_tree(drawing, model, candidates)
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
        self.encoding = encoding
        self.columns = model.data_spec().columns
        self.order = [answer_of(word) for word in model.label_classes()]
        self.label_count = len(table.labels)
        self.answers = np.array(table.answers)
        self.values = encoding.arrays(table.rows)
        self.rows = np.arange(len(table.rows))

    def accuracy(self, root: Any) -> float:
        """Return the share of the examples that this tree alone answers right."""
        return self._right(root, self.rows) / len(self.rows)

    def node(self, node: Any, rows: NDArray[Any], depth: int) -> dict[str, Any]:
        """Return the node, and those below, with the examples that reach them."""
        passing = np.bincount(self.answers[rows], minlength=self.label_count)
        counts = {"counts": passing.tolist()}
        if node.is_leaf:
            return {**counts, **self._vote(node.value)}
        if depth == DEEPEST:
            return {**counts, "cut": True, "hidden": _size(node)}
        yes, no = self._parted(node.condition, rows)
        return {
            **counts,
            **self._question(node.condition),
            "yes": self.node(node.pos_child, yes, depth + 1),
            "no": self.node(node.neg_child, no, depth + 1),
        }

    def _right(self, node: Any, rows: NDArray[Any]) -> int:
        if node.is_leaf:
            [given] = answered([self._vote(node.value)["confidences"]])
            return int((self.answers[rows] == given).sum())
        yes, no = self._parted(node.condition, rows)
        return self._right(node.pos_child, yes) + self._right(node.neg_child, no)

    def _parted(
        self, condition: Any, rows: NDArray[Any]
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        column = self.columns[condition.attribute]
        values = self.values[column.name][rows]
        if hasattr(condition, "threshold"):
            missing, agrees = np.isnan(values), values >= condition.threshold
        else:
            items, mask = column.categorical.items, set(condition.mask)
            words = [word for word, item in items.items() if item.index in mask]
            missing, agrees = values == "", np.isin(values, words)
        yes = np.where(missing, condition.missing, agrees)
        return rows[yes], rows[~yes]

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
        confidences = [0.0] * self.label_count
        for label, share in zip(self.order, value.probability, strict=True):
            confidences[label] = float(share)
        return {"confidences": confidences}


def _best_tree(drawing: "_Drawing", model: Any, candidates: Sequence[int]) -> int:
    """Return the smallest tree that parts the labels nearly as well as the best."""
    words = np.array([label_word(answer) for answer in drawing.answers])
    leaves = model.predict_leaves({**drawing.values, ANSWER: words})
    scores = [
        _parting(leaves[:, number], drawing.answers, drawing.label_count)
        for number in candidates
    ]
    enough = max(scores)[0] - NEARLY * len(drawing.rows)
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
