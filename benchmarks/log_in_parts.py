"""What `benchmarks.log_in` does to a running site, beside it on its data folder."""

import random
import re
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from classrooms.actions import add_students, open_classroom
from classrooms.models import User

SECONDS = 10  # in which a class comes in
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ENOUGH = 60  # seconds after which nobody waits any more
Card = dict[str, str]


def main() -> None:
    count, rounds, site = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    cards = make_cards(count)
    lines = [
        f"{count} students come in; {rounds} rounds each:\n",
        "| arriving | all in | median | p95 | longest |",
        "|---|---|---|---|---|",
    ]
    for name, seconds in {"within 10 s": SECONDS, "all at once": 0}.items():
        times = [
            taken for _ in range(rounds) for taken in come_in(site, cards, seconds)
        ]
        lines.append(describe(name, times, count * rounds))
    sys.stdout.write("\n".join(lines) + "\n")


def make_cards(count: int) -> list[Card]:
    teacher = User.objects.create_user("teacher@bench.example", "bench")
    classroom = open_classroom(teacher, "Benchmark")
    names = [f"student {number}" for number in range(count)]
    return [
        {"code": classroom.code, "username": str(student), "passphrase": words}
        for student, words in add_students(classroom, names)
    ]


def come_in(site: str, cards: list[Card], seconds: float) -> list[float]:
    """Log all of them in, spread over that time; return how long each took."""
    pauses = sorted(random.uniform(0, seconds) for _ in cards)  # noqa: S311 (no secret)
    with ThreadPoolExecutor(len(cards)) as browsers:
        tries = [
            browsers.submit(log_in, site, card, pause)
            for card, pause in zip(cards, pauses, strict=True)
        ]
        return [each.result() for each in tries]


def log_in(site: str, card: Card, pause: float) -> float:
    """Return how many seconds passed from the press on the button to the next page."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    time.sleep(pause)
    page = browser.open(f"{site}/join/", timeout=ENOUGH).read().decode()
    token = TOKEN.search(page)
    assert token  # noqa: S101 (or there is nothing to measure)
    form = urlencode({**card, "csrfmiddlewaretoken": token[1]}).encode()
    started = time.perf_counter()
    address = f"{site}/join/"
    request = Request(address, form, {"Referer": address})  # noqa: S310 (our own)
    with browser.open(request, timeout=ENOUGH) as answer:
        answer.read()
        if not answer.url.endswith("/projects/"):
            raise RuntimeError(f"{card['username']} is not in, but at {answer.url}")
    return time.perf_counter() - started


def describe(name: str, times: list[float], expected: int) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    return (
        f"| {name} | {len(times)} of {expected} | {statistics.median(times):.2f} s "
        f"| **{p95:.2f} s** | {max(times):.2f} s |"
    )


if __name__ == "__main__":
    main()
