"""What programs say and hear of each kind of project: one line in the registry."""

from .base import Talk
from .numbers import NumbersTalk
from .text import TextTalk

TALKS: dict[str, Talk] = {"text": TextTalk(), "numbers": NumbersTalk()}

__all__ = ["TALKS", "Talk"]
