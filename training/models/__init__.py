"""What the computer has learnt, from projects here and in browsers."""

from .base import (
    FINISHED,
    HEARTBEAT_LOST,
    TRIES,
    UNFINISHED,
    Problem,
    Status,
    Training,
    TrainingQuerySet,
)
from .evaluation import Evaluation, Method
from .learnt_from import LearntFrom
from .local_key import LocalKey, make_local_key, read_local_key
from .local_model import KEPT_FOR, LocalExamples, LocalModel, Sent
from .ml_model import MLModel

__all__ = [
    "FINISHED",
    "HEARTBEAT_LOST",
    "KEPT_FOR",
    "TRIES",
    "UNFINISHED",
    "Evaluation",
    "LearntFrom",
    "LocalExamples",
    "LocalKey",
    "LocalModel",
    "MLModel",
    "Method",
    "Problem",
    "Sent",
    "Status",
    "Training",
    "TrainingQuerySet",
    "make_local_key",
    "read_local_key",
]
