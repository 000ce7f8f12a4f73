"""How long a browser takes to learn to predict numbers.

    .venv/bin/python -m benchmarks.regression_training [--rounds 3]

Prints a Markdown table: the median seconds from a lesson to its model and report, with
a new worker, in Chromium, and of the same on the server. Two numbers and a choice are
known of each row, and what is predicted is a curve.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()

import numpy as np  # noqa: E402 (needs the settings, as all that follow)

from projects.kinds import Content  # noqa: E402
from projects.models import Field  # noqa: E402
from tests.training.forests import chromium, serving  # noqa: E402
from tests.training.regression_vectors import lesson_of  # noqa: E402
from training.learning.examples import Examples  # noqa: E402
from training.learning.regression import learn_rows  # noqa: E402
from training.views.pages_of.regression_files import REGRESSION_FILES  # noqa: E402

from .timing import say  # noqa: E402

COUNTS = (20, 200, 1000, 10_000)
FIELDS = [
    Field(number=1, kind="number"),
    Field(number=2, kind="number"),
    Field(number=3, kind="choice", choices=["a", "b", "c"]),
    Field(number=4, kind="number", is_predicted=True),
]
LEARN = """async ({ lesson, assets }) => {
  const path = "/static/js/learning/regression_learner.js";
  const { RegressionLearner } = await import(path);
  const learner = new RegressionLearner({ assets });
  const gaps = [];
  let last = performance.now();
  const frame = () => {
    gaps.push(performance.now() - last);
    last = performance.now();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const started = performance.now();
  const { report } = await learner.learn(lesson);
  const seconds = (performance.now() - started) / 1000;
  learner.dispose();
  return { seconds, chosen: report.chosen, slowest: Math.max(...gaps) };
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    say("| rows | in Chromium | slowest frame of the page | on the server | chosen |")
    say("|---|---|---|---|---|")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as address,
        chromium() as browser,
    ):
        page = browser.new_page()
        page.goto(address)
        for count in COUNTS:
            say(row_of(page, count, rounds))


def row_of(page: Any, count: int, rounds: int) -> str:
    rows = make_rows(count)
    lesson = lesson_of(FIELDS, rows)
    assets = {name: f"/static/{path}" for name, path in REGRESSION_FILES.items()}
    asked = {"lesson": lesson, "assets": assets}
    told = [page.evaluate(LEARN, asked) for _ in range(rounds)]
    seconds = statistics.median(each["seconds"] for each in told)
    slowest = statistics.median(each["slowest"] for each in told)
    here = on_server([row["id"] for row in lesson["rows"]], rows)
    cells = [f"{count:,}", f"**{seconds:.2f} s**", f"{slowest:.0f} ms"]
    return f"| {' | '.join([*cells, f'{here:.2f} s', told[0]['chosen']])} |"


def on_server(ids: list[str], rows: list[Any]) -> float:
    examples = Examples(FIELDS, [], [Content(row) for row in rows], [], ids)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        learn_rows(examples, Path(folder), lambda stage, fraction: None)
    return time.perf_counter() - started


def make_rows(count: int) -> list[Any]:
    random = np.random.default_rng(count)
    rows = []
    for one, two, choice in zip(
        random.uniform(0, 10, count),
        random.uniform(0, 10, count),
        random.integers(0, 3, count).tolist(),
        strict=True,
    ):
        answer = one * two / 5 + 2 * choice + random.normal()
        values = {"1": float(one), "2": float(two), "3": "abc"[choice]}
        rows.append({**values, "4": float(answer)})
    return rows


if __name__ == "__main__":
    main()
