"""What a base sees in stored pictures; what was seen lately is remembered."""

import io
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from projects.kinds import KINDS, StoredFile

from .. import artefacts
from .bases import Base
from .question import SIDE

AT_ONCE = 8  # pictures, and then whoever waits hears how far it is
REMEMBERED = 5000  # pictures: 25 MB with the usual network, 60 MB with simple eyes
FOR_LEARNING = KINDS["images"].file_names[1]

Key = tuple[str, str]  # base and file, neither of which ever changes
Features = NDArray[np.float32]


class Memory:
    """The features of pictures that were looked at lately. Threads may share it."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._known: OrderedDict[Key, Features] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key) -> Features | None:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def keep(self, key: Key, features: Features) -> None:
        with self._lock:
            self._known[key] = features
            while len(self._known) > self._most:
                self._known.popitem(last=False)


memory = Memory()


def look(
    base: Base,
    files: Sequence[StoredFile],
    files_prefix: str,
    tick: Callable[[float], None],
) -> dict[str, Features]:
    """Return the features of stored pictures, (size,), by the names of their files.

    `tick` hears how much is done. Those that are gone from the storage are left out.
    """
    names = [file.name for file in files]
    kept = {name: memory.find((base.id, name)) for name in names}
    found = {name: known for name, known in kept.items() if known is not None}
    new = sorted(set(names) - set(found))
    for start in range(0, len(new), AT_ONCE):
        tick(start / len(new))
        some = new[start : start + AT_ONCE]
        there = dict(read_all(some, files_prefix))
        if there:
            seen = base.features(np.stack(list(there.values())))
            for name, features in zip(there, seen, strict=True):
                found[name] = features.copy()
                memory.keep((base.id, name), found[name])
    return found


def read_all(
    names: Sequence[str], files_prefix: str
) -> Iterator[tuple[str, NDArray[np.uint8]]]:
    for name in names:
        with suppress(artefacts.ArtefactIsGone):  # Its example is deleted meanwhile.
            yield name, read(f"{files_prefix}{name}/")


def read(folder: str) -> NDArray[np.uint8]:
    """Return the pixels of the picture in `folder` that is for learning."""
    data = artefacts.read(folder, FOR_LEARNING)
    with Image.open(io.BytesIO(data)) as image:
        pixels = np.asarray(image.convert("RGB"))
    if pixels.shape != (SIDE, SIDE, 3):
        raise ValueError(f"A picture for learning is {pixels.shape} large.")
    return pixels
