"""What `benchmarks.dashboard` measures beside a running site, on its data folder."""

import asyncio
import itertools
import os
import shutil
import sys
import time
import uuid
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

import psutil
import websockets
from django.conf import settings
from django.test import Client
from playwright.async_api import Page, ViewportSize, async_playwright

from classrooms.models import Classroom, Policy, Role, Student, Teaching, User
from classrooms.names import fold
from projects import actions
from projects.kinds import Content
from projects.models import Project
from training import progress
from training.models import MLModel, Status

EXAMPLES_A_SECOND = 30
LINES = 5  # on which they are posted, so that one slow answer does not hold up the rest
STEPS_A_SECOND = 10  # of trainings, as the worker announces them
PROJECTS_EACH = 5
EXAMPLES_EACH = 12
PASSWORD = "bench"  # noqa: S105 (of nobody)
COOKIE = settings.SESSION_COOKIE_NAME
SIZE: ViewportSize = {"width": 1600, "height": 1000}
WATCH = """() => {
  const seen = { gaps: [], tasks: [], counts: [] };
  globalThis.seen = seen;
  let last = performance.now();
  const tick = (now) => {
    seen.gaps.push(now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
  }).observe({ type: "longtask" });
  new MutationObserver((changes) => {
    const numbers = changes
      .map(({ target }) => target.closest?.(".count-number"))
      .filter(Boolean);
    for (const number of new Set(numbers)) {
      const tile = number.closest("student-tile");
      const name = tile.querySelector("[data-part=username]").textContent;
      seen.counts.push([name, Number(number.textContent), Date.now() / 1000]);
    }
  }).observe(document.querySelector("student-wall"), {
    childList: true, subtree: true,
  });
}"""


@dataclass
class Desk:
    """One student, with what it takes to post an example in their name."""

    user: User
    name: str
    project: Project
    session: str
    counts: dict[int, float] = field(default_factory=dict)  # when each was stored
    count: int = EXAMPLES_EACH


def main() -> None:
    site, students, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    # Setting up needs Django beside a running loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    teacher = User.objects.create_user("teacher@bench.example", PASSWORD)
    classroom = make_classroom(teacher)
    desks = [make_desk(classroom, number + 1) for number in range(students)]
    asyncio.run(run(site, classroom, session_of(teacher), desks, seconds))


def make_classroom(teacher: User) -> Classroom:
    classroom = Classroom.objects.create(name="Bench", code="BENCH555")
    Teaching.objects.create(classroom=classroom, user=teacher, role=Role.OWNER)
    Policy.objects.create(classroom=classroom)
    return classroom


def make_desk(classroom: Classroom, number: int) -> Desk:
    name = f"Student {number}"
    user = User.objects.create_user(is_student=True)
    Student.objects.create(
        user=user, classroom=classroom, username=name, folded_username=fold(name)
    )
    projects = [make_project(user, place) for place in range(PROJECTS_EACH)]
    return Desk(user, name, projects[-1], session_of(user))


def make_project(user: User, place: int) -> Project:
    project = actions.create_project(user, f"Project {place}", "numbers")
    actions.add_field(project, "weight", "number")
    labels = [actions.add_label(project, name) for name in ("cat", "dog", "mouse")]
    new = [
        actions.NewExample(label, Content({"1": float(row)}))
        for label in labels
        for row in range(EXAMPLES_EACH)
    ]
    actions.add_examples(project, new, user)
    return project


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return str(client.cookies[COOKIE].value)


async def run(
    site: str, classroom: Classroom, session: str, desks: list[Desk], seconds: int
) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        context = await browser.new_context(viewport=SIZE)
        await context.add_cookies([{"name": COOKIE, "value": session, "url": site}])
        page = await context.new_page()
        sockets = await asyncio.gather(*(open_socket(site, desk) for desk in desks))
        await page.goto(f"{site}/classrooms/{classroom.pk}/live/")
        await page.wait_for_selector("[data-state=live]")
        await page.get_by_text(f"{len(desks)} of {len(desks)} here").wait_for()
        await asyncio.sleep(2)
        await page.evaluate(WATCH)
        say("begun")
        before = seconds_of_browser()
        await load(site, desks, seconds)
        used = (seconds_of_browser() - before) / seconds
        say("over")
        await asyncio.sleep(1.5)
        await report(page, desks)
        say(f"| Chromium, of one core | {used:.0%} |")
        await asyncio.gather(*(socket.close() for socket in sockets))
        await browser.close()


