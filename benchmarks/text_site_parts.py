"""What `benchmarks.text_site` measures, beside the site on its data folder."""

import csv
import random
import sys
from pathlib import Path

from classrooms.models import User
from projects import actions
from projects.models import Project

from .site_parts import in_the_browser, say, trainings

SHARED = Path(__file__).resolve().parent.parent.parent / "shared/datasets/text"
LABELS = 4


def main() -> None:
    rounds, site = int(sys.argv[1]), sys.argv[2]
    teacher = User.objects.create_user("teacher@bench.example", "bench")
    projects = {
        f"{count} sentences, {LABELS} labels": make_project(teacher, count)
        for count in (20, 100, 500)
    }
    say(trainings(projects, rounds))
    say(in_the_browser(projects, site, rounds))


def make_project(owner: User, count: int) -> Project:
    """Make a project of so many sentences, the same number for each label."""
    project = actions.create_project(owner, f"{count} sentences", "text")
    for name, texts in sentences(count // LABELS).items():
        label = actions.add_label(project, name)
        new = [
            actions.NewExample(label, project.kind.clean([], {"text": text}))
            for text in texts
        ]
        actions.add_examples(project, new, owner, skip_duplicates=True)
    return project


def sentences(per_label: int) -> dict[str, list[str]]:
    """Return sentences by label."""
    path = SHARED / "emotions.csv"
    found: dict[str, list[str]] = {}
    if path.exists():
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["label"], []).append(row["text"])
    else:
        found = {f"label {place}": made_up(place) for place in range(LABELS)}
    return {name: texts[:per_label] for name, texts in list(found.items())[:LABELS]}


def made_up(seed: int) -> list[str]:
    """Return 200 lines of words that no language has, of the usual lengths."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    words = [
        "".join(draw.choices("abdegiklmnoprstu", k=draw.randint(2, 8)))
        for _ in range(300)
    ]
    return [" ".join(draw.choices(words, k=draw.randint(4, 25))) for _ in range(200)]


if __name__ == "__main__":
    main()
