"""Graphs for browsers, kept for the next training of a table of the same shape.

A forest's graph only loads trees and looks words up: it is the same for all tables with
the same columns and words, but for the name of the files that hold the trees. Saving
and converting it takes half a second each time; children train again and again.
"""

import zipfile
from base64 import b64encode
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

GRAPHS_KEPT = 64  # of some 40 kB each
DESCRIPTION = "model.json"


@dataclass(frozen=True)
class Graph:
    """The files of a converted model, but for its trees; `prefix` is in their names."""

    prefix: str
    description: str
    weights: dict[str, bytes]  # by file name

    @classmethod
    def read(cls, folder: Path, prefix: str) -> "Graph":
        """Read what was converted into the folder."""
        weights = {file.name: file.read_bytes() for file in folder.glob("*.bin")}
        return cls(prefix, (folder / DESCRIPTION).read_text(), weights)

    def write(self, folder: Path, prefix: str) -> None:
        """Write the files for trees whose file names begin with `prefix`."""
        description = self.description
        for ending in ("", "done"):
            description = description.replace(
                quoted(self.prefix + ending), quoted(prefix + ending)
            )
        (folder / DESCRIPTION).write_text(description)
        for name, content in self.weights.items():
            (folder / name).write_bytes(content)


def quoted(text: str) -> str:
    """Return `text` as a value of a graph's JSON."""
    return f'"{b64encode(text.encode()).decode()}"'


class Shelf:
    """The graphs of the shapes that were trained last. Threads may share it."""

    def __init__(self) -> None:
        self._graphs: OrderedDict[Hashable, Graph] = OrderedDict()
        self._lock = Lock()

    def find(self, shape: Hashable) -> Graph | None:
        with self._lock:
            if shape in self._graphs:
                self._graphs.move_to_end(shape)
            return self._graphs.get(shape)

    def keep(self, shape: Hashable, graph: Graph) -> None:
        with self._lock:
            self._graphs[shape] = graph
            while len(self._graphs) > GRAPHS_KEPT:
                self._graphs.popitem(last=False)


def shape_of(folder: Path, prefix: str) -> Hashable:
    """Return all that a forest's graph depends on: kind, inputs, columns, words."""
    from yggdrasil_decision_forests.dataset import data_spec_pb2
    from yggdrasil_decision_forests.model import abstract_model_pb2

    spec = data_spec_pb2.DataSpecification.FromString(
        (folder / f"{prefix}data_spec.pb").read_bytes()
    )
    header = abstract_model_pb2.AbstractModel.FromString(
        (folder / f"{prefix}header.pb").read_bytes()
    )
    columns = tuple(
        (
            column.name,
            column.type,
            tuple(
                sorted(
                    (item.index, word)
                    for word, item in column.categorical.items.items()
                )
            ),
        )
        for column in spec.columns
    )
    files = tuple(
        sorted(file.name.removeprefix(prefix) for file in folder.glob(f"{prefix}*"))
    )
    inputs = tuple(header.input_features)
    return (header.name, header.label_col_idx, inputs, columns, files)


def write_trees(path: Path, folder: Path, prefix: str) -> None:
    """Write assets.zip with the trees, named and packed as browsers look for them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.glob(f"{prefix}*")):
            archive.write(file, f"./{file.name}")
