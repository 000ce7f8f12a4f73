"""What this process is training right now, for the pulse that watches over it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .models import Training


@dataclass(frozen=True)
class Job:
    training: Training
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


_jobs: dict[int, Job] = {}


@contextmanager
def at_work_on(training: Training) -> Iterator[None]:
    job = Job(training)
    _jobs[id(job)] = job
    try:
        yield
    finally:
        del _jobs[id(job)]


def jobs() -> list[Job]:
    return list(_jobs.values())
