import io
import tempfile
import zipfile
from pathlib import Path

import numpy as np
from django.test import SimpleTestCase, tag

from training.learning.numbers import learn
from training.learning.table import Column, Table


@tag("slow")
class ClientZipTests(SimpleTestCase):
    """The flat zip that programs open with `ydf.load_model`."""

    def open(self, table: Table):
        import ydf

        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        lesson = learn(table, folder / "files", lambda stage, fraction: None)
        content = (folder / "files" / "client.zip").read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            archive.extractall(folder / "model")
        self.assertFalse([name for name in names if "/" in name])
        return ydf.load_model(str(folder / "model")), lesson

    def test_it_answers_in_the_child_s_own_words(self) -> None:
        colours = ["röd färg", "青", "NA"]
        model, lesson = self.open(
            Table(
                columns=(Column("choice", tuple(colours)), Column("number")),
                labels=("sí", "no", "perhaps"),
                rows=[(colours[n % 3], float(n % 2)) for n in range(18)],
                answers=[n % 3 for n in range(18)],
                ids=[str(n) for n in range(18)],
            )
        )

        order = [("sí", "no", "perhaps")[place] for place in lesson.label_order]
        self.assertEqual(model.label(), "mlforkids_outcome_label")
        self.assertEqual(model.label_classes(), order)
        answers = model.predict(
            {"f0": np.array(colours), "f1": np.array([0.0, 1.0, 0.0])}
        )
        best = [order[place] for place in answers.argmax(axis=1)]
        self.assertEqual(best, ["sí", "no", "perhaps"])

    def test_with_two_labels_it_answers_how_sure_it_is_of_the_second(self) -> None:
        labels = ("cold", "hot")
        model, lesson = self.open(
            Table(
                columns=(Column("number"),),
                labels=labels,
                rows=[(float(n),) for n in range(12)],
                answers=[int(n > 7) for n in range(12)],
                ids=[str(n) for n in range(12)],
            )
        )

        second = labels[lesson.label_order[1]]
        sure_of_second = model.predict({"f0": np.array([11.0, 0.0])})
        self.assertEqual(model.label_classes()[1], second)
        hot = sure_of_second if second == "hot" else 1 - sure_of_second
        self.assertGreater(hot[0], 0.5)
        self.assertLess(hot[1], 0.5)
