"""What `benchmarks.image_training` measures, beside the site on its data folder."""

import os
import shutil
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from playwright.sync_api import Browser, sync_playwright

from classrooms.models import User
from projects import actions
from projects.kinds.images import FOR_LEARNING

from .press_train import READING, press_train
from .site_parts import cookie_of, say

EACH = 30  # pictures of each label at first
MORE = 5  # of each, that are added then
HERE = Path(__file__).resolve().parent


def main() -> None:
    rounds, site = int(sys.argv[1]), sys.argv[2]
    yardstick, data = Path(sys.argv[3]), Path(sys.argv[4])
    # Playwright's loop runs in this thread, and Django would not query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    teacher = User.objects.create_user("teacher@bench.example", "bench")
    measured: list[dict[str, Any]] = []
    with sync_playwright() as playwright, Neighbour(yardstick) as neighbour:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for _ in range(rounds):
            lesson = Lesson(teacher, data)
            measured.append(
                {
                    **measure_site(chromium, site, lesson),
                    **neighbour.measure(chromium, lesson),
                }
            )
        chromium.close()
    say(table(measured))


class Lesson:
    """A new project of two labels, whose pictures nobody has looked at."""

    def __init__(self, owner: User, data: Path) -> None:
        self.project = actions.create_project(owner, "Benchmark", "images")
        self.folders = sorted(path for path in data.iterdir() if path.is_dir())[:2]
        self.labels = [
            actions.add_label(self.project, folder.name) for folder in self.folders
        ]
        self.add(0, EACH)

    def add(self, start: int, end: int) -> None:
        for label, folder in zip(self.labels, self.folders, strict=True):
            for path in sorted(folder.iterdir())[start:end]:
                content = path.read_bytes()
                actions.add_upload(self.project, label, content, self.project.owner)

    @property
    def question(self) -> Path:
        """A picture that is not among the examples."""
        return sorted(self.folders[1].iterdir())[EACH + MORE]


def measure_site(
    chromium: Browser, site: str, lesson: Lesson
) -> dict[str, dict[str, float]]:
    """Press Train, and press it again after ten pictures came."""
    context = chromium.new_context()
    context.add_cookies([cookie_of(lesson.project.owner, site)])
    asked = (context.new_page(), site, lesson.project, lesson.question, "image/jpeg")
    first = press_train(*asked)
    lesson.add(EACH, EACH + MORE)
    again = press_train(*asked)
    context.close()
    return {"first": first, "again": again}


class Neighbour:
    """A page that does the plain recipe, with the same pictures, on its own server."""

    def __init__(self, base: Path) -> None:
        self.root = Path(settings.DATA_DIR) / "neighbour"
        self.root.mkdir()
        vendor = settings.BASE_DIR / "static" / "vendor"
        for name in ("tfjs", "tfjs-wasm"):
            (self.root / name).symlink_to(vendor / name)
        (self.root / "pages").symlink_to(HERE / "pages")
        (self.root / "base").symlink_to(base.resolve())
        (self.root / "pictures").mkdir()
        handler = partial(Quiet, directory=str(self.root))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> "Neighbour":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()

    def measure(self, chromium: Browser, lesson: Lesson) -> dict[str, dict[str, float]]:
        """Learn what the site learnt first, and then all that is there now."""
        pictures = self.bring(lesson)
        by_label = [
            [each for each in pictures if each["label"] == place] for place in range(2)
        ]
        before = [each for group in by_label for each in group[:EACH]]
        return {
            "plain first": self.press(chromium, before, lesson),
            "plain again": self.press(chromium, pictures, lesson),
        }

    def bring(self, lesson: Lesson) -> list[dict[str, Any]]:
        places = {label.pk: place for place, label in enumerate(lesson.labels)}
        (self.root / "question.jpg").write_bytes(lesson.question.read_bytes())
        pictures = []
        for example in lesson.project.examples.order_by("created_at", "pk"):
            with default_storage.open(f"{example.files_prefix}{FOR_LEARNING}") as file:
                path = self.root / "pictures" / f"{example.pk}.jpg"
                path.write_bytes(file.read())
            address = f"/pictures/{path.name}"
            pictures.append(
                {"address": address, "label": places[example.label_id or 0]}
            )
        return pictures

    def press(
        self, chromium: Browser, pictures: list[dict[str, Any]], lesson: Lesson
    ) -> dict[str, float]:
        page = chromium.new_context().new_page()
        port = self.server.server_address[1]
        page.goto(f"http://127.0.0.1:{port}/pages/plain_recipe.html")
        page.wait_for_selector("html[data-ready]", state="attached")
        page.wait_for_timeout(READING)
        question = f"/pictures/{Path(pictures[0]['address']).name}"
        told: dict[str, float] = page.evaluate(
            "([pictures, question]) => learnAndAnswer(pictures, 2, question)",
            [pictures, question],
        )
        page.context.close()
        return told


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words: object) -> None:
        """Say nothing of each request."""


def table(measured: list[dict[str, Any]]) -> str:
    def median(name: str, part: str = "all") -> float:
        return float(statistics.median(each[name][part] for each in measured))

    lines = [
        f"From Train to the first answer, medians of {len(measured)} rounds:\n",
        "| pictures | ours | looking, learning | plain | ratio | slowest frame |",
        "|---|---|---|---|---|---|",
    ]
    for name, words in {
        "first": f"{2 * EACH}, for the first time",
        "again": f"{2 * MORE} more",
    }.items():
        ours, plain = median(name), median(f"plain {name}")
        lines.append(
            f"| {words} | **{ours:.2f} s** | {median(name, 'looking'):.2f} s, "
            f"{median(name, 'learning'):.2f} s "
            f"| {plain:.2f} s | **{ours / plain:.2f}** "
            f"| {median(name, 'slowest'):.0f} ms |"
        )
    looking, learning = (
        median("plain first", part) for part in ("looking", "learning")
    )
    lines.append(
        f"\nThe plain recipe looks for {looking:.2f} s, learns for {learning:.2f} s."
    )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
