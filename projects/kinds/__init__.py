"""What differs between kinds of project: one file each, one line in the registry."""

from .base import BadExample, Kind, Value, Values
from .numbers import Numbers

KINDS: dict[str, Kind] = {kind.code: kind for kind in [Numbers()]}
KIND_CHOICES = [(kind.code, kind.title) for kind in KINDS.values()]

__all__ = ["KINDS", "KIND_CHOICES", "BadExample", "Kind", "Value", "Values"]
