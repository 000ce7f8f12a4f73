"""What programs say and hear of each kind of project: one line in the registry."""

from .base import FilesOfKey, Parts, Talk
from .images import ImagesTalk
from .numbers import NumbersTalk
from .regression import RegressionTalk
from .sounds import SoundsTalk
from .text import TextTalk

TALKS: dict[str, Talk] = {
    "text": TextTalk(),
    "images": ImagesTalk(),
    "sounds": SoundsTalk(),
    "numbers": NumbersTalk(),
    "regression": RegressionTalk(),
}

__all__ = ["TALKS", "FilesOfKey", "Parts", "Talk"]
