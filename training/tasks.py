"""Training, away from the request. The worker of `bin/serve` runs these."""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import dramatiq
from dramatiq.middleware import Shutdown, TimeLimitExceeded

from . import learning, progress, results, sweeping
from .at_work import at_work_on
from .models import LocalModel, MLModel, Problem, Training

logger = logging.getLogger(__name__)

TIME_LIMIT = 2 * 60 * 1000  # Dramatiq counts in milliseconds.
SECONDS_BETWEEN_NEWS = 0.2


T = TypeVar("T", bound=Training)
Learn = Callable[[T, learning.Progress], learning.Lesson]
Keep = Callable[[T, learning.Lesson], bool]


class NoLongerWanted(Exception):
    """The model was cancelled or deleted while it was trained."""


@dramatiq.actor(queue_name="training", max_retries=0, time_limit=TIME_LIMIT)
def train_model(ml_model_id: str) -> None:
    """Train one queued model, keeping those who wait for it informed.

    Brokers deliver at least once. `claim` makes a second delivery do nothing, and
    nothing is retried: a student who sees a failure presses Train again.
    """
    ml_model = MLModel.objects.claim(ml_model_id)
    if ml_model is not None:
        with at_work_on(ml_model):
            attempt(ml_model, learning.learn, results.keep)


@dramatiq.actor(queue_name="training", max_retries=0, time_limit=TIME_LIMIT)
def train_local_model(local_model_id: str) -> None:
    """Train a model for a browser, which asks by itself how far it is."""
    local_model = LocalModel.objects.claim(local_model_id)
    if local_model is not None:
        with at_work_on(local_model):
            attempt(local_model, learning.learn_local, results.keep_local)


def attempt(training: T, learn: Learn[T], keep: Keep[T]) -> None:
    """Train a claimed model; however it ends, its row says so, and who waits hears."""
    try:
        lesson = learn(training, Reporter(training).report)
    except NoLongerWanted:
        results.discard(training)
    except learning.NothingToLearn:  # Deleted since Train was pressed.
        results.fail(training, Problem.TOO_LITTLE)
    except TimeLimitExceeded:
        results.fail(training, Problem.TOO_SLOW)
    except MemoryError:
        results.fail(training, Problem.TOO_LARGE)
    except Shutdown:
        training.queue_again()
        results.discard(training)
        raise
    except BaseException as error:  # Interrupts are not Exceptions.
        if is_wanted(training) or not isinstance(error, Exception):
            results.fail(training, Problem.UNKNOWN)
            raise
        # Rows and folders vanish under a training whose project is erased.
        logger.info("A training ended with what it was for: %s", type(error).__name__)
        results.discard(training)
    else:
        keep(training, lesson)
    finally:
        progress.announce_training(training)


def is_wanted(training: Training) -> bool:
    return training.rows().at_work_on(training).exists()


@dataclass
class Reporter:
    """Notes and announces how far a training is, unless nobody wants it any more."""

    training: Training
    announced: float = -math.inf

    def report(self, stage: str, fraction: float) -> None:
        """Note every step, and tell people as often as they can see a difference."""
        if not self.training.note_progress(stage, fraction):
            raise NoLongerWanted
        if time.monotonic() > self.announced + SECONDS_BETWEEN_NEWS:
            progress.announce_training(self.training)
            self.announced = time.monotonic()


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def sweep_files() -> None:
    """Delete files that no row stands for: what a crash at a bad moment has left."""
    sweeping.sweep_files()
