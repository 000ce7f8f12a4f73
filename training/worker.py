"""The worker's pulse: warms it up, says that it lives, watches what it is at."""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import dramatiq
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import close_old_connections
from dramatiq.middleware import Middleware
from redis.exceptions import RedisError

from . import actions, at_work, learning, progress, results, schedule, workplace
from .models import Problem
from .tasks import TIME_LIMIT

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_BEATS = 5
SECONDS_BETWEEN_ROUNDS = 15  # of looking for what nobody is at, and what is due
# Python interrupts a training at the limit; C++ code it cannot, so the pulse does.
SECONDS_OF_GRACE = 20
SECONDS_ALLOWED = TIME_LIMIT / 1000 + SECONDS_OF_GRACE


class WorkerPulse(Middleware):
    """Runs beside the threads that train, in each worker process.

    `beat` tells the rest of the site that this worker lives.
    """

    def __init__(self, beat: Callable[[], None]) -> None:
        self.beat = beat
        self.stopped = threading.Event()

    def before_worker_boot(self, broker: dramatiq.Broker, worker: Any) -> None:
        workplace.move_in()
        # A child's first training must not wait for TensorFlow to load.
        learning.warm_up()

    def after_worker_boot(self, broker: dramatiq.Broker, worker: Any) -> None:
        threading.Thread(target=self.run, name="pulse", daemon=True).start()

    def before_worker_shutdown(self, broker: dramatiq.Broker, worker: Any) -> None:
        self.stopped.set()

    def after_worker_shutdown(self, broker: dramatiq.Broker, worker: Any) -> None:
        with suppress(DatabaseError):  # Who finds them silent later sees to them.
            actions.hand_back()
        workplace.move_out()

    def run(self) -> None:
        next_round = 0.0
        while not self.stopped.is_set():
            try:
                watch_jobs()  # First, because without Redis jobs go on.
                self.beat()
                if time.monotonic() >= next_round:
                    actions.recover()
                    schedule.send_due()
                    next_round = time.monotonic() + SECONDS_BETWEEN_ROUNDS
            except (DatabaseError, RedisError, OSError, dramatiq.errors.BrokerError):
                logger.warning("The worker waits for PostgreSQL and Redis.")
            finally:
                close_old_connections()
            self.stopped.wait(SECONDS_BETWEEN_BEATS)


def watch_jobs() -> None:
    """Say what this worker is at; end what has gone too far."""
    memory = memory_used()
    for job in at_work.jobs():
        job.training.beat()
        if job.seconds > SECONDS_ALLOWED:
            give_up(job, Problem.TOO_SLOW)
        elif memory > settings.WORKER_MEMORY * 1024 * 1024:
            give_up(job, Problem.TOO_LARGE)


def give_up(job: at_work.Job, problem: Problem) -> None:
    """Fail the job and end this process, which cannot be stopped otherwise.

    A fresh worker takes its place; what else it was at is queued again.
    """
    logger.error("A training was given up: %s", problem)
    results.fail(job.training, problem)
    progress.announce_training(job.training)
    workplace.move_out()
    os._exit(1)


def memory_used() -> int:
    """Return how many bytes of memory this process occupies."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
