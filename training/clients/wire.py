"""The wire format: what programs written for the existing service rely on.

To the byte where `docs/scratch.md` says so.
"""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from projects.models import Project

from ..classifying import has_lost_its_eyes
from ..models import UNFINISHED, MLModel, Problem, Status, Training
from ..problems import sentence_for

State = tuple[int, str]
NEVER_TRAINED: State = (0, "Model Non Existent")
FAILED: State = (0, "Model Failed")
ON_ITS_WAY: State = (1, "Model not ready yet")
USABLE: State = (2, "Ready")


def timestamp(moment: datetime) -> str:
    """Return `moment` as JavaScript's `toISOString` writes it."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def status(project: Project) -> dict[str, Any]:
    """Return status and msg as Scratch shows them: of the model in use, if any."""
    ml_models = MLModel.objects.of(project)
    newest, current = ml_models.newest(), ml_models.current()
    stands = state_among(newest, current)
    if stands == USABLE and current and has_lost_its_eyes(current):
        stands = FAILED
    return state(*stands, project.kind.scratch_type)


def state_among(newest: Training | None, current: Training | None) -> State:
    """Return how training stands: of the newest while it is on its way."""
    if newest is not None and newest.status in UNFINISHED:
        return ON_ITS_WAY
    if current is not None:
        return USABLE
    return FAILED if newest and newest.status == Status.FAILED else NEVER_TRAINED


def state_of(training: Training) -> State:
    """Return how one training stands, or what came of it."""
    if training.status in UNFINISHED:
        return ON_ITS_WAY
    return USABLE if model_status(training) == "Available" else FAILED


def state(code: int, message: str, scratch_type: str) -> dict[str, Any]:
    return {"status": code, "msg": message, "type": scratch_type}


def classifications(
    answers: Sequence[tuple[str, float]], learnt_at: datetime
) -> list[dict[str, Any]]:
    """Return labels with confidences of 0 to 100, best first."""
    when = timestamp(learnt_at)
    return [
        {
            "class_name": name,
            "confidence": round(100 * confidence),
            "classifierTimestamp": when,
        }
        for name, confidence in answers
    ]


def random_classifications(names: Sequence[str]) -> list[dict[str, Any]]:
    """Return all labels in random order: nothing has been learnt yet."""
    shuffled = random.sample(names, len(names))
    when = timestamp(datetime.now(UTC))
    return [
        {
            "class_name": name,
            "confidence": round(100 / len(names)),
            "classifierTimestamp": when,
            "random": True,
        }
        for name in shuffled
    ]


MODEL_STATUS = {
    Status.QUEUED: "Training",
    Status.TRAINING: "Training",
    Status.READY: "Available",
    Status.FAILED: "Failed",
    Status.CANCELLED: "Failed",
}
TOO_LITTLE_DATA = "More training data needed to train a model"


def numbers_model(training: Training, key: str, site: str) -> dict[str, Any]:
    """Return the model object of a numbers project; `site` has no slash at its end."""
    folder = f"{site}/saved-models/{saved_model_name(key, training)}"
    described = {
        "key": saved_model_name(key, training),
        "status": model_status(training),
        "urls": {
            "status": f"{folder}/status",
            "model": f"{folder}/model",
            "tree": f"{folder}/tree",
            "dot": f"{folder}/dot",
            "vocab": f"{folder}/vocab",
        },
        "lastupdate": timestamp(training.learnt_at),
        "features": features(training.schema),
        "labels": labels(training.schema),
    }
    if described["status"] == "Failed":
        described["error"] = {"message": error_message(training)}
    return described


def model_status(training: Training) -> str:
    return "Failed" if is_retired(training) else MODEL_STATUS[Status(training.status)]


def is_retired(training: Training) -> bool:
    """Say if there is nothing to download any more: another has taken its place."""
    return training.status == Status.READY and not training.file_names


def error_message(training: Training) -> str:
    if is_retired(training):
        return "A newer model has taken the place of this one"
    if training.problem == Problem.TOO_LITTLE:
        return TOO_LITTLE_DATA
    return sentence_for(training) or "Training was cancelled"


def untrainable(key: str, site: str) -> dict[str, Any]:
    """Return the model object of a project with too few examples to train."""
    return {
        "key": key,
        "status": "Failed",
        "error": {"message": TOO_LITTLE_DATA},
        "urls": {"status": f"{site}/saved-models/{key}/status"},
        "lastupdate": timestamp(datetime.now(UTC)),
        "features": {},
        "labels": [],
    }


def saved_model_name(key: str, training: Training) -> str:
    """Return a name that every training has anew: clients keep folders by it."""
    return f"{key}-{training.pk.hex}"


def labels(schema: dict[str, Any]) -> list[str]:
    """Return the labels in the order of the model's outputs.

    With two, its only output is the confidence in the second.
    """
    names = [label["name"] for label in schema.get("labels", [])]
    return [names[place] for place in schema.get("label_order", range(len(names)))]


OUTCOME = "mlforkids_outcome_label"


def features(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the columns by the child's names, with those of the model's files."""
    described = {
        field["name"]: {
            "name": f"f{place}",
            "type": "object" if field["kind"] == "choice" else "float64",
        }
        for place, field in enumerate(schema.get("fields", []))
    }
    if described:
        described[outcome_name(described)] = {"name": OUTCOME, "type": "object"}
    return described


def outcome_name(taken: dict[str, Any]) -> str:
    """Return a name for the label's own column that no field of a child has."""
    name = "label"
    while name in taken:
        name = f"_{name}"
    return name
