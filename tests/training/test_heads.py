import json
import tempfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from django.test import SimpleTestCase, tag

from training.learning.heads.head import Head
from training.learning.heads.writing import write_head
from training.learning.libraries import load_libraries

VECTORS = json.loads((Path(__file__).parent.parent / "head.json").read_text("utf-8"))
KERNEL = np.array(VECTORS["kernel"], np.float32)
BIAS = np.array(VECTORS["bias"], np.float32)
FEATURES = np.array(VECTORS["features"], np.float32)
BASE = SimpleNamespace(id="0123456789abcdef", name="small")


class HeadTests(SimpleTestCase):
    """The files of a head, and what it says of features."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.files = write_head(self.folder, KERNEL, BIAS, BASE, simplified=True)
        self.head = Head.from_files(lambda name: (self.folder / name).read_bytes())

    def read(self, name: str):
        return json.loads((self.folder / name).read_text())

    def test_what_is_written_is_read_again(self) -> None:
        np.testing.assert_array_equal(self.head.kernel, KERNEL)
        np.testing.assert_array_equal(self.head.bias, BIAS)
        self.assertEqual(self.head.base_id, "0123456789abcdef")

    def test_it_says_what_browsers_say(self) -> None:
        told = self.head.confidences(FEATURES)
        np.testing.assert_allclose(told, VECTORS["confidences"], atol=1e-6)

    def test_how_strong_features_are_changes_nothing(self) -> None:
        np.testing.assert_allclose(
            self.head.confidences(FEATURES * 7), self.head.confidences(FEATURES), 1e-4
        )

    def test_it_is_said_what_the_head_needs(self) -> None:
        self.assertEqual(self.files, ["model.json", "weights.bin", "head.json"])
        told = self.read("head.json")
        base = {"id": "0123456789abcdef", "name": "small", "features": 6}
        self.assertEqual(told["base"], base)
        self.assertEqual(told["normalise"], "l2")
        self.assertEqual(told["labels"], 3)
        self.assertTrue(told["simplified"])

    @tag("slow")
    def test_keras_reads_it_as_browsers_do(self) -> None:
        config = self.read("model.json")["modelTopology"]["model_config"]["config"]
        network = load_libraries().keras.Sequential.from_config(config)
        network.set_weights([KERNEL, BIAS])
        lengths = np.linalg.norm(FEATURES, axis=1, keepdims=True)

        told = network(FEATURES / np.maximum(lengths, 1e-12)).numpy()

        np.testing.assert_allclose(told, VECTORS["confidences"], atol=1e-5)
