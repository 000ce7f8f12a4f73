"""What differs between kinds of project: one file each, one line in the registry."""

from .base import BadExample, Cell, Content, Kind, StoredFile, Value, Values
from .images import Images
from .numbers import Numbers
from .regression import Regression
from .sounds import Sounds
from .text import Text

REGISTERED: list[Kind] = [Text(), Images(), Sounds(), Numbers(), Regression()]
KINDS = {kind.code: kind for kind in REGISTERED}
KIND_CHOICES = [(kind.code, kind.title) for kind in KINDS.values()]

__all__ = [
    "KINDS",
    "KIND_CHOICES",
    "BadExample",
    "Cell",
    "Content",
    "Kind",
    "StoredFile",
    "Value",
    "Values",
]
