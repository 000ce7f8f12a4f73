"""What became of what a class has sent, as tables."""

import statistics
import sys
from dataclasses import dataclass

from projects.models import Project

from .class_project_desks import Desk, Room


@dataclass
class Class:
    """A class with its project, and the pages that it has open: first its teacher's."""

    project: Project
    room: Room

    def lost(self) -> int:
        """Return how many examples were said to be stored, and are not."""
        stored = self.project.examples.values_list("pk", flat=True)
        return len(self.room.sent.keys() - {str(pk) for pk in stored})

    def twice(self) -> int:
        """Return how many rows there are beyond one for each of the texts sent."""
        texts = list(self.project.examples.values_list("text", flat=True))
        return len(texts) - len(set(texts))


@dataclass
class Used:
    """Seconds of processors, by who used them; and how long the load was."""

    seconds: dict[str, float]
    driver: float
    wall: float

    def share(self, name: str) -> str:
        return f"{self.seconds[name] / self.wall:.0%}"


@dataclass
class Rate:
    """How many examples were stored in one round, and what they cost."""

    examples: int
    used: Used

    @property
    def per_second(self) -> float:
        return self.examples / self.used.wall

    def cost(self, name: str) -> float:
        """Return milliseconds of a processor for one example."""
        return self.used.seconds[name] / self.examples * 1000


def unseen(desk: Desk) -> int:
    """Return how many examples of the project the page has not heard of."""
    return len(desk.room.sent.keys() - desk.seen.keys())


def lags_of(desk: Desk) -> list[float]:
    """Return how long the examples of others took to this page."""
    sent = desk.room.sent
    return [seen - sent[id] for id, seen in desk.seen.items() if id not in desk.own]


def report(made: list[Class], used: Used) -> None:
    desks = [desk for each in made for desk in each.room.desks]
    took = [each for desk in desks for each in desk.took]
    lags = [lag for desk in desks for lag in lags_of(desk)]
    wrong = sum(desk.count != len(desk.room.sent) for desk in desks)
    lost, twice = sum(map(Class.lost, made)), sum(map(Class.twice, made))
    unheard = sum(map(unseen, desks))
    rows = {
        "examples sent; lost; stored twice": f"{len(took)}; {lost}; {twice}",
        "not seen by a page; pages that count wrongly": f"{unheard}; {wrong}",
        "sent again; lists read again": f"{sum(desk.again for desk in desks)}; "
        f"{sum(desk.read_again for desk in desks)}",
        "adding, p50 / p95 / longest": describe(took),
        "from a click to another page, p50 / p95 / longest": describe(lags),
        "web process, of one core": used.share("web"),
        "PostgreSQL, of one core": used.share("PostgreSQL"),
        "Redis, of one core": used.share("Redis"),
        "the driver itself, of one core": f"{used.driver / used.wall:.0%}",
    }
    lines = [f"| {name} | {value} |" for name, value in rows.items()]
    title = f"{len(made)} × {len(made[0].room.desks) - 1} students, {used.wall:.0f} s"
    say("\n".join([f"| {title} | |", "|---|---|", *lines, ""]))


def check(made: Class) -> None:
    """Stop if anything was lost, stored twice, or not seen by all pages."""
    missing = sum(map(unseen, made.room.desks))
    if made.lost() or made.twice() or missing:
        raise RuntimeError(
            f"{made.lost()} lost, {made.twice()} twice, {missing} unseen"
        )


def report_rates(plain: list[Rate], ours: list[Rate]) -> None:
    names = ["", "examples a second", "web process, each", "PostgreSQL, each"]
    ratios = [
        our.per_second / their.per_second
        for our, their in zip(ours, plain, strict=True)
    ]
    lines = [
        f"| {' | '.join([*names, 'driver, each'])} |",
        "|---|---|---|---|---|",
        describe_rates("plain Django and DRF", plain),
        describe_rates("ours, all pages open", ours),
        f"| ours / plain, median of {len(ratios)} "
        f"| **{statistics.median(ratios):.2f}** "
        f"({min(ratios):.2f} to {max(ratios):.2f}) | | | |",
    ]
    say("\n".join(lines))


def describe_rates(name: str, rates: list[Rate]) -> str:
    middle = statistics.median(rate.per_second for rate in rates)
    web, database = (
        statistics.median(rate.cost(part) for rate in rates)
        for part in ("web", "PostgreSQL")
    )
    driver = statistics.median(rate.used.driver / rate.examples for rate in rates)
    costs = f"{web:.1f} ms | {database:.1f} ms | {driver * 1000:.1f} ms"
    return f"| {name} | **{middle:.0f}** | {costs} |"


def describe(times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    middle, longest = statistics.median(times), max(times)
    return f"{middle * 1000:.0f} ms / **{p95 * 1000:.0f} ms** / {longest * 1000:.0f} ms"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
