import io
import json
import tempfile
from pathlib import Path
from unittest.mock import patch

import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import SimpleTestCase
from PIL import Image

from projects.kinds import Content, StoredFile
from tests.own_storage import give_own_storage
from training.learning.artefacts import ArtefactIsGone
from training.learning.examples import Examples
from training.learning.heads.memory import Memory
from training.learning.images import PictureClassifier, learn_pictures, looking
from training.learning.images.bases import SIMPLE_EYES
from training.learning.images.looking import read
from training.learning.images.question import PictureQuestion
from training.learning.lesson import NothingToLearn

from .learning import quietly
from .made_networks import small_network, switch_on

PREFIX = "projects/1/examples/"
LABELS = ["stripes", "nothing yet", "dots", "plain"]


def draw(label: str, seed: int) -> np.ndarray:
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
    return (pixels + chance.integers(0, 20, (224, 224, 3))).clip(0, 255).astype("u1")


class LearnPicturesTestCase(SimpleTestCase):
    def setUp(self) -> None:
        give_own_storage(self)
        self.enterContext(patch.object(looking.Eyes, "memory", Memory(100)))
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def examples(self, each: int = 6) -> Examples:
        """Store pictures of three labels; that between has none."""
        answers = [place for place in (0, 2, 3) for _ in range(each)]
        names = [f"{number:032x}" for number in range(len(answers))]
        for number, (name, answer) in enumerate(zip(names, answers, strict=True)):
            self.store(name, draw(LABELS[answer], number))
        return Examples(
            fields=[],
            labels=LABELS,
            contents=[Content(file=StoredFile(name, name, 1)) for name in names],
            answers=answers,
            ids=[f"id-{name[-4:]}" for name in names],
            files_prefix=PREFIX,
        )

    def store(self, name: str, pixels: np.ndarray) -> None:
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, "JPEG", quality=92, subsampling=0)
        path = f"{PREFIX}{name}/learning.jpg"
        default_storage.delete(path)
        default_storage.save(path, ContentFile(file.getvalue()))

    def learn(self, examples: Examples, report=quietly) -> PictureClassifier:
        self.lesson = learn_pictures(examples, self.folder, report)
        for name in self.lesson.files:
            default_storage.delete(f"model/{name}")
            content = ContentFile((self.folder / name).read_bytes())
            default_storage.save(f"model/{name}", content)
        return PictureClassifier.load("model/")


class LearnPicturesTests(LearnPicturesTestCase):
    """What the worker learns of pictures, from files to files."""

    def test_new_pictures_are_told_apart(self) -> None:
        classifier = self.learn(self.examples())

        for label in ("stripes", "dots", "plain"):
            question = PictureQuestion(pixels=draw(label, 1000))
            confidences = classifier.classify(question)
            self.assertAlmostEqual(sum(confidences), 1, places=5)
            self.assertEqual(LABELS[int(np.argmax(confidences))], label)
            self.assertLess(confidences[1], 1e-6, "It has no examples.")

    def test_it_says_how_good_the_model_is_and_with_what_it_looked(self) -> None:
        self.learn(self.examples())

        evaluation = self.lesson.evaluation
        self.assertEqual(evaluation["method"], "held-back")
        self.assertEqual(evaluation["example_count"], 3)
        self.assertEqual(evaluation["accuracy"], 1)
        self.assertEqual(np.sum(evaluation["confusion"]), 3)
        self.assertEqual(len(evaluation["confusion"]), len(LABELS))
        self.assertLess(
            evaluation["calibration"]["log_loss_after"],
            evaluation["calibration"]["log_loss_before"],
        )
        trained = evaluation["trained"]
        self.assertEqual(trained["base"], SIMPLE_EYES.id)
        self.assertEqual(trained["backend"], "server")
        self.assertFalse(trained["simplified"])
        self.assertIn("looking", evaluation["seconds"])
        self.assertEqual(self.lesson.files, ["model.json", "weights.bin", "head.json"])

    def test_few_pictures_are_left_out_one_at_a_time(self) -> None:
        self.learn(self.examples(each=3))

        self.assertEqual(self.lesson.evaluation["method"], "leave-one-out")
        self.assertEqual(self.lesson.evaluation["example_count"], 9)

    def test_very_few_pictures_measure_nothing(self) -> None:
        self.learn(self.examples(each=2))

        self.assertEqual(self.lesson.evaluation["method"], "too-few")
        self.assertIsNone(self.lesson.evaluation["accuracy"])
        self.assertIsNone(self.lesson.evaluation["calibration"])

    def test_what_is_held_back_is_not_learnt_when_measuring(self) -> None:
        """Labels drawn by chance are told apart only where they were learnt."""
        examples = self.examples(each=8)
        chance = np.random.default_rng(7)
        answers = chance.permutation(examples.answers).tolist()

        self.learn(Examples(**{**vars(examples), "answers": answers}))

        self.assertLess(self.lesson.evaluation["accuracy"], 0.9)

    def test_the_order_of_the_examples_changes_nothing(self) -> None:
        examples = self.examples()
        self.learn(examples)
        before = (self.folder / "weights.bin").read_bytes()
        turned = {
            name: getattr(examples, name)[::-1]
            for name in ("contents", "answers", "ids")
        }

        self.learn(Examples(**{**vars(examples), **turned}))

        self.assertEqual((self.folder / "weights.bin").read_bytes(), before)

    def test_a_network_looks_where_there_is_one(self) -> None:
        switch_on(self, small_network().store(self))

        classifier = self.learn(self.examples())

        head = json.loads((self.folder / "head.json").read_text())
        self.assertEqual(head["base"]["name"], "small")
        self.assertEqual(head["base"]["features"], 10)
        self.assertEqual(classifier.base.kind, "network")

    # Pictures that were seen before, or are gone

    def test_no_picture_is_looked_at_twice(self) -> None:
        examples = self.examples()
        self.learn(examples)
        before = (self.folder / "weights.bin").read_bytes()

        with patch.object(looking, "read", side_effect=AssertionError):
            self.learn(examples)

        self.assertEqual((self.folder / "weights.bin").read_bytes(), before)

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

    def test_pictures_that_are_gone_are_left_out(self) -> None:
        examples = self.examples()
        for content in examples.contents[:2]:
            default_storage.delete(f"{PREFIX}{content.file.name}/learning.jpg")

        self.learn(examples)

        self.assertEqual(self.lesson.evaluation["method"], "leave-one-out")
        self.assertEqual(self.lesson.evaluation["example_count"], 16)

    def test_pictures_of_one_label_teach_nothing(self) -> None:
        examples = self.examples(each=2)
        for content in examples.contents[2:]:
            default_storage.delete(f"{PREFIX}{content.file.name}/learning.jpg")

        with self.assertRaises(NothingToLearn):
            self.learn(examples)

    # While it goes on

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


class PictureClassifierTests(LearnPicturesTestCase):
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
        question = PictureQuestion(pixels=draw("dots", 1000))
        switch_on(self, small_network().store(self))

        after = PictureClassifier.load("model/")

        self.assertEqual(after.classify(question), before.classify(question))

    def test_a_model_without_files_is_gone(self) -> None:
        with self.assertRaises(ArtefactIsGone):
            PictureClassifier.load("nowhere/")

    def test_it_answers_pictures_only(self) -> None:
        classifier = self.learn(self.examples(each=2))
        with self.assertRaises(TypeError):
            classifier.classify(Content(text="dots"))
