"""What was seen or heard in files lately, so that nobody does it twice."""

from collections import OrderedDict
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Key = tuple[str, str]  # base and file, neither of which ever changes
Features = NDArray[np.float32]


class Memory:
    """The features of files that were looked at lately. Threads may share it."""

    def __init__(self, most: int) -> None:
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
