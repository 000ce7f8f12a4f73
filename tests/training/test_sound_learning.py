import json

import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.projects.sounds import noise, note, wav
from training.learning.artefacts import ArtefactIsGone
from training.learning.sounds import SoundClassifier, bases, ears, learn_sounds
from training.learning.sounds.question import SoundQuestion

from .file_learning import ClassifiesOnTheServer, LearnFilesTestCase, LearnsFiles

PITCHES = {"low": 262, "high": 330}


class LearnSoundsTestCase(LearnFilesTestCase):
    labels = ["background", "nothing yet", "low", "high"]
    file_name = "sound.wav"
    senses = ears.Ears
    learner = learn_sounds
    classifier = SoundClassifier

    def make(self, label: str, seed: int) -> np.ndarray:
        if label == "background":
            return noise(1, seed, 0.01)
        return note(PITCHES[label], seed)

    def encode(self, made: np.ndarray) -> bytes:
        return wav(made)

    def ask(self, label: str) -> SoundQuestion:
        return SoundQuestion(samples=self.make(label, 1000))


class LearnSoundsTests(LearnsFiles, LearnSoundsTestCase):
    """What the worker learns of sounds, from files to files."""

    looking_again = (ears, "read")

    def test_it_says_with_what_it_listened(self) -> None:
        self.learn(self.examples())

        trained = self.lesson.evaluation["trained"]
        self.assertEqual(trained["base"], bases.current_base().id)
        self.assertEqual(trained["base_name"], "sound-v1")
        self.assertEqual(self.head()["base"]["features"], bases.current_base().size)

    def test_where_one_is_gone_there_may_be_too_few(self) -> None:
        examples = self.examples(each=3)
        self.delete(examples.contents[:1])

        self.learn(examples)

        self.assertEqual(self.lesson.evaluation["method"], "too-few")

    def test_what_was_stored_otherwise_is_not_guessed_at(self) -> None:
        examples = self.examples(each=2)
        two_channels = wav(self.make("low", 1), channels=2)
        self.store(examples.contents[0].file.name, two_channels)

        with self.assertRaises(ValueError):
            self.learn(examples)


class SoundClassifierTests(ClassifiesOnTheServer, LearnSoundsTestCase):
    """A model of sounds in use on the server."""

    def test_a_model_of_a_base_that_is_gone_is_gone_as_well(self) -> None:
        self.learn(self.examples(each=2))
        default_storage.delete("model/head.json")
        about = self.head()
        about["base"]["id"] = "0" * 16
        told = ContentFile(json.dumps(about).encode())
        default_storage.save("model/head.json", told)

        with self.assertRaises(ArtefactIsGone):
            SoundClassifier.load("model/")
