"""Training, away from the request. The worker of `bin/serve` runs these."""

from functools import partial

import dramatiq
from dramatiq.middleware import Shutdown, TimeLimitExceeded

from . import learning, progress, results
from .at_work import at_work_on
from .models import MLModel, Problem

TIME_LIMIT = 2 * 60 * 1000  # Dramatiq counts in milliseconds.


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
        lesson = learning.learn(ml_model, partial(report, ml_model))
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
        raise
    except BaseException:  # Interrupts are not Exceptions.
        results.fail(ml_model, Problem.UNKNOWN)
        raise
    else:
        results.keep(ml_model, lesson)


def report(ml_model: MLModel, stage: str, fraction: float) -> None:
    """Note and announce how far training is, unless nobody wants it any more."""
    if not ml_model.note_progress(stage, fraction):
        raise NoLongerWanted
    progress.announce(ml_model.project)
