"""How fast a teacher's page of a full class is, and how long it takes to fill one.

    .venv/bin/python -m benchmarks.classroom_page [--students 60] [--projects 300]

Uses a test database of its own, which is gone afterwards. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from classrooms.models import Student, User

ROUNDS = 20


def main() -> None:
    arguments = parse_arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
    sys.argv[1:] = ["test"]  # The settings of tests, but for the hashers.
    django.setup()
    logging.disable(logging.INFO)

    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        measure(arguments.students, arguments.projects)
    finally:
        runner.teardown_databases(databases)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--projects", type=int, default=300)
    return parser.parse_args()


def measure(student_count: int, project_count: int) -> None:
    from classrooms import actions
    from classrooms.models import User

    teacher = User.objects.create_user("teacher@school.example")
    classroom = actions.open_classroom(teacher, "Year 5")
    say("| what | time | of a processor |\n|---|---|---|")
    lines = "\n".join(f"name {number},g{number % 4}" for number in range(2000))
    post = browser_of(teacher, "add-students", classroom.pk)
    table = {"way": "list", "table": lines}
    tell("look at a list of 2,000 lines", 3, lambda: post(table))
    many = {"way": "many", "begins_with": "star", "count": student_count}
    tell(f"add {student_count} students and make their cards", 1, lambda: post(many))
    students = list(classroom.students.all())
    fill(students, project_count)
    get = browser_of(teacher, "detail", classroom.pk, "get")
    words = f"page of {student_count} students with {project_count} projects"
    tell(words, ROUNDS, lambda: get(None))
    reset = browser_of(teacher, "reset-passphrases", classroom.pk)
    everybody = {"student": [student.pk for student in students]}
    tell(f"new words for {student_count} students", 3, lambda: reset(everybody))


def browser_of(
    teacher: User, page: str, classroom_id: object, method: str = "post"
) -> Callable[[object], None]:
    """Return what opens that page of the class, in this process, as the teacher."""
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.force_login(teacher)
    url = reverse(f"classrooms:{page}", args=[classroom_id])

    def ask(data: object) -> None:
        response = getattr(client, method)(url, data)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}.")

    return ask


def fill(students: Sequence[Student], count: int) -> None:
    from projects.models import Project

    Project.objects.bulk_create(
        Project(
            owner=students[number % len(students)].user,
            name=f"Project {number}",
            kind_code="numbers",
        )
        for number in range(count)
    )


def tell(what: str, rounds: int, ask: Callable[[], None]) -> None:
    """Print the medians of a few rounds; with more than one, the first warms up."""
    times = []
    for _ in range(rounds):
        begun, used = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - begun, time.process_time() - used))
    seconds, work = map(statistics.median, zip(*(times[1:] or times), strict=True))
    say(f"| {what} | {seconds * 1000:.0f} ms | {work * 1000:.0f} ms |")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
