from unittest.mock import patch

import numpy as np
from PIL import Image

from tests.projects.pictures import jpeg
from training.learning.artefacts import ArtefactIsGone
from training.learning.heads.memory import Memory
from training.learning.images import PictureClassifier, learn_pictures, looking
from training.learning.images.bases import SIMPLE_EYES
from training.learning.images.looking import read
from training.learning.images.question import PictureQuestion

from .file_learning import ClassifiesOnTheServer, LearnFilesTestCase, LearnsFiles
from .made_networks import small_network, switch_on


class LearnPicturesTestCase(LearnFilesTestCase):
    labels = ["stripes", "nothing yet", "dots", "plain"]
    file_name = "learning.jpg"
    senses = looking.Eyes
    learner = learn_pictures
    classifier = PictureClassifier

    def make(self, label: str, seed: int) -> np.ndarray:
        """Return a picture of one of three kinds, none quite like another."""
        chance = np.random.default_rng(seed)
        row, column = np.indices((224, 224))
        step = int(chance.integers(18, 26))
        if label == "stripes":
            light = (column + chance.integers(step)) // (step // 2) % 2
        elif label == "dots":
            light = (row % step < step // 2) & (column % step < step // 2)
        else:
            light = np.zeros((224, 224))
        colours = chance.integers(0, 90, 3), chance.integers(150, 256, 3)
        pixels = np.where(light[..., None] > 0, *colours[::-1])
        noisy = pixels + chance.integers(0, 20, (224, 224, 3))
        return noisy.clip(0, 255).astype("u1")

    def encode(self, made: np.ndarray) -> bytes:
        return jpeg(Image.fromarray(made), subsampling=0)

    def ask(self, label: str) -> PictureQuestion:
        return PictureQuestion(pixels=self.make(label, 1000))


class LearnPicturesTests(LearnsFiles, LearnPicturesTestCase):
    """What the worker learns of pictures, from files to files."""

    looking_again = (looking, "read")

    def test_it_says_with_what_it_looked(self) -> None:
        self.learn(self.examples())

        evaluation = self.lesson.evaluation
        self.assertEqual(evaluation["trained"]["base"], SIMPLE_EYES.id)
        self.assertIn("looking", evaluation["seconds"])

    def test_all_that_is_held_back_is_named_and_confidences_get_better(self) -> None:
        self.learn(self.examples())

        self.assertEqual(self.lesson.evaluation["accuracy"], 1)
        calibration = self.lesson.evaluation["calibration"]
        self.assertLess(calibration["log_loss_after"], calibration["log_loss_before"])

    def test_few_pictures_are_left_out_one_at_a_time(self) -> None:
        self.learn(self.examples(each=3))

        self.assertEqual(self.lesson.evaluation["method"], "leave-one-out")
        self.assertEqual(self.lesson.evaluation["example_count"], 9)

    def test_very_few_pictures_measure_nothing(self) -> None:
        self.learn(self.examples(each=2))

        self.assertEqual(self.lesson.evaluation["method"], "too-few")
        self.assertIsNone(self.lesson.evaluation["accuracy"])
        self.assertIsNone(self.lesson.evaluation["calibration"])

    def test_a_network_looks_where_there_is_one(self) -> None:
        switch_on(self, small_network().store(self))

        classifier = self.learn(self.examples())

        base = self.head()["base"]
        self.assertEqual((base["name"], base["features"]), ("small", 10))
        self.assertEqual(classifier.base.kind, "network")

    # Pictures that were seen before, or are gone

    def test_another_base_looks_at_all_again(self) -> None:
        examples = self.examples()
        self.learn(examples)
        switch_on(self, small_network().store(self))

        with patch.object(looking, "read", side_effect=read) as look:
            self.learn(examples)

        self.assertEqual(look.call_count, len(examples.ids))

    def test_only_the_latest_pictures_are_remembered(self) -> None:
        memory = Memory(most=2)
        for name in "abc":
            memory.keep(("base", name), np.zeros(1, np.float32))
            memory.find(("base", "a"))

        kept = [memory.find(("base", name)) is not None for name in "abc"]
        self.assertEqual(kept, [True, False, True])

    def test_it_says_how_far_it_is(self) -> None:
        told = []
        self.learn(self.examples(), lambda stage, share: told.append((stage, share)))

        stages = list(dict.fromkeys(stage for stage, _share in told))
        self.assertEqual(stages, ["looking", "learning", "measuring", "writing"])
        shares = [share for _stage, share in told]
        self.assertEqual(shares, sorted(shares))

    def test_who_listens_may_stop_it(self) -> None:
        class Stopped(Exception):
            pass

        def stop(stage: str, share: float) -> None:
            if stage == "measuring":
                raise Stopped

        with self.assertRaises(Stopped):
            self.learn(self.examples(), stop)
        self.assertEqual(list(self.folder.iterdir()), [])


class PictureClassifierTests(ClassifiesOnTheServer, LearnPicturesTestCase):
    """A model of pictures in use on the server."""

    def test_a_model_of_a_base_that_is_gone_is_gone_as_well(self) -> None:
        folder = small_network().store(self)
        with self.settings(IMAGE_BASE=str(folder)):
            self.learn(self.examples(each=2))

        with self.assertRaises(ArtefactIsGone):
            PictureClassifier.load("model/")

    def test_a_model_stays_with_simple_eyes_when_a_network_is_fetched(self) -> None:
        examples = self.examples(each=2)
        before = self.learn(examples)
        question = self.ask("dots")
        switch_on(self, small_network().store(self))

        after = PictureClassifier.load("model/")

        self.assertEqual(after.classify(question), before.classify(question))
