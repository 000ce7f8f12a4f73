"""What the tests of learning sentences have in common."""

import hashlib
import json
import tempfile
from pathlib import Path

from django.test import SimpleTestCase

from projects.kinds import Content
from training.learning import text
from training.learning.examples import Examples

KIND = [
    "What a lovely day this is",
    "You are so kind to me",
    "I love this wonderful song",
    "Thank you, that was lovely",
    "You did a wonderful job",
    "What a kind and friendly dog",
]
MEAN = [
    "You are so stupid",
    "I hate this awful song",
    "Go away, you are horrible",
    "That was an awful thing to do",
    "What a horrible, stupid dog",
    "I hate you and your day",
]


def quietly(stage, fraction):
    pass


def examples(*texts_by_label, labels=None):
    """Return examples with ids in no order, of labels called label 0, label 1…"""
    pairs = [
        (told, label) for label, texts in enumerate(texts_by_label) for told in texts
    ]
    count = labels or len(texts_by_label)
    return Examples(
        fields=[],
        labels=[f"label {label}" for label in range(count)],
        contents=[Content(text=told) for told, _ in pairs],
        answers=[label for _, label in pairs],
        ids=[
            hashlib.sha256(str(place).encode()).hexdigest()
            for place in range(len(pairs))
        ],
    )


class SentencesTestCase(SimpleTestCase):
    def learn(self, learnt):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.lesson = text.learn(learnt, self.folder, quietly)
        return self.classifier()

    def classifier(self):
        return text.SentenceClassifier.from_files(
            lambda name: (self.folder / name).read_bytes()
        )

    def read(self, name):
        return json.loads((self.folder / name).read_text())


def ask(classifier, told):
    """Return the confidences in all labels."""
    return classifier.classify(Content(text=told))
