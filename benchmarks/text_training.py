"""How long learning sentences takes, from examples to files, next to other ways.

    .venv/bin/python -m benchmarks.text_training [--rounds 10] [--long]

Prints a Markdown table. Sentences are those of `../shared/datasets/text/emotions.csv`,
where that is at hand, else made up; labels are joined until there are so many. The
other ways learn the weights from vectors that were made before, and nothing else:
without reading, measuring, or files. Everything is measured in one run, on one machine.
"""

import argparse
import csv
import hashlib
import statistics
import tempfile
import time
import zlib
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

from projects.kinds import Content
from training.learning import text
from training.learning.examples import Examples
from training.learning.text.features import WIDTH, read
from training.learning.text.regression import PRECISE, REMEMBERED, STRENGTH, log_shares
from training.learning.text.spaces import SpannedSpace

from .timing import median, say, seconds

EMOTIONS = (
    Path(__file__).resolve().parent.parent.parent / "shared/datasets/text/emotions.csv"
)
SIZES = ((20, 2), (20, 4), (100, 2), (100, 4), (500, 2), (500, 4), (1000, 2), (1000, 4))
LONG = (1000, 30)  # of 1,024 characters
DOWNLOAD = (
    "model.json",
    "group1-shard1of1.bin",
    "text.json",
    "seen.bin",
    "examples.bin",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--long", action="store_true")
    asked = parser.parse_args()
    started = time.perf_counter()
    text.warm_up()
    say(f"Warm-up: {time.perf_counter() - started:.1f} s. Medians of {asked.rounds}.\n")
    say("| sentences, labels | first | **ours** | learning | measuring | writing |", "")
    say(" download | NumPy | scikit-learn |")
    say("|---|---|---|---|---|---|---|---|---|")
    for count, label_count in [LONG] if asked.long else SIZES:
        examples = _examples(count, label_count, asked.long)
        say(_line(f"{count}, {label_count}", examples, asked.rounds))


def _line(name: str, examples: Examples, rounds: int) -> str:
    first = seconds(lambda: _learn(examples))
    stages: list[dict[str, float]] = []
    ours = median(lambda: stages.append(_learn(examples)[0]), rounds)
    rows, answers = _rows(examples), np.array(examples.answers)
    cells = [
        f"{first:.2f}",
        f"**{ours:.2f}**",
        *(
            f"{statistics.median(stage[key] for stage in stages):.2f}"
            for key in ("learning", "measuring", "writing")
        ),
        f"{_learn(examples)[1] / 1000:.0f} kB",
        f"{median(partial(_numpy, rows, answers), min(3, rounds)):.2f}",
        f"{median(partial(_scikit_learn, rows, answers), min(3, rounds)):.2f}",
    ]
    return f"| {name} | {' | '.join(cells)} |"


def _learn(examples: Examples) -> tuple[dict[str, float], int]:
    """Return the seconds of every stage, and the size of what a browser gets."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lesson = text.learn(examples, folder, lambda stage, fraction: None)
        size = sum(
            len(zlib.compress((folder / file).read_bytes())) for file in DOWNLOAD
        )
    stages: dict[str, float] = lesson.evaluation["seconds"]
    return stages, size


def _numpy(rows: csr_array, answers: Any) -> None:
    """Reach the same optimum as ours, with the loss and its slope in NumPy."""
    space = SpannedSpace.of((rows @ rows.T).toarray(), lambda shares: rows.T @ shares)
    biases, penalties = log_shares(answers, answers.max() + 1), space.penalties[:, None]
    wanted = np.eye(len(biases))[answers]

    def loss_and_slope(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(len(penalties), -1)
        logarithms = log_softmax(space.places @ weights + biases, axis=1)
        loss = (penalties * weights**2).sum() - (logarithms * wanted).sum()
        wrong = np.exp(logarithms) - wanted
        return loss, (space.places.T @ wrong + 2 * penalties * weights).ravel()

    start = np.zeros(len(penalties) * wanted.shape[1])
    options = {"gtol": PRECISE, "ftol": 0, "maxcor": REMEMBERED}
    minimize(loss_and_slope, start, jac=True, method="L-BFGS-B", options=options)


def _scikit_learn(rows: csr_array, answers: Any) -> None:
    LogisticRegression(C=STRENGTH, max_iter=5000, tol=PRECISE).fit(rows, answers)


def _rows(examples: Examples) -> csr_array:
    sentences = [read(content.text) for content in examples.contents]
    starts = np.cumsum([0, *(len(sentence.places) for sentence in sentences)])
    values = np.concatenate([each.values for each in sentences]).astype(np.float64)
    places = np.concatenate([each.places for each in sentences])
    return csr_array((values, places, starts), (len(sentences), WIDTH))


def _examples(count: int, label_count: int, are_long: bool) -> Examples:
    rows = _emotions() or _made_up()
    random = np.random.default_rng(1)
    rows = [rows[place] for place in random.permutation(len(rows))]
    if are_long:
        words = " ".join(told for told, _ in rows).split()
        rows = [(" ".join(random.choice(words, 250))[:1024], i) for i in range(count)]
    some = list(islice(rows, count))
    return Examples(
        fields=[],
        labels=[str(label) for label in range(label_count)],
        contents=[Content(text=told) for told, _ in some],
        answers=[answer % label_count for _, answer in some],
        ids=[hashlib.sha256(str(i).encode()).hexdigest() for i in range(len(some))],
    )


def _emotions() -> list[tuple[str, int]]:
    if not EMOTIONS.exists():
        return []
    with EMOTIONS.open(newline="") as file:
        rows = list(csv.DictReader(file))
    labels = sorted({row["label"] for row in rows})
    return [(row["text"], labels.index(row["label"])) for row in rows]


def _made_up() -> list[tuple[str, int]]:
    """Return 1,000 sentences of 5 labels, each of which likes some words more."""
    random = np.random.default_rng(2)
    words = ["".join(random.choice([*"abcdefghiklmnoprst"], 5)) for _ in range(3000)]
    ranks = random.zipf(1.3, (1000, 18)) % len(words)
    return [
        (" ".join(words[(rank + 37 * (i % 5)) % len(words)] for rank in row), i % 5)
        for i, row in enumerate(ranks)
    ]


if __name__ == "__main__":
    main()