async def open_socket(site: str, desk: Desk) -> websockets.ClientConnection:
    address = f"{site.replace('http', 'ws', 1)}/ws/here/"
    return await websockets.connect(
        f"{address}?step=train&project={desk.project.pk}",
        origin=websockets.Origin(site),
        additional_headers={"Cookie": f"{COOKIE}={desk.session}"},
    )


async def load(site: str, desks: list[Desk], seconds: int) -> None:
    """Make changes for so long, at an even pace."""
    end = time.monotonic() + seconds
    learning, adding = desks[: len(desks) // 3], desks[len(desks) // 3 :]
    await asyncio.gather(
        asyncio.to_thread(move_trainings, learning, end),
        *(
            asyncio.to_thread(post_examples, site, adding[place::LINES], end)
            for place in range(LINES)
        ),
    )


def post_examples(site: str, desks: list[Desk], end: float) -> None:
    line = HTTPConnection(urlsplit(site).netloc, timeout=10)
    for desk in itertools.cycle(desks):
        began = time.monotonic()
        if began > end:
            return
        post_example(line, desk)
        time.sleep(max(0, began + LINES / EXAMPLES_A_SECOND - time.monotonic()))


def post_example(line: HTTPConnection, desk: Desk) -> None:
    token = "b" * 32
    line.request(
        "POST",
        f"/api/projects/{desk.project.pk}/examples/",
        body=f'{{"id": "{uuid.uuid4()}", "label": 1, "values": {{"1": 7}}}}',
        headers={
            "Content-Type": "application/json",
            "Cookie": f"{COOKIE}={desk.session}; csrftoken={token}",
            "X-CSRFToken": token,
        },
    )
    desk.count += 1
    desk.counts[desk.count] = time.time()
    answer = line.getresponse()
    answer.read()
    if answer.status != 201:
        raise RuntimeError(f"An example was not stored: {answer.status}")


def move_trainings(desks: list[Desk], end: float) -> None:
    """Do as the worker does: note each step, and announce it."""
    models = [MLModel.objects.create(project=desk.project) for desk in desks]
    MLModel.objects.update(status=Status.TRAINING)
    for step in itertools.count():
        began = time.monotonic()
        if began > end:
            return
        ml_model = models[step % len(models)]
        ml_model.note_progress("learning", min(1, step / 20 / len(models)))
        progress.announce(ml_model.project)
        time.sleep(max(0, began + 1 / STEPS_A_SECOND - time.monotonic()))


def seconds_of_browser() -> float:
    """Return how long all of Chromium has been at work: the page, and who paints it."""
    times = [each.cpu_times() for each in psutil.Process().children(recursive=True)]
    return float(sum(each.user + each.system for each in times))


async def report(page: Page, desks: list[Desk]) -> None:
    seen = await page.evaluate("() => globalThis.seen")
    gaps = sorted(seen["gaps"])
    stored = sum(len(desk.counts) for desk in desks)
    lags = sorted(lags_of(seen["counts"], desks))
    tasks = seen["tasks"]
    rows = {
        "examples sent, and seen on the screen": f"{stored}, {len(lags)}",
        "frame gap, p95": f"**{part_of(gaps, 0.95):.0f} ms**",
        "frame gap, longest": f"{gaps[-1]:.0f} ms",
        "long tasks": f"{len(tasks)}, longest {max(tasks, default=0):.0f} ms",
        "from sending to the screen, p50": f"{part_of(lags, 0.5) * 1000:.0f} ms",
        "from sending to the screen, p95": f"**{part_of(lags, 0.95) * 1000:.0f} ms**",
    }
    lines = [f"| {name} | {value} |" for name, value in rows.items()]
    say("\n".join([f"| {len(desks)} students | |", "|---|---|", *lines]))


def lags_of(counts: list[tuple[str, int, float]], desks: list[Desk]) -> list[float]:
    """Return how long each count took; one that was passed over, till a later one."""
    by_name = {desk.name: desk for desk in desks}
    lags = []
    for name, count, seen_at in counts:
        waiting = by_name[name].counts
        for each in [each for each in waiting if each <= count]:
            lags.append(seen_at - waiting.pop(each))
    return lags


def part_of(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
