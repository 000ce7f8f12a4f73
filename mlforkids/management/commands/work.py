"""The worker process: the only one with TensorFlow."""

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
from training.worker import WorkerPulse

# Read by TensorFlow and OpenMP when an actor loads them.
CALM = {
    "OMP_NUM_THREADS": "1",  # Threads that fight for two cores take far longer.
    "TFDF_DISABLE_WELCOME_MESSAGE": "1",  # It takes a worker for a notebook.
    "TF_CPP_MIN_LOG_LEVEL": "3",  # What matters is raised; the rest is about GPUs.
}
MILLISECONDS_TO_STOP = 4_000


class KindStop(dramatiq.Middleware):
    """Lets jobs end before the process does; while it warms up there are none."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop

    def before_worker_boot(self, broker: dramatiq.Broker, worker: Any) -> None:
        """Listen to signals: the warming up, before in the list, is over."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop.set())


class Command(BaseCommand):
    """Do what was queued."""

    help = "Run one worker process. `serve` runs everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of jobs at a time."""
        parser.add_argument("--threads", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop; what is unfinished then goes back to the queue."""
        # One process, unlike Dramatiq's own command, whose master and child share
        # no memory worth the name here, and leave the child behind when killed.
        os.environ.update({name: os.environ.get(name, CALM[name]) for name in CALM})
        stop = threading.Event()
        broker = dramatiq.get_broker()
        broker.add_middleware(WorkerPulse(beat=health.beat))
        broker.add_middleware(KindStop(stop))
        broker.emit_after("process_boot")
        autodiscover_modules("tasks")
        worker = dramatiq.Worker(broker, worker_threads=options["threads"])
        worker.start()
        stop.wait()
        worker.stop(timeout=MILLISECONDS_TO_STOP)
        broker.close()
        with suppress(RedisError):
            health.leave()
