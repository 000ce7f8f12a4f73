import json
import tempfile
from pathlib import Path
from unittest.mock import patch

import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import SimpleTestCase

from projects.kinds import Content, StoredFile
from tests.own_storage import give_own_storage
from tests.projects.sounds import noise, note, wav
from training.learning.artefacts import ArtefactIsGone
from training.learning.examples import Examples
from training.learning.heads.memory import Memory
from training.learning.lesson import NothingToLearn
from training.learning.sounds import SoundClassifier, bases, ears, learn_sounds
from training.learning.sounds.question import SoundQuestion

from .learning import quietly

PREFIX = "projects/1/examples/"
LABELS = ["background", "nothing yet", "low", "high"]
PITCHES = {"low": 262, "high": 330}


def play(label: str, seed: int) -> np.ndarray:
    """Return a sound of one of three labels, none quite like another."""
    if label == "background":
        return noise(1, seed, 0.01)
    return note(PITCHES[label], seed)


class LearnSoundsTestCase(SimpleTestCase):
    def setUp(self) -> None:
        give_own_storage(self)
        self.enterContext(patch.object(ears.Ears, "memory", Memory(100)))
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def examples(self, each: int = 6) -> Examples:
        """Store sounds of three labels; that between has none."""
        answers = [place for place in (0, 2, 3) for _ in range(each)]
        names = [f"{number:032x}" for number in range(len(answers))]
        for number, (name, answer) in enumerate(zip(names, answers, strict=True)):
            self.store(name, wav(play(LABELS[answer], number)))
        return Examples(
            fields=[],
            labels=LABELS,
            contents=[Content(file=StoredFile(name, name, 1)) for name in names],
            answers=answers,
            ids=[f"id-{name[-4:]}" for name in names],
            files_prefix=PREFIX,
        )

    def store(self, name: str, data: bytes) -> None:
        path = f"{PREFIX}{name}/sound.wav"
        default_storage.delete(path)
        default_storage.save(path, ContentFile(data))

    def learn(self, examples: Examples, report=quietly) -> SoundClassifier:
        self.lesson = learn_sounds(examples, self.folder, report)
        for name in self.lesson.files:
            default_storage.delete(f"model/{name}")
            content = ContentFile((self.folder / name).read_bytes())
            default_storage.save(f"model/{name}", content)
        return SoundClassifier.load("model/")


class LearnSoundsTests(LearnSoundsTestCase):
    """What the worker learns of sounds, from files to files."""

    def test_new_sounds_are_told_apart(self) -> None:
        classifier = self.learn(self.examples())

        for label in ("background", "low", "high"):
            question = SoundQuestion(samples=play(label, 1000))
            confidences = classifier.classify(question)
            self.assertAlmostEqual(sum(confidences), 1, places=5)
            self.assertEqual(LABELS[int(np.argmax(confidences))], label)
            self.assertLess(confidences[1], 1e-6, "It has no examples.")

    def test_it_says_how_good_the_model_is_and_with_what_it_listened(self) -> None:
        self.learn(self.examples())

        evaluation = self.lesson.evaluation
        self.assertEqual(evaluation["method"], "held-back")
        self.assertEqual(evaluation["example_count"], 3)
        self.assertEqual(np.sum(evaluation["confusion"]), 3)
        trained = evaluation["trained"]
        self.assertEqual(trained["base"], bases.current_base().id)
        self.assertEqual(trained["base_name"], "sound-v1")
        self.assertEqual(trained["backend"], "server")
        self.assertFalse(trained["simplified"])
        head = json.loads((self.folder / "head.json").read_text())
        self.assertEqual(head["base"]["features"], bases.current_base().size)

    def test_what_is_held_back_is_not_learnt_when_measuring(self) -> None:
        """Labels drawn by chance are told apart only where they were learnt."""
        examples = self.examples(each=8)
        chance = np.random.default_rng(7)
        answers = chance.permutation(examples.answers).tolist()

        self.learn(Examples(**{**vars(examples), "answers": answers}))

        self.assertLess(self.lesson.evaluation["accuracy"], 0.9)

    def test_the_order_of_the_examples_changes_nothing(self) -> None:
        examples = self.examples(each=3)
        self.learn(examples)
        before = (self.folder / "weights.bin").read_bytes()
        turned = {
            name: getattr(examples, name)[::-1]
            for name in ("contents", "answers", "ids")
        }

        self.learn(Examples(**{**vars(examples), **turned}))

        self.assertEqual((self.folder / "weights.bin").read_bytes(), before)

    def test_no_sound_is_listened_to_twice(self) -> None:
        examples = self.examples(each=2)
        self.learn(examples)

        with patch.object(ears, "read", side_effect=AssertionError):
            self.learn(examples)

    def test_sounds_that_are_gone_are_left_out(self) -> None:
        examples = self.examples(each=3)
        default_storage.delete(f"{PREFIX}{examples.contents[0].file.name}/sound.wav")

        self.learn(examples)

        self.assertEqual(self.lesson.evaluation["method"], "too-few")

    def test_sounds_of_one_label_teach_nothing(self) -> None:
        examples = self.examples(each=2)
        for content in examples.contents[2:]:
            default_storage.delete(f"{PREFIX}{content.file.name}/sound.wav")

        with self.assertRaises(NothingToLearn):
            self.learn(examples)

    def test_what_was_stored_otherwise_is_not_guessed_at(self) -> None:
        examples = self.examples(each=2)
        two_channels = wav(play("low", 1), channels=2)
        self.store(examples.contents[0].file.name, two_channels)

        with self.assertRaises(ValueError):
            self.learn(examples)


class SoundClassifierTests(LearnSoundsTestCase):
    """A model of sounds in use on the server."""

    def test_a_model_of_a_base_that_is_gone_is_gone_as_well(self) -> None:
        self.learn(self.examples(each=2))
        default_storage.delete("model/head.json")
        about = json.loads((self.folder / "head.json").read_text())
        about["base"]["id"] = "0" * 16
        told = ContentFile(json.dumps(about).encode())
        default_storage.save("model/head.json", told)

        with self.assertRaises(ArtefactIsGone):
            SoundClassifier.load("model/")

    def test_a_model_without_files_is_gone(self) -> None:
        with self.assertRaises(ArtefactIsGone):
            SoundClassifier.load("nowhere/")

    def test_it_answers_sounds_only(self) -> None:
        classifier = self.learn(self.examples(each=2))
        with self.assertRaises(TypeError):
            classifier.classify(Content(text="low"))
