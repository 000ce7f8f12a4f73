"""What `benchmarks.text_keys` measures, beside the site on its data folder."""

import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.core.files.storage import default_storage

from classrooms.models import User
from projects import actions
from projects.kinds import Content
from projects.kinds.text import LONGEST_QUESTION
from projects.models import Project
from training.learning.text.meaning import words as word_table
from training.models import MLModel

from .site_parts import (
    CONNECTIONS,
    CORE_OF_LOAD,
    key_of,
    pin_web_process,
    say,
    train,
)

LABELS = 4
EXAMPLES = 500
RATE = 200  # requests a second
QUESTIONS = 10_000  # more than are asked in the time
FREQUENT = 5_000  # words
Say = Callable[[], str]
LINE = "| {} | {} | {} | **{:.0f}** | {:.1f} ms | {:.1f} ms |"


def main() -> None:
    seconds, rounds, site = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    teacher = User.objects.create_user("teacher@bench.example", "bench")
    draw = random.Random(1)  # noqa: S311 (no secret)
    say(f"{EXAMPLES} examples, {CONNECTIONS} connections, web on one core;")
    say(f"the median of {rounds} rounds:\n")
    say("| sentences | meanings | offered | requests a second | p50 | p95 |")
    say("|---|---|---|---|---|---|")
    for name, vocabulary in vocabularies(draw).items():
        project = make_project(teacher, sayer(draw, vocabulary))
        train(project)
        pin_web_process()
        for length, longest in (("4–25 words", 25), ("2,048 characters", 2048)):
            ask = sayer(draw, vocabulary, longest)
            for offered in (str(RATE), "as many as it can"):
                found = Asked(project, ask, offered).measure(site, seconds, rounds)
                what = f"{name}, {length}"
                say(LINE.format(what, with_meaning(project), offered, *found))


def vocabularies(draw: random.Random) -> dict[str, list[str]]:
    made_up = {
        "".join(draw.choices("abdegiklmnoprstu", k=draw.randint(2, 8)))
        for _ in range(FREQUENT)
    }
    known = [word for word in word_table().rows if word.isalpha()]
    return {"English": known[:FREQUENT], "made up": sorted(made_up)}


def sayer(draw: random.Random, vocabulary: list[str], longest: int = 25) -> Say:
    """Return what makes up sentences: of 4 words at least, or as long as allowed."""

    def say_something() -> str:
        count = longest if longest > 25 else draw.randint(4, longest)
        return " ".join(draw.choices(vocabulary, k=count))[:LONGEST_QUESTION].strip()

    return say_something


def make_project(owner: User, say_something: Say) -> Project:
    project = actions.create_project(owner, "Benchmark", "text")
    labels = [actions.add_label(project, f"label {place}") for place in range(LABELS)]
    examples = [
        actions.NewExample(labels[place % LABELS], Content(text=say_something()))
        for place in range(EXAMPLES)
    ]
    actions.add_examples(project, examples, owner, skip_duplicates=True)
    return project


@dataclass(frozen=True)
class Asked:
    """Questions to a project, so many a second; all are different."""

    project: Project
    ask: Say
    rate: str

    def measure(self, site: str, seconds: int, rounds: int) -> list[float]:
        """Return the medians of requests a second, and of p50 and p95 in ms."""
        address = f"{site}/api/scratch/{key_of(self.project)}/classify"
        found = []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                queries = Path(folder) / "queries"
                lines = [urlencode({"data": self.ask()}) for _ in range(QUESTIONS)]
                queries.write_text("\n".join(lines))
                found.append(load(address, seconds, queries, self.rate))
        return [statistics.median(each) for each in zip(*found, strict=True)]


def load(address: str, seconds: int, queries: Path, rate: str) -> list[float]:
    command = [sys.executable, "-m", "benchmarks.load", address]
    command += [str(CONNECTIONS), str(seconds), str(queries)]
    command += [rate] if rate.isdigit() else []
    pinned = ["taskset", "-c", str(CORE_OF_LOAD), *command]
    done = subprocess.run(pinned, capture_output=True, text=True, check=True)
    columns = done.stdout.strip().replace("*", "").replace(" ms", "").split("|")
    return [float(column) for column in columns]


def with_meaning(project: Project) -> str:
    ml_model = MLModel.objects.get(project=project, is_current=True)
    with default_storage.open(f"{ml_model.files_prefix}text.json") as file:
        return "yes" if json.load(file)["meaning"] else "no"


if __name__ == "__main__":
    main()
