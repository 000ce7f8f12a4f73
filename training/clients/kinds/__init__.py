"""What programs say and hear of each kind of project: one line in the registry."""

from .base import FilesOfKey, Talk
from .images import ImagesTalk
from .numbers import NumbersTalk
from .text import TextTalk

TALKS: dict[str, Talk] = {
    "text": TextTalk(),
    "images": ImagesTalk(),
    "numbers": NumbersTalk(),
}

__all__ = ["TALKS", "FilesOfKey", "Talk"]
