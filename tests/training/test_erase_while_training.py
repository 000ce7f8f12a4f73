from unittest.mock import patch

from tests.pictures import in_storage
from tests.school import make_project
from training import erasing
from training.learning.lesson import Lesson
from training.models import MLModel
from training.tasks import train_model

from .erasing import ErasingTestCase

EVALUATION = {
    "method": "held-back",
    "accuracy": 0.5,
    "baseline": 0.5,
    "example_count": 2,
}


class EraseWhileTrainingTests(ErasingTestCase):
    """A class is erased at some moment of a training, and `train_model` goes on."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_project(self.ada, cat=3, dog=3)
        self.ml_model = MLModel.objects.create(project=self.project)

    def erase(self) -> None:
        erasing.erase_classroom(self.year_5, self.rivera)
        self.delete_files()

    def learn(self, table, folder, report) -> Lesson:
        report("learning", 0.5)
        (folder / "model.json").write_text("{}")
        return Lesson(["model.json"], dict(EVALUATION), [1, 0])

    def check_nothing_is_left(self) -> None:
        """Train, and see that the worker is calm, and leaves nothing."""
        with self.assertNoLogs(level="WARNING"):
            train_model(str(self.ml_model.pk))
        self.delete_files()
        self.assertFalse(MLModel.objects.exists())
        self.assertEqual(in_storage([str(self.project.pk)]), [])

    def test_before_it_began(self) -> None:
        self.erase()

        self.check_nothing_is_left()

    def test_before_the_examples_were_read(self) -> None:
        def note_and_erase(*args: object) -> bool:
            self.erase()
            return True

        with patch.object(MLModel, "note_progress", side_effect=note_and_erase):
            self.check_nothing_is_left()

    def test_between_two_stages(self) -> None:
        def learn(table, folder, report) -> Lesson:
            self.erase()
            return self.learn(table, folder, report)

        with patch("training.learning.numbers.learn", side_effect=learn):
            self.check_nothing_is_left()

    def test_before_its_files_were_written(self) -> None:
        def learn(table, folder, report) -> Lesson:
            lesson = self.learn(table, folder, report)
            self.erase()
            return lesson

        with patch("training.learning.numbers.learn", side_effect=learn):
            self.check_nothing_is_left()

    def test_while_its_files_were_written(self) -> None:
        def store(*args: object) -> None:
            self.erase()
            raise FileNotFoundError  # The folder went between two lines.

        with (
            patch("training.learning.numbers.learn", side_effect=self.learn),
            patch("training.learning.artefacts.store", side_effect=store),
        ):
            self.check_nothing_is_left()

    def test_an_error_in_learning_is_still_one(self) -> None:
        with (
            patch("training.learning.numbers.learn", side_effect=ValueError),
            self.assertRaises(ValueError),
        ):
            train_model(str(self.ml_model.pk))
