"""What this process is training right now, for the pulse that watches over it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .models import MLModel


@dataclass(frozen=True)
class Job:
    ml_model: MLModel
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began


_jobs: dict[int, Job] = {}


@contextmanager
def at_work_on(ml_model: MLModel) -> Iterator[None]:
    job = Job(ml_model)
    _jobs[id(job)] = job
    try:
        yield
    finally:
        del _jobs[id(job)]


def jobs() -> list[Job]:
    return list(_jobs.values())
