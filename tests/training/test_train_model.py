import json
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from dramatiq.middleware import Shutdown, TimeLimitExceeded

from projects import actions as project_actions
from projects.kinds import Content
from projects.models import DiscardedFiles
from projects.tasks import delete_discarded_files
from tests.school import SchoolTestCase, make_project
from training import actions, learning, results
from training.learning.lesson import Lesson
from training.models import MLModel, Problem
from training.tasks import train_model

EVALUATION = {
    "method": "held-back",
    "accuracy": 0.5,
    "baseline": 0.5,
    "example_count": 2,
    "confusion": [[1, 0], [1, 0]],
}


class TrainModelTests(SchoolTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=3, dog=3)

    def setUp(self) -> None:
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        self.learn = self.enterContext(
            patch("training.learning.numbers.learn", side_effect=self.pretend)
        )
        self.ml_model = MLModel.objects.create(project=self.project)

    def pretend(self, table, folder, report) -> Lesson:
        """Write a file as learning does, and report as it does."""
        report("learning", 0.5)
        (folder / "model.json").write_text("{}")
        return Lesson(["model.json"], dict(EVALUATION), [1, 0])

    def train(self) -> MLModel:
        train_model(str(self.ml_model.pk))
        self.ml_model.refresh_from_db()
        return self.ml_model

    def test_it_ends_ready_to_use(self) -> None:
        ml_model = self.train()

        self.assertEqual((ml_model.status, ml_model.is_current), ("ready", True))
        self.assertGreater(ml_model.training_time.total_seconds(), 0)
        self.assertEqual(ml_model.example_count, 6)
        self.assertEqual(ml_model.evaluation.accuracy, 0.5)
        self.assertEqual(ml_model.evaluation.details["confusion"], [[1, 0], [1, 0]])
        self.assertTrue(default_storage.exists(ml_model.files_prefix + "model.json"))
        self.assertFalse(ml_model.is_outdated)

    def test_the_schema_is_that_of_the_moment(self) -> None:
        schema = self.train().schema

        self.assertEqual(
            [field["name"] for field in schema["fields"]], ["weight", "colour"]
        )
        self.assertEqual(
            schema["labels"],
            [{"number": 1, "name": "cat"}, {"number": 2, "name": "dog"}],
        )

    def test_the_table_has_every_example_once(self) -> None:
        self.train()

        table = self.learn.call_args[0][0]
        self.assertEqual(len(table.rows), 6)
        self.assertEqual(sorted(table.answers), [0, 0, 0, 1, 1, 1])
        self.assertIn((100.0, "red"), table.rows)

    def test_second_delivery_does_nothing(self) -> None:
        self.train()
        self.train()

        self.learn.assert_called_once()

    def test_the_next_model_takes_over_and_the_former_s_files_go(self) -> None:
        former = self.train()
        self.ml_model = MLModel.objects.create(project=self.project)

        newer = self.train()

        former.refresh_from_db()
        self.assertEqual((former.is_current, newer.is_current), (False, True))
        discarded = DiscardedFiles.objects.get()
        self.assertEqual(discarded.prefix, former.folder)
        delete_discarded_files(discarded.pk)
        self.assertFalse(default_storage.exists(former.files_prefix + "model.json"))
        self.assertTrue(default_storage.exists(newer.files_prefix + "model.json"))

    def test_every_kind_of_failure_is_recorded_and_the_former_model_stays(self) -> None:
        former = self.train()
        for failure, problem, raises in (
            (ValueError, "unknown", True),
            (MemoryError, "too-large", False),
            (TimeLimitExceeded, "too-slow", False),
            (learning.NothingToLearn, "too-little", False),
        ):
            with self.subTest(failure=failure):
                self.ml_model = MLModel.objects.create(project=self.project)
                self.learn.side_effect = failure
                if raises:
                    with self.assertRaises(failure):
                        self.train()
                else:
                    self.train()
                self.ml_model.refresh_from_db()
                self.assertEqual(self.ml_model.status, "failed")
                self.assertEqual(self.ml_model.problem, problem)
                former.refresh_from_db()
                self.assertTrue(former.is_current)

    def test_a_worker_that_is_stopped_puts_it_back_in_the_queue(self) -> None:
        self.learn.side_effect = Shutdown

        with self.assertRaises(Shutdown):
            self.train()

        self.ml_model.refresh_from_db()
        self.assertEqual(self.ml_model.status, "queued")

    def test_it_ignores_a_model_deleted_while_it_waited(self) -> None:
        pk = self.ml_model.pk
        self.ml_model.delete()

        train_model(str(pk))

        self.learn.assert_not_called()

    def meanwhile(self, happens) -> None:
        """Let something happen while the model is being trained."""

        def learn(table, folder, report) -> Lesson:
            lesson = self.pretend(table, folder, report)
            happens()
            return lesson

        self.learn.side_effect = learn

    def test_cancelled_at_the_last_moment_leaves_nothing_behind(self) -> None:
        self.meanwhile(lambda: actions.cancel_training(self.project))

        ml_model = self.train()

        self.assertEqual(ml_model.status, "cancelled")
        self.assertEqual(DiscardedFiles.objects.get().prefix, ml_model.files_prefix)

    def test_cancelled_between_two_stages_stops_there(self) -> None:
        def learn(table, folder, report) -> Lesson:
            actions.cancel_training(self.project)
            report("measuring", 0.5)
            raise AssertionError("It went on.")

        self.learn.side_effect = learn
        self.assertEqual(self.train().status, "cancelled")

    def test_a_project_deleted_meanwhile_leaves_no_files(self) -> None:
        prefix = self.ml_model.folder + "1/"
        self.meanwhile(lambda: project_actions.delete_project(self.project, self.ada))

        train_model(str(self.ml_model.pk))

        self.assertFalse(MLModel.objects.exists())
        for discarded in DiscardedFiles.objects.all():
            delete_discarded_files(discarded.pk)
        self.assertFalse(default_storage.exists(prefix + "model.json"))

    def test_a_model_deleted_meanwhile_leaves_no_files(self) -> None:
        self.meanwhile(lambda: actions.delete_model(self.ml_model))
        folder = self.ml_model.folder

        train_model(str(self.ml_model.pk))

        for discarded in DiscardedFiles.objects.all():
            delete_discarded_files(discarded.pk)
        self.assertFalse(default_storage.exists(folder))

    def test_examples_changed_meanwhile_make_it_outdated(self) -> None:
        label = self.project.live_labels()[0]
        new = project_actions.NewExample(label, Content({"1": 1.0}))
        self.meanwhile(
            lambda: project_actions.add_examples(self.project, [new], self.ada)
        )

        ml_model = self.train()

        ml_model.project.refresh_from_db()
        self.assertTrue(ml_model.is_outdated)
        self.assertEqual(ml_model.example_count, 6)

    def test_examples_gone_before_it_began_are_said_to_be(self) -> None:
        self.project.examples.all().delete()

        ml_model = self.train()

        self.assertEqual(ml_model.problem, "too-little")
        self.learn.assert_not_called()

    def test_a_try_that_was_given_up_cannot_spoil_the_next(self) -> None:
        slow = MLModel.objects.claim(self.ml_model.pk)
        self.assertTrue(slow.queue_again())  # Its worker seemed dead, but was not.
        quick = MLModel.objects.claim(self.ml_model.pk)
        lesson = Lesson(["model.json"], dict(EVALUATION), [1, 0])

        self.assertFalse(slow.note_progress("writing", 0.9))
        self.assertTrue(results.keep(quick, lesson))
        self.assertFalse(results.keep(slow, lesson))
        results.fail(slow, Problem.TOO_SLOW)
        results.fail(quick, Problem.TOO_SLOW)  # The pulse met one that just ended.

        self.ml_model.refresh_from_db()
        self.assertEqual((self.ml_model.status, self.ml_model.tries), ("ready", 2))
        discarded = {each.prefix for each in DiscardedFiles.objects.all()}
        self.assertEqual(discarded, {slow.files_prefix})

    def test_files_of_two_tries_are_never_mixed(self) -> None:
        first = MLModel.objects.claim(self.ml_model.pk)
        default_storage.save(first.files_prefix + "model.json", ContentFile("old"))
        first.queue_again()

        ml_model = self.train()

        self.assertEqual(ml_model.status, "ready")
        with default_storage.open(ml_model.files_prefix + "model.json") as file:
            self.assertEqual(file.read(), b"{}")

    def test_without_redis_it_is_trained_all_the_same(self) -> None:
        with patch("training.progress.get_channel_layer", side_effect=OSError):
            self.assertEqual(self.train().status, "ready")


class DeleteFolderTests(SchoolTestCase):
    def test_it_deletes_what_is_under_the_folder_and_nothing_beside(self) -> None:
        for name in ("a/b/one.txt", "a/b/c/two.txt", "a/beside.txt"):
            default_storage.save(name, ContentFile(json.dumps(name)))
            self.addCleanup(default_storage.delete, name)
        discarded = DiscardedFiles.objects.create(prefix="a/b/")

        delete_discarded_files(discarded.pk)
        delete_discarded_files(discarded.pk)

        self.assertFalse(default_storage.exists("a/b/one.txt"))
        self.assertFalse(default_storage.exists("a/b/c/two.txt"))
        self.assertTrue(default_storage.exists("a/beside.txt"))
