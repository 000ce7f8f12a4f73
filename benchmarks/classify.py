"""How fast a trained model answers: on the server, and in a browser.

    .venv/bin/python -m benchmarks.classify

Prints a Markdown table. The browser is a headless Chromium on this machine.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.training.forests import ASSETS, chromium, serving
from training.learning.numbers import Classifier, learn
from training.learning.table import Table

from . import tables

ROWS = 500
IN_BROWSER = """async ({files, schema, assets, rows}) => {
    const { ForestClassifier } =
        await import("/static/js/learning/forest_classifier.js");
    let started = performance.now();
    const classifier = await ForestClassifier.load(files, schema, { assets });
    const load = performance.now() - started;
    started = performance.now();
    for (const row of rows) await classifier.classify(row);
    const row = (performance.now() - started) / rows.length;
    classifier.dispose();
    return { load, row };
}"""


def main() -> None:
    _say("| table | server, open | server, rows a second | browser, load | a row |")
    _say("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        models = Path(name)
        with serving(models) as address:
            page = browser.new_page()
            page.goto(address)
            for place, (words, table) in enumerate(_tables().items()):
                folder = models / str(place)
                learn(table, folder, lambda stage, fraction: None)
                opened, rate = _on_server(folder, table)
                timed = _in_browser(page, folder.name, table)
                _say(
                    f"| {words} | {opened:.0f} ms | {rate:,.0f} |"
                    f" {timed['load']:.0f} ms | {timed['row']:.2f} ms |"
                )


def _on_server(folder: Path, table: Table) -> tuple[float, float]:
    started = time.perf_counter()
    classifier = Classifier.load(
        (folder / "ydf.zip").read_bytes(),
        json.loads((folder / "mapping.json").read_text()),
    )
    opened = time.perf_counter()
    rows = (table.rows * ROWS)[:ROWS]
    for row in rows:
        classifier.classify(row)
    return 1000 * (opened - started), ROWS / (time.perf_counter() - opened)


def _in_browser(page: Page, name: str, table: Table) -> dict[str, Any]:
    labels = [
        {"number": number, "name": label} for number, label in enumerate(table.labels)
    ]
    asked = {
        "files": f"/models/{name}/",
        "schema": {"fields": [], "labels": labels},
        "assets": ASSETS,
        "rows": (table.rows * ROWS)[:ROWS],
    }
    page.evaluate(IN_BROWSER, asked)  # The libraries come from the cache after this.
    timed: dict[str, Any] = page.evaluate(IN_BROWSER, asked)
    return timed


def _tables() -> dict[str, Table]:
    middle = tables.titanic() or tables.synthetic(712, 7, 2, choices=3)
    return {
        "150 x 4 (iris)": tables.iris(),
        f"{len(middle.rows)} x {len(middle.columns)}": middle,
        "3000 x 20 (synthetic)": tables.synthetic(3000, 20, 4, choices=3),
    }


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
