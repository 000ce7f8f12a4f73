"""How a forest is grown: which method and settings suit how many examples."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from .table import Table

SEED = 20260101  # Any number; the same one always, so that training can be repeated.

# Below, the few examples held back could not tell which of two models is better.
WORTH_COMPARING = 200  # examples
# Single examples are noise here: larger leaves learn as well and halve the files.
LARGE = 1000  # examples
LARGE_LEAF = 5  # examples
# A second thread costs more than it gives below this.
WORTH_TWO_THREADS = 10_000  # values
# Boosting grows a tree per label and round: beyond, it would keep a class waiting.
BOOSTING_BUDGET = 400_000  # values times labels


@dataclass(frozen=True)
class Recipe:
    """Settings that plain YDF and TensorFlow Decision Forests both understand."""

    method: Literal["forest", "boosted"]
    trees: int  # For boosting: rounds, each of them a tree per label.
    smallest_leaf: int = 1
    threads: int = 1
    stops_early: bool = False

    @property
    def settings(self) -> dict[str, Any]:
        """Return the library's names and values."""
        if self.method == "boosted":
            return {**self._common, **self._boosted}
        return {
            **self._common,
            "min_examples": self.smallest_leaf,
            # Leaves answer with shares, not with one vote: right on few examples.
            "winner_take_all": False,
            "compute_oob_performances": False,
        }

    @property
    def _common(self) -> dict[str, Any]:
        return {
            "num_trees": self.trees,
            "num_threads": self.threads,
            "random_seed": SEED,
            "pure_serving_model": True,
        }

    @property
    def _boosted(self) -> dict[str, Any]:
        if self.stops_early:
            return {"validation_ratio": 0.1}
        return {"validation_ratio": 0.0, "early_stopping": "NONE"}

    def stopped_after(self, rounds: int) -> "Recipe":
        """Return the recipe that grows exactly these rounds, on all examples."""
        return replace(self, trees=max(1, rounds), stops_early=False)


def forest(table: Table) -> Recipe:
    """Return the forest for a table of this size."""
    return Recipe(
        method="forest",
        trees=100,
        smallest_leaf=LARGE_LEAF if len(table.rows) >= LARGE else 1,
        threads=2 if _values(table) >= WORTH_TWO_THREADS else 1,
    )


def competitors(table: Table) -> list[Recipe]:
    """Return what to compare the forest with, where that can be told and afforded."""
    if len(table.rows) < WORTH_COMPARING:
        return []
    usual, rivals = forest(table), []
    if usual.smallest_leaf < LARGE_LEAF:
        rivals.append(replace(usual, smallest_leaf=LARGE_LEAF))
    if _values(table) * len(set(table.answers)) <= BOOSTING_BUDGET:
        rivals.append(Recipe(method="boosted", trees=150, stops_early=True))
    return rivals


def _values(table: Table) -> int:
    return len(table.rows) * len(table.columns)
