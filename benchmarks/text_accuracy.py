"""How good a text model is with few examples, next to scikit-learn's usual ways.

    .venv/bin/python -m benchmarks.text_accuracy [--draws 8] [--more folder]

Prints a Markdown table: share of right answers on all the other examples, the mean of
some random draws. Sets are those of `../shared/datasets/text`, where they are at hand,
`short_sentences.csv`, and CSV files (label,text) of another folder. Ours is what the
worker learns without an encoder, and with it, where the site has one.
"""

import argparse
import csv
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from training.learning.encoder import current

from .text_accuracy_parts import Texts, ours, tf_idf
from .timing import say

SHARED = Path(__file__).resolve().parent.parent.parent / "shared/datasets/text"
SHORT = Path(__file__).resolve().parent / "short_sentences.csv"
PER_LABEL = (5, 10, 20, 50)

WORDS = partial(tf_idf, TfidfVectorizer)
LETTERS = partial(
    tf_idf, partial(TfidfVectorizer, analyzer="char_wb", ngram_range=(2, 4))
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=8)
    parser.add_argument("--more", type=Path)
    asked = parser.parse_args()
    methods = _methods()
    say(f"| set | a label | {' | '.join(methods)} |")
    say("|---" * (len(methods) + 2) + "|")
    means = defaultdict(list)
    for texts in _sets(asked.more):
        for per_label in filter(texts.has_enough, PER_LABEL):
            shares = _measure(texts, per_label, asked.draws, methods.values())
            means[per_label].append(shares)
            say(f"| {texts.name} | {per_label} | {_row(shares)} |")
    for per_label, rows in means.items():
        say(f"| **mean** | {per_label} | {_row(np.mean(rows, axis=0))} |")


def _methods() -> dict[str, Any]:
    methods = {
        "word TF-IDF": WORDS,
        "letter TF-IDF": LETTERS,
        "ours": partial(ours, None),
    }
    encoder = current()
    return methods | ({"ours + encoder": partial(ours, encoder)} if encoder else {})


def _measure(
    texts: Texts, per_label: int, draws: int, methods: Iterable[Any]
) -> list[float]:
    return [
        statistics.mean(
            float(np.mean(method(texts, learnt, rest) == texts.answers[rest]))
            for learnt, rest in (texts.draw(per_label, seed) for seed in range(draws))
        )
        for method in methods
    ]


def _sets(more: Path | None) -> Iterator[Texts]:
    by_name = defaultdict(list)
    for row in _rows(SHORT):
        by_name[row["set"]].append(row)
    files = sorted([*SHARED.glob("*.csv"), *(more.glob("*.csv") if more else [])])
    by_name |= {file.stem: _rows(file) for file in files}
    for name, rows in by_name.items():
        yield Texts(name, [row["text"] for row in rows], [row["label"] for row in rows])


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="") as opened:
        return list(csv.DictReader(opened))


def _row(shares: Iterable[float]) -> str:
    return " | ".join(f"{share:.3f}" for share in shares)


if __name__ == "__main__":
    main()
