"""What `benchmarks.sound_training` measures, beside the site on its data folder."""

import os
import shutil
import statistics
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from classrooms.models import User
from projects import actions
from projects.models import Label, Project

from .press_train import press_train
from .site_parts import cookie_of, say
from .spoken import recording_of, write_recording

WORDS = ("yes", "no", "stop")
EACH = 10  # recordings of each word, and of the noise
MORE = 2  # of each, that are added then
BAR = 6  # seconds


def main() -> None:
    rounds, site = int(sys.argv[1]), sys.argv[2]
    # Playwright's loop runs in this thread, and Django would not query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    teacher = User.objects.create_user("teacher@bench.example", "bench")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        measured = [measure(chromium, site, teacher) for _ in range(rounds)]
        chromium.close()
    say(table(measured))


def measure(chromium: Browser, site: str, owner: User) -> dict[str, dict[str, float]]:
    """Press Train on a first visit, again, and once more recordings came."""
    project = actions.create_project(owner, "Benchmark", "sounds")
    for word in WORDS:
        actions.add_label(project, word)
    add(project, range(EACH))
    question = Path(settings.DATA_DIR, "question.wav")
    question.write_bytes(write_recording(recording_of(WORDS[0], EACH + MORE)))
    context = chromium.new_context()
    context.add_cookies([cookie_of(owner, site)])
    page = context.new_page()
    asked = (page, site, project, question, "audio/wav")
    first, again = press_train(*asked), press_train(*asked)
    add(project, range(EACH, EACH + MORE))
    more = press_train(*asked)
    context.close()
    return {"first": first, "again": again, "more": more}


def add(project: Project, places: range) -> None:
    for label in project.live_labels():
        for place in places:
            recording = recording_of(word_of(label), place)
            content = write_recording(recording)
            actions.add_upload(project, label, content, project.owner)


def word_of(label: Label) -> str:
    return "" if label.is_background else label.name


def table(measured: list[dict[str, Any]]) -> str:
    def median(name: str, part: str = "all") -> float:
        return float(statistics.median(each[name][part] for each in measured))

    count = EACH * (1 + len(WORDS))
    lines = [
        f"From Train to the first answer, medians of {len(measured)} rounds:\n",
        "| recordings of 1 s | ours | worst | reading, listening, learning | bar "
        "| slowest frame |",
        "|---|---|---|---|---|---|",
    ]
    for name, words in {
        "first": f"{count}, for the first time",
        "again": f"{count}, again",
        "more": f"{MORE * (1 + len(WORDS))} more",
    }.items():
        stages = ("reading", "looking", "learning")
        parts = ", ".join(f"{median(name, stage):.2f} s" for stage in stages)
        worst = max(each[name]["all"] for each in measured)
        lines.append(
            f"| {words} | **{median(name):.2f} s** | {worst:.2f} s | {parts} "
            f"| {BAR} s | {median(name, 'slowest'):.0f} ms |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
