"""What `benchmarks.class_project` measures beside a running site, on its data."""

import asyncio
import random
import sys
import time
from collections.abc import Awaitable

import psutil
from django.conf import settings
from django.test import Client

from classrooms.actions import open_classroom
from classrooms.models import Student, User
from classrooms.names import fold
from projects import actions

from .class_project_desks import Desk, Room
from .class_project_plain import plain_site
from .class_project_tables import (
    Class,
    Rate,
    Used,
    check,
    report,
    report_rates,
    unseen,
)
from .dashboard import seconds_of, seconds_of_site

SECONDS_TO_ARRIVE = 10  # for what was sent last
PAUSE = 3  # seconds between two measurements
OF_TEACHERS, OF_STUDENTS = settings.AUTHENTICATION_BACKENDS
COOKIE = settings.SESSION_COOKIE_NAME


def main() -> None:
    site = sys.argv[1]
    students, examples, seconds, classes, rounds, round_seconds = map(int, sys.argv[2:])
    time.sleep(PAUSE)  # The worker has warmed up.
    for count in [1, classes] if classes else [1]:
        made = [make_class(site, students) for _ in range(count)]
        used = asyncio.run(with_pages(made, fill(made, examples, seconds)))
        report(made, used)
        time.sleep(PAUSE)
    if rounds:
        compare(site, students, rounds, round_seconds)


def make_class(site: str, students: int) -> Class:
    """Make a class whose students all have the page of its project open."""
    number = User.objects.count()
    teacher = User.objects.create_user(f"teacher{number}@bench.example", "bench")
    classroom = open_classroom(teacher, f"Bench {number}")
    project = actions.create_class_project(classroom, teacher, "Bench", "text")
    label = actions.add_label(project, "cat")
    address = f"/api/projects/{project.pk}/examples/"
    pages = f"/ws/projects/{project.pk}"
    sockets = (f"{pages}/live/", f"{pages}/training/")
    room = Room(address, {"label": label.number}, sockets)
    people = [User.objects.create_user(is_student=True) for _ in range(students)]
    for place, user in enumerate(people):
        name = f"Student {place}"
        Student.objects.create(
            user=user, classroom=classroom, username=name, folded_username=fold(name)
        )
    here = (f"/ws/here/?step=train&project={project.pk}",)
    room.desks = [Desk(site, room, cookie_of(teacher, OF_TEACHERS))] + [
        Desk(site, room, cookie_of(user, OF_STUDENTS), here) for user in people
    ]
    return Class(project, room)


def cookie_of(user: User, backend: str) -> str:
    client = Client()
    client.force_login(user, backend)
    return f"{COOKIE}={client.cookies[COOKIE].value}"


async def measure(load: Awaitable[object], web: psutil.Process | None = None) -> Used:
    """Wait for `load`; return how long it took, and who worked for it."""
    before, own, began = seconds_of_all(web), time.process_time(), time.monotonic()
    await load
    wall, driver = time.monotonic() - began, time.process_time() - own
    after = seconds_of_all(web)
    used = {name: after[name] - before.get(name, 0) for name in after}
    return Used(used, driver, wall)


def seconds_of_all(web: psutil.Process | None) -> dict[str, float]:
    """Return how long each part has been at work; `web` in place of our own, if any."""
    seconds = seconds_of_site() | {"PostgreSQL": seconds_of_postgres()}
    return seconds | ({"web": seconds_of(web)} if web else {})


def seconds_of_postgres() -> float:
    """Return how long it has been at work, for connections that have ended, too."""
    pid_file = settings.SERVICES.postgres_folder / "postmaster.pid"
    postgres = psutil.Process(int(pid_file.read_text().split()[0]))
    ended = postgres.cpu_times()
    working = sum(map(seconds_of, [postgres, *postgres.children()]))
    return float(working + ended.children_user + ended.children_system)


async def with_pages(made: list[Class], load: Awaitable[object]) -> Used:
    """Measure `load` while all pages are open, and wait until they have heard of it."""
    desks = [desk for each in made for desk in each.room.desks]
    for desk in desks:
        await desk.open()
    await asyncio.sleep(PAUSE)
    used = await measure(load)
    await until_all_is_seen(desks)
    await asyncio.gather(*(desk.close() for desk in desks))
    return used


async def fill(made: list[Class], examples: int, seconds: int) -> None:
    """Have all students add, at moments of their own."""
    adding = [desk for each in made for desk in each.room.desks[1:]]
    await asyncio.gather(*(click(desk, examples, seconds) for desk in adding))


async def click(desk: Desk, examples: int, seconds: int) -> None:
    began = time.monotonic()
    moments = sorted(random.uniform(0, seconds) for _ in range(examples))  # noqa: S311
    for moment in moments:
        due = began + moment
        await asyncio.sleep(max(0, due - time.monotonic()))
        await desk.add(due)


async def until_all_is_seen(desks: list[Desk]) -> None:
    deadline = time.monotonic() + SECONDS_TO_ARRIVE
    while time.monotonic() < deadline:
        if not any(map(unseen, desks)):
            return
        await asyncio.sleep(0.1)


async def add_until(desk: Desk, end: float) -> None:
    while time.monotonic() < end:
        await desk.add(time.monotonic())


async def race(desks: list[Desk], seconds: int) -> None:
    """Have all of `desks` add one after the other, as fast as it goes."""
    end = time.monotonic() + seconds
    await asyncio.gather(*(add_until(desk, end) for desk in desks))
    for desk in desks:
        desk.hang_up()  # What comes next has an event loop of its own.


def compare(site: str, students: int, rounds: int, seconds: int) -> None:
    """Measure how many examples a second are stored, there and here in turns."""
    plain_rates, our_rates = [], []
    with plain_site(students) as (plain, process):
        for _ in range(rounds):
            before = len(plain.sent)
            used = asyncio.run(measure(race(plain.desks, seconds), process))
            plain_rates.append(Rate(len(plain.sent) - before, used))
            time.sleep(PAUSE)
            made = make_class(site, students)
            adding = race(made.room.desks[1:], seconds)
            used = asyncio.run(with_pages([made], adding))
            our_rates.append(Rate(len(made.room.sent), used))
            check(made)
            time.sleep(PAUSE)
    report_rates(plain_rates, our_rates)


if __name__ == "__main__":
    main()
