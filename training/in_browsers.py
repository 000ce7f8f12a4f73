"""The verbs of trainings that the computer of a visitor does: begin, tell, bring back.

Who begins one says every second how far it is, and is missed after a minute.
"""

import logging
import tempfile
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from projects.models import Project
from projects.uploads import write_files

from . import progress, results
from .learning.examples import read_examples
from .learning.lesson import Lesson
from .lessons import Result, plan_lesson, read_result
from .lessons.kinds import BROWSER_KINDS
from .models import MLModel, Problem, Status
from .readiness import check_ready_to_train
from .room import check_room

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_NEWS = 0.2


class NoLongerWanted(Exception):
    """The training was cancelled, deleted or lost meanwhile."""


def start_lesson(project: Project, *, again: bool = False) -> MLModel | None:
    """Begin a training on the computer of who asks; return None if one is on its way.

    `again` gives that one up. Raises `NotReadyToTrain`, `NoRoomForModels`, and
    `Project.DoesNotExist` for one that is deleted at this moment.
    """
    check_room(project)
    ml_model = begin_lesson(project, again)
    if ml_model is not None:
        progress.announce(project)
    return ml_model


@transaction.atomic
def begin_lesson(project: Project, again: bool) -> MLModel | None:
    # All of a class may press at once: each waits for the one before. Weakly: a program
    # that has inserted its row needs the project to commit, and we would wait for it.
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    check_ready_to_train(project)
    for unfinished in MLModel.objects.of(project).unfinished():
        if again:
            unfinished.cancel()
        elif not give_up_silent(unfinished):
            return None
    ml_model = insert_lesson(project)
    if ml_model is not None:
        ml_model.lesson = plan_lesson(ml_model, read_examples(ml_model))
        ml_model.save(update_fields=["lesson"])
    return ml_model


def insert_lesson(project: Project) -> MLModel | None:
    """Insert the row, unless somebody with a key was faster: they hold no project."""
    now = timezone.now()
    ml_model = MLModel(
        project=project,
        status=Status.TRAINING,
        in_browser=True,
        tries=1,
        started_at=now,
        heartbeat_at=now,
    )
    try:
        with transaction.atomic():
            ml_model.save(force_insert=True)
    except IntegrityError:
        return None
    return ml_model


def note_progress(ml_model: MLModel, stage: str, fraction: float) -> None:
    """Note how far a browser is, and tell who watches. Raises `NoLongerWanted`."""
    told_at = ml_model.heartbeat_at
    if not ml_model.note_progress(stage, fraction):
        raise NoLongerWanted
    # One that says it too often is heard, but not by everybody each time.
    if (timezone.now() - told_at).total_seconds() > SECONDS_BETWEEN_NEWS:
        progress.announce(ml_model.project)


def give_up(ml_model: MLModel, *, failed: bool = False) -> None:
    """Note that a browser has stopped: it was told to, or it could not do it."""
    if failed:
        results.fail(ml_model, Problem.COMPUTER)
    else:
        ml_model.cancel()
    progress.announce(ml_model.project)


@transaction.atomic
def give_up_silent(ml_model: MLModel) -> bool:
    """Fail a training if its browser has been silent for too long; say if so."""
    silent = MLModel.objects.select_for_update().unheard_of()
    if not silent.filter(pk=ml_model.pk, in_browser=True).exists():
        return False  # It has just said something.
    results.fail(ml_model, Problem.BROWSER_GONE)
    return True


def take_result(ml_model: MLModel, weights: bytes, report: str) -> None:
    """Put what a browser has learnt into use, as if the worker had learnt it.

    The same result may come twice. Raises `BadResult`, `NoLongerWanted`, and
    `StorageIsDown` or `StorageIsFull`: then it may come again.
    """
    if ml_model.status == Status.READY:
        return
    if not ml_model.lesson:
        raise NoLongerWanted
    result = read_result(ml_model, weights, report)
    # Of two that arrive at once the first has it, and writes to a folder of its own.
    if not ml_model.claim_result():
        raise NoLongerWanted
    try:
        results.keep(ml_model, store(ml_model, result))
    except Exception:
        # The row waits for another try of the page, which still has it all.
        results.discard(ml_model)
        raise
    finally:
        progress.announce_training(ml_model)


def store(ml_model: MLModel, result: Result) -> Lesson:
    """Write the model's files, and return what has been learnt."""
    kind = BROWSER_KINDS[ml_model.kind_code]
    with tempfile.TemporaryDirectory(prefix="mlforkids-") as name:
        folder = Path(name)
        names = kind.write(folder, ml_model, result.weights, result.trained)
        files = {name: (folder / name).read_bytes() for name in names}
    write_files(ml_model.files_prefix, files)
    stored = sum(len(content) for content in files.values())
    order = list(range(len(ml_model.schema["labels"])))
    return Lesson(names, result.evaluation, order, stored_bytes=stored)
