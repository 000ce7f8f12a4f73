"""What `benchmarks.site` measures of a running site, beside it on its data folder."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from classrooms.models import User
from projects import actions
from projects.kinds import Content
from projects.models import Project, ProjectKey
from training.actions import start_training
from training.learning.table import Table
from training.models import MLModel

from . import tables

CONNECTIONS = 8
CORE_OF_WEB, CORE_OF_LOAD = 0, 1
FOR_PROGRAMS = {"ydf.zip", "client.zip", "tree.json"}
WATCH = """document.addEventListener("try-out-ready", () => {
  document.documentElement.dataset.usable = "yes";
});"""


def main() -> None:
    rounds, site, seconds = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    projects = make_projects()
    say(trainings(projects, rounds))
    say(in_the_browser(projects, site, rounds))
    say(over_http(projects, site, seconds))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def make_projects() -> dict[str, Project]:
    """Make a project of each size the plan names, all of one teacher."""
    teacher = User.objects.create_user("teacher@bench.example", "bench")
    middle = tables.titanic() or tables.synthetic(712, 7, 2, choices=3)
    return {
        "150 × 4": make_project(teacher, tables.iris()),
        "712 × 7": make_project(teacher, middle),
        "3000 × 20": make_project(teacher, tables.synthetic(3000, 20, 4)),
    }


def make_project(owner: User, table: Table) -> Project:
    project = actions.create_project(owner, "Benchmark", "numbers")
    fields = [
        actions.add_field(project, f"column {place}", column.kind, column.choices)
        for place, column in enumerate(table.columns)
    ]
    labels = [actions.add_label(project, f"label {name}") for name in table.labels]
    examples = [
        actions.NewExample(
            labels[answer],
            Content({str(f.number): v for f, v in zip(fields, row, strict=True)}),
        )
        for row, answer in zip(table.rows, table.answers, strict=True)
    ]
    actions.add_examples(project, examples, owner)
    return project


def trainings(projects: dict[str, Project], rounds: int) -> str:
    """Measure from the claimed row to the model in use, by the rows' own clock."""
    lines = [
        "From claimed row to stored model, evaluation included, in seconds:\n",
        f"| table | first after the start | median of {rounds} |",
        "|---|---|---|",
    ]
    for name, project in projects.items():
        first, *rest = [train(project) for _ in range(rounds + 1)]
        lines.append(f"| {name} | {first:.2f} | **{statistics.median(rest):.2f}** |")
    return "\n".join([*lines, ""])


def train(project: Project) -> float:
    """Train once; return the seconds."""
    ml_model = start_training(project)
    while ml_model.status in {"queued", "training"}:
        time.sleep(0.02)
        ml_model = MLModel.objects.get(pk=ml_model.pk)
    if ml_model.training_time is None or ml_model.status != "ready":
        raise RuntimeError(f"{project} was not trained: {ml_model.status}")
    return float(ml_model.training_time.total_seconds())


def in_the_browser(projects: dict[str, Project], site: str, rounds: int) -> str:
    """Measure from pressing Train until the page can answer, and one answer."""
    lines = [
        "In Chromium, libraries cached after the first:\n",
        "| table | from Train to usable, median | first | model's download |",
        "|---|---|---|---|",
    ]
    # Playwright's loop runs in this thread, and Django would not query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        for name, project in projects.items():
            context = browser.new_context()
            context.add_cookies([cookie_of(project.owner, site)])
            page = context.new_page()
            first, *rest = [press_train(page, site, project) for _ in range(rounds)]
            size = download_of(page)
            lines.append(
                f"| {name} | **{statistics.median(rest):.2f} s** | {first:.2f} s "
                f"| {size / 1000:.0f} kB |"
            )
            context.close()
        browser.close()
    return "\n".join([*lines, ""])


def cookie_of(user: User, site: str) -> Any:
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return {"name": name, "value": client.cookies[name].value, "url": site}


def press_train(page: Page, site: str, project: Project) -> float:
    """Return the seconds from pressing Train until the model is ready in the page."""
    MLModel.objects.filter(project=project).delete()
    page.goto(f"{site}/projects/{project.pk}/learn/")
    page.evaluate(WATCH)
    started = time.perf_counter()
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_selector("html[data-usable]", timeout=60_000)
    return time.perf_counter() - started


def download_of(page: Page) -> int:
    """Return the bytes of the model's files that the page's worker has fetched."""
    ml_model = MLModel.objects.get(is_current=True, project_id=page.url.split("/")[-3])
    folder = settings.STORAGE_FOLDER / ml_model.files_prefix
    names = set(ml_model.file_names) - FOR_PROGRAMS
    return sum((folder / name).stat().st_size for name in names)


def over_http(projects: dict[str, Project], site: str, seconds: int) -> str:
    """Measure classification for keys, the web process held to one core."""
    pin_web_process()
    lines = [
        f"Classification over HTTP, {CONNECTIONS} connections, web on one core:\n",
        "| table | requests a second | p50 | p95 |",
        "|---|---|---|---|",
    ]
    for name, project in projects.items():
        if MLModel.objects.of(project).current() is None:
            train(project)
        address = f"/api/scratch/{key_of(project)}/classify?{query_of(project)}"
        command = [sys.executable, "-m", "benchmarks.load", site + address]
        load = [*command, str(CONNECTIONS), str(seconds)]
        pinned = ["taskset", "-c", str(CORE_OF_LOAD), *load]
        done = subprocess.run(pinned, capture_output=True, text=True, check=True)
        lines.append(f"| {name} | {done.stdout.strip()} |")
    return "\n".join([*lines, ""])


def pin_web_process() -> None:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        ours = f"MLFORKIDS_DATA={settings.DATA_DIR}".encode() in environment
        if ours and b"\0web\0" in command:
            for thread in (folder / "task").iterdir():
                os.sched_setaffinity(int(thread.name), {CORE_OF_WEB})


def key_of(project: Project) -> str:
    return ProjectKey.objects.of_member(project, project.owner).spell()


def query_of(project: Project) -> str:
    example = project.examples.order_by("pk")[0]
    cells = [example.values[str(field.number)] for field in project.live_fields()]
    return "&".join(f"data={'' if cell is None else cell}" for cell in cells)


if __name__ == "__main__":
    main()
