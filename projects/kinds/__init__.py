"""What differs between kinds of project: one file each, one line in the registry."""

from .base import BadExample, Cell, Content, Kind, Value, Values
from .numbers import Numbers
from .text import Text

REGISTERED: list[Kind] = [Text(), Numbers()]
KINDS = {kind.code: kind for kind in REGISTERED}
KIND_CHOICES = [(kind.code, kind.title) for kind in KINDS.values()]

__all__ = [
    "KINDS",
    "KIND_CHOICES",
    "BadExample",
    "Cell",
    "Content",
    "Kind",
    "Value",
    "Values",
]
