"""Answer one row with a trained forest: plain YDF, no TensorFlow, any thread."""

import io
import tempfile
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np

from .encoding import Encoding, name_of
from .engine import load_ydf
from .rehearsal import in_label_order
from .table import Value


class Classifier:
    """A model in use on the server. It never changes, so that threads may share it."""

    def __init__(self, model: Any, mapping: dict[str, Any]) -> None:
        self._model = model
        self._native = model._model
        self._encoding = Encoding.from_mapping(mapping)
        self._order = mapping["label_order"]
        self._label_count = mapping["label_count"]
        self._spec = model.data_spec()
        places = {column.name: i for i, column in enumerate(self._spec.columns)}
        self._columns = [
            (field, name_of(field), places[name_of(field)])
            for field in self._encoding.used
        ]

    @classmethod
    def load(cls, ydf_zip: bytes, mapping: dict[str, Any]) -> "Classifier":
        """Open the files that learn() wrote; the first answer is as fast as any."""
        ydf = load_ydf()
        with tempfile.TemporaryDirectory(prefix="forest-") as folder:
            with zipfile.ZipFile(io.BytesIO(ydf_zip)) as archive:
                archive.extractall(folder)
            classifier = cls(ydf.load_model(folder), mapping)
        classifier.classify([None] * mapping["field_count"])
        return classifier

    def classify(self, row: Sequence[Value]) -> list[float]:
        """Return the confidence in every label, in the project's order of labels."""
        outputs = self._native.Predict(self._one_row(row), False, num_threads=1)
        answer: list[float] = in_label_order(outputs, self._order, self._label_count)[
            0
        ].tolist()
        return answer

    def _one_row(self, row: Sequence[Value]) -> Any:
        """Build YDF's own data set.

        model.predict() does the same by way of inspecting and copying a dictionary of
        arrays, which takes ten times as long as the answer itself.
        """
        from ydf.dataset.dataset import VerticalDataset

        dataset = VerticalDataset()
        native = dataset._dataset
        native.CreateColumnsFromDataSpec(self._spec)
        for field, name, place in self._columns:
            value = self._encoding.value(field, row[field])
            if isinstance(value, str):
                native.PopulateColumnCategoricalNPBytes(
                    name, np.array([value], np.bytes_), ydf_dtype=None, column_idx=place
                )
            else:
                native.PopulateColumnNumericalNPFloat32(
                    name,
                    np.array([value], np.float32),
                    ydf_dtype=None,
                    column_idx=place,
                )
        native.SetAndCheckNumRowsAndFillMissing(False)
        return native
