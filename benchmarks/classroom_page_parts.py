"""What `benchmarks.classroom_page` measures, beside the site on its data folder."""

import logging
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse

from classrooms import actions
from classrooms.models import Student, User
from projects.models import Project

ROUNDS = 20


def main() -> None:
    logging.disable(logging.INFO)
    setup_test_environment()
    measure(int(sys.argv[1]), int(sys.argv[2]))


def measure(student_count: int, project_count: int) -> None:
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
    client = Client()
    client.force_login(teacher)
    url = reverse(f"classrooms:{page}", args=[classroom_id])

    def ask(data: object) -> None:
        response = getattr(client, method)(url, data)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}.")

    return ask


def fill(students: Sequence[Student], count: int) -> None:
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
