"""What is seen or heard in stored examples; what was lately is remembered."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from projects.kinds import StoredFile

from .. import artefacts
from .memory import Features, Memory
from .writing import BaseOfHead

Base = TypeVar("Base", bound=BaseOfHead)

AT_ONCE = 8  # examples, and then whoever waits hears how far it is


class Sense(Protocol):
    """Turns files into features: eyes for pictures, ears for sounds."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def memory(self) -> Memory: ...

    def read(self, folder: str) -> Any:
        """Return what is in the folder of an example. Raises `ArtefactIsGone`."""
        ...

    def features(self, read: Sequence[Any]) -> Features:
        """Return features (examples, size), not normalised, of what was read."""
        ...


@dataclass(frozen=True)
class Senses(Generic[Base]):
    """What all senses have from their base: who they are."""

    base: Base

    @property
    def id(self) -> str:
        return self.base.id

    @property
    def name(self) -> str:
        return self.base.name


def look(
    sense: Sense,
    files: Sequence[StoredFile],
    files_prefix: str,
    tick: Callable[[float], None],
) -> dict[str, Features]:
    """Return the features of stored examples, (size,), by the names of their files.

    `tick` hears how much is done. Those that are gone from the storage are left out.
    """
    names = [file.name for file in files]
    kept = {name: sense.memory.find((sense.id, name)) for name in names}
    found = {name: known for name, known in kept.items() if known is not None}
    new = sorted(set(names) - set(found))
    for start in range(0, len(new), AT_ONCE):
        tick(start / len(new))
        there = dict(read_all(sense, new[start : start + AT_ONCE], files_prefix))
        if there:
            seen = sense.features(list(there.values()))
            for name, features in zip(there, seen, strict=True):
                found[name] = features.copy()
                sense.memory.keep((sense.id, name), found[name])
    return found


def read_all(
    sense: Sense, names: Sequence[str], files_prefix: str
) -> Iterator[tuple[str, Any]]:
    for name in names:
        with suppress(artefacts.ArtefactIsGone):  # Its example is deleted meanwhile.
            yield name, sense.read(f"{files_prefix}{name}/")
