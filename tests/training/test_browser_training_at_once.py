from threading import Event
from unittest.mock import patch

from django.db import transaction
from django.test import Client, TransactionTestCase

from classrooms.models import User
from projects.models import DiscardedFiles
from tests.at_once import at_once, wait_until_another_waits
from tests.own_storage import give_own_storage
from tests.school import make_classroom, make_student
from training.actions import start_training
from training.models import MLModel

from .lessons import Browser, give_base, make_pictures


class BrowserTrainingAtOnceTests(TransactionTestCase):
    """Many pages do the same thing at the same moment."""

    def setUp(self) -> None:
        give_own_storage(self)
        give_base(self)
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        self.enterContext(patch("training.actions.train_model.send"))
        rivera = User.objects.create_user("rivera@school.example")
        self.ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        self.project = make_pictures(self.ada, cat=5, dog=5)

    def page(self) -> Browser:
        client = Client()
        client.force_login(self.ada)
        return Browser(client, self.project)

    def test_of_thirty_that_press_train_one_gets_the_lesson(self) -> None:
        pages = [self.page() for _ in range(30)]

        answers = at_once(lambda n: pages[n].start().status_code, 30)

        self.assertEqual(sorted(answers), [201] + [202] * 29)
        self.assertEqual(len(MLModel.objects.get().lesson["answers"]), 10)

    def test_of_those_that_begin_again_the_last_one_learns(self) -> None:
        pages = [self.page() for _ in range(8)]

        answers = at_once(lambda n: pages[n].start(again=True).status_code, 8)

        self.assertEqual(answers, [201] * 8)
        brought = sorted(page.bring().status_code for page in pages)
        self.assertEqual(brought, [200] + [409] * 7)

    def test_a_program_and_a_page_train_but_one(self) -> None:
        pages = [self.page() for _ in range(6)]

        def press(number: int) -> str:
            if number % 2:  # As every program does that has a key.
                return str(start_training(self.project).pk)
            return pages[number].start().json()["id"]

        answers = at_once(press, 6)

        self.assertEqual(set(answers), {str(MLModel.objects.get().pk)})

    def test_a_page_waits_for_a_program_that_was_faster(self) -> None:
        page, inserted = self.page(), Event()

        def press(number: int) -> object:
            if number:
                inserted.wait(timeout=10)
                return page.start().status_code
            with transaction.atomic():
                queued = MLModel.objects.create(project=self.project)
                inserted.set()
                wait_until_another_waits()
            return queued.pk

        answers = at_once(press, 2)

        self.assertEqual(answers, [MLModel.objects.get().pk, 202])

    def test_the_same_result_many_times_is_kept_once(self) -> None:
        page = self.page()
        page.start()
        others = [self.page() for _ in range(6)]
        for other in others:
            other.lesson = page.lesson

        answers = at_once(lambda n: others[n].bring().status_code, 6)

        self.assertIn(200, answers)
        self.assertTrue(set(answers) <= {200, 409}, answers)
        kept = MLModel.objects.get()
        self.assertEqual((kept.status, kept.evaluation.accuracy), ("ready", 1))
        prefixes = DiscardedFiles.objects.values_list("prefix", flat=True)
        self.assertNotIn(kept.files_prefix, prefixes)
        self.assertNotIn(kept.folder, prefixes)

    def test_a_result_and_a_cancel_leave_one_of_both(self) -> None:
        for _round in range(5):
            page, other = self.page(), self.page()
            page.start()

            at_once(lambda n, p=page, o=other: o.cancel() if n else p.bring(), 2)

            row = MLModel.objects.get(pk=page.lesson["id"])
            self.assertIn(row.status, ("ready", "cancelled"))
            self.assertEqual(row.is_current, row.status == "ready")
            self.assertEqual(bool(row.file_names), row.is_current)
