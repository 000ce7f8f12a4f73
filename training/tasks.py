"""Training, away from the request. The worker of `bin/serve` runs these."""

import logging
import math
import time
from dataclasses import dataclass

import dramatiq
from dramatiq.middleware import Shutdown, TimeLimitExceeded

from . import learning, progress, results, sweeping
from .at_work import at_work_on
from .models import MLModel, Problem

logger = logging.getLogger(__name__)

TIME_LIMIT = 2 * 60 * 1000  # Dramatiq counts in milliseconds.
SECONDS_BETWEEN_NEWS = 0.2


class NoLongerWanted(Exception):
    """The model was cancelled or deleted while it was trained."""


@dramatiq.actor(queue_name="training", max_retries=0, time_limit=TIME_LIMIT)
def train_model(ml_model_id: str) -> None:
    """Train one queued model, keeping those who wait for it informed.

    Brokers deliver at least once. `claim` makes a second delivery do nothing, and
    nothing is retried: a student who sees a failure presses Train again.
    """
    ml_model = MLModel.objects.claim(ml_model_id)
    if ml_model is None:
        return
    try:
        with at_work_on(ml_model):
            attempt(ml_model)
    finally:
        progress.announce(ml_model.project)


def attempt(ml_model: MLModel) -> None:
    """Train a claimed model; however it ends, its row says so."""
    try:
        lesson = learning.learn(ml_model, Reporter(ml_model).report)
    except NoLongerWanted:
        results.discard(ml_model)
    except learning.NothingToLearn:  # Deleted since Train was pressed.
        results.fail(ml_model, Problem.TOO_LITTLE)
    except TimeLimitExceeded:
        results.fail(ml_model, Problem.TOO_SLOW)
    except MemoryError:
        results.fail(ml_model, Problem.TOO_LARGE)
    except Shutdown:
        ml_model.queue_again()
        results.discard(ml_model)
        raise
    except BaseException as error:  # Interrupts are not Exceptions.
        if is_wanted(ml_model) or not isinstance(error, Exception):
            results.fail(ml_model, Problem.UNKNOWN)
            raise
        # Rows and folders vanish under a training whose project is erased.
        logger.info("A training ended with what it was for: %s", type(error).__name__)
        results.discard(ml_model)
    else:
        results.keep(ml_model, lesson)


def is_wanted(ml_model: MLModel) -> bool:
    return MLModel.objects.at_work_on(ml_model).exists()


@dataclass
class Reporter:
    """Notes and announces how far a training is, unless nobody wants it any more."""

    ml_model: MLModel
    announced: float = -math.inf

    def report(self, stage: str, fraction: float) -> None:
        """Note every step, and tell people as often as they can see a difference."""
        if not self.ml_model.note_progress(stage, fraction):
            raise NoLongerWanted
        if time.monotonic() > self.announced + SECONDS_BETWEEN_NEWS:
            progress.announce(self.ml_model.project)
            self.announced = time.monotonic()


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def sweep_files() -> None:
    """Delete files that no row stands for: what a crash at a bad moment has left."""
    sweeping.sweep_files()
