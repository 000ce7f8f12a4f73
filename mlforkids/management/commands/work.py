"""The worker process: the only one with TensorFlow."""

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

import dramatiq
from django.core.management import BaseCommand
from django.utils.module_loading import autodiscover_modules
from redis.exceptions import RedisError

from mlforkids import health
from training.checks import NETWORKS
from training.worker import WorkerPulse

# Read by TensorFlow and OpenMP when an actor loads them.
CALM = {
    "OMP_NUM_THREADS": "1",  # Threads that fight for two cores take far longer.
    "TFDF_DISABLE_WELCOME_MESSAGE": "1",  # It takes a worker for a notebook.
    "TF_CPP_MIN_LOG_LEVEL": "3",  # What matters is raised; the rest is about GPUs.
}
# At the queue: while it is empty, half of this is what a child waits on average.
MILLISECONDS_BETWEEN_LOOKS = 50
MILLISECONDS_TO_STOP = 4_000


class FirstJob(dramatiq.Middleware):
    """Stands between the warming up, which is before it in the list, and all jobs."""

    def __init__(self, stop: threading.Event, after: int | None) -> None:
        self.stop = stop
        self.after = after

    def before_worker_boot(self, broker: dramatiq.Broker, worker: Any) -> None:
        """Wait until the site is ready; from now on, let jobs end before we stop."""
        if self.after is not None:
            os.read(self.after, 1)  # Returns when the other end is closed.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop.set())


class Command(BaseCommand):
    """Do what was queued."""

    requires_system_checks = NETWORKS
    help = "Run one worker process. `serve` runs everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of jobs at a time."""
        parser.add_argument("--threads", type=int, default=2)
        parser.add_argument("--after", type=int, help="a pipe to be closed before")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop; what is unfinished then goes back to the queue."""
        # One process, unlike Dramatiq's own command, whose master and child share
        # no memory worth the name here, and leave the child behind when killed.
        os.environ.update({name: os.environ.get(name, CALM[name]) for name in CALM})
        stop = threading.Event()
        broker = dramatiq.get_broker()
        broker.add_middleware(WorkerPulse(beat=health.beat))
        broker.add_middleware(FirstJob(stop, options["after"]))
        broker.emit_after("process_boot")
        autodiscover_modules("tasks")
        worker = dramatiq.Worker(
            broker,
            worker_threads=options["threads"],
            worker_timeout=MILLISECONDS_BETWEEN_LOOKS,
        )
        worker.start()
        stop.wait()
        worker.stop(timeout=MILLISECONDS_TO_STOP)
        broker.close()
        with suppress(RedisError):
            health.leave()
        logging.shutdown()
        os._exit(0)  # TensorFlow takes seconds to take itself apart.
