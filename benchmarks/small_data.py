"""How good a model is with few examples, next to the library's own settings.

    .venv/bin/python -m benchmarks.small_data [--draws 8]

Prints a Markdown table: share of right answers on all the other examples, the mean of
some random draws. Plain YDF, the engine of both.
"""

import argparse
import statistics
import sys
from dataclasses import dataclass
from typing import Any

from training.learning import recipes, rehearsal
from training.learning.evaluation import accuracy, answered
from training.learning.recipes import Recipe
from training.learning.table import Table

from . import tables

PER_LABEL = (3, 5, 10, 20)


@dataclass(frozen=True)
class Defaults(Recipe):
    """What the library does when it is told nothing."""

    @property
    def settings(self) -> dict[str, Any]:
        return {"num_threads": 1}


FOREST = Defaults("forest", 300)
BOOSTED = Defaults("boosted", 300)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=8)
    draws = parser.parse_args().draws
    columns = " | ".join(f"{count} a label" for count in PER_LABEL)
    _say(f"| ours / default forest / default boosted trees | {columns} |")
    _say("|---" * (len(PER_LABEL) + 1) + "|")
    for name, table in _tables().items():
        if table is not None:
            cells = [_cell(table, count, draws) for count in PER_LABEL]
            _say(f"| {name} | {' | '.join(cells)} |")


def _cell(table: Table, per_label: int, draws: int) -> str:
    ours, forest, boosted = [], [], []
    for seed in range(draws):
        drawn, rest = tables.draw(table, per_label, seed)
        ours.append(_accuracy(drawn, rest, recipes.forest(drawn)))
        forest.append(_accuracy(drawn, rest, FOREST))
        boosted.append(_accuracy(drawn, rest, BOOSTED))
    means = [statistics.mean(values) for values in (ours, forest, boosted)]
    return f"**{means[0]:.2f}** / {means[1]:.2f} / {means[2]:.2f}"


def _accuracy(drawn: Table, rest: Table, recipe: Recipe) -> float:
    confidences = rehearsal.train(drawn, recipe).confidences(rest.rows)
    return accuracy(rest.answers, answered(confidences))


def _tables() -> dict[str, Table | None]:
    return {
        "iris (4 numbers, 3 labels)": tables.iris(),
        "wine (13 numbers, 3 labels)": tables.wine(),
        "penguins (3 numbers, 2 choices, 3 labels)": tables.penguins(),
        "titanic (4 numbers, 3 choices, 2 labels)": tables.titanic(),
    }


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
