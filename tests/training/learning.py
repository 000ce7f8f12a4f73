"""What the tests of learning have in common."""

import json
import tempfile
from pathlib import Path

from django.test import SimpleTestCase

from training.learning.numbers import Classifier, learn


def quietly(stage, fraction):
    pass


class LearningTestCase(SimpleTestCase):
    def learn(self, learnt):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.lesson = learn(learnt, self.folder, quietly)
        return self.classifier()

    def classifier(self):
        return Classifier.load(
            (self.folder / "ydf.zip").read_bytes(), self.read("mapping.json")
        )

    def read(self, name):
        return json.loads((self.folder / name).read_text())
