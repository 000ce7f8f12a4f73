"""What learning leaves behind, whatever the kind, and how it says how far it is."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from typing import Any

Progress = Callable[[str, float], None]

SECONDS_BETWEEN_STEPS = 0.1  # Each is noted in the database.


class NothingToLearn(ValueError):
    """The examples cannot teach anything: one label only, or not a single value."""


@dataclass(frozen=True)
class Lesson:
    """What learning left behind: names of the files written, and how good it is."""

    files: list[str]
    evaluation: dict[str, Any]
    # Which label each output of the model stands for: its order may be another.
    label_order: list[int]
    stored_bytes: int = 0  # of these files


@dataclass
class Stopwatch:
    """Tells everyone how far learning is, and how long each stage took."""

    on_progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    _started: float = field(default_factory=time.perf_counter)
    _told: float = field(default_factory=time.perf_counter)

    def stage(self, name: str, fraction: float) -> None:
        """Say that this is being done; whoever listens may raise to stop it all."""
        self.on_progress(name, fraction)
        self._told = time.perf_counter()

    def step(self, name: str, fraction: float) -> None:
        """Say so unless something was said just now: for work in many small steps."""
        if time.perf_counter() > self._told + SECONDS_BETWEEN_STEPS:
            self.stage(name, fraction)

    def lap(self, name: str) -> None:
        """Note the time since the last lap under the name of a stage."""
        now = time.perf_counter()
        self.seconds[name] = round(now - self._started, 3)
        self._started = now


@cache
def versions(libraries: Sequence[str]) -> dict[str, str]:
    """Return the installed version of each of the libraries."""
    return {name: metadata.version(name) for name in libraries}
