from datetime import timedelta

from django.utils import timezone

from tests.own_storage import give_own_storage
from tests.school import SchoolTestCase, make_project
from training import actions
from training.learning.evaluation import held_back
from training.models import MLModel
from training.models.ml_model import BROWSER_LOST
from training.room import MEBIBYTE

from .lessons import Browser, give_base, make_pictures, places


class BrowserTrainingTestCase(SchoolTestCase):
    def setUp(self) -> None:
        give_own_storage(self)
        give_base(self)
        self.project = make_pictures(self.ada, cat=5, dog=10)
        self.client.force_login(self.ada)
        self.browser = Browser(self.client, self.project)

    def row(self) -> MLModel:
        return MLModel.objects.get(pk=self.browser.lesson["id"])

    def silent_for(self, time: timedelta) -> None:
        MLModel.objects.update(heartbeat_at=timezone.now() - time)


class StartLessonTests(BrowserTrainingTestCase):
    """POST /api/projects/<project_id>/model/, of a kind that browsers learn"""

    def test_it_gives_a_lesson(self) -> None:
        response = self.browser.start()

        self.assertEqual(response.status_code, 201)
        answer, lesson = response.json(), response.json()["lesson"]
        self.assertEqual((answer["status"], answer["in_browser"]), ("training", True))
        self.assertEqual((lesson["id"], lesson["method"]), (answer["id"], "held-back"))
        self.assertEqual([each["name"] for each in lesson["labels"]], ["cat", "dog"])
        of_labels = dict(self.project.examples.values_list("pk", "label__number"))
        self.assertEqual(
            places(lesson["examples"]),
            {str(pk): number - 1 for pk, number in of_labels.items()},
        )
        picture = lesson["examples"][0]["picture"]
        self.assertIn(f"{lesson['examples'][0]['id']}/files/learning.jpg", picture)

    def test_the_server_says_which_examples_are_held_back(self) -> None:
        self.browser.start()

        examples = self.browser.lesson["examples"]
        ids = [each["id"] for each in examples]
        wanted = held_back(ids, [each["label"] for each in examples])
        told = {place for place, each in enumerate(examples) if each["held_back"]}
        self.assertEqual(told, wanted)
        self.assertEqual(len(told), 3)

    def test_a_second_page_gets_no_lesson(self) -> None:
        first = self.browser.start().json()
        second = self.browser.start()

        self.assertEqual(second.status_code, 202)
        self.assertEqual(second.json()["id"], first["id"])
        self.assertNotIn("lesson", second.json())
        self.assertEqual(MLModel.objects.count(), 1)

    def test_it_begins_again_where_that_is_wanted(self) -> None:
        first = self.browser.start().json()
        second = self.browser.start(again=True)

        self.assertEqual(second.status_code, 201)
        self.assertNotEqual(second.json()["id"], first["id"])
        self.assertEqual(MLModel.objects.get(pk=first["id"]).status, "cancelled")

    def test_it_takes_the_place_of_one_that_has_gone_silent(self) -> None:
        first = self.browser.start().json()
        self.silent_for(BROWSER_LOST + timedelta(seconds=1))

        second = self.browser.start()

        self.assertEqual(second.status_code, 201)
        lost = MLModel.objects.get(pk=first["id"])
        self.assertEqual((lost.status, lost.problem), ("failed", "browser-gone"))

    def test_it_says_what_is_missing(self) -> None:
        self.project.labels.get(name="dog").examples.all().delete()

        response = self.browser.start()

        self.assertEqual(response.status_code, 409)
        self.assertEqual(response.json()["detail"], "Add 2 more examples of “dog”.")
        self.assertFalse(MLModel.objects.exists())

    def test_it_does_not_begin_where_there_is_no_room(self) -> None:
        self.year_5.policy.storage_quota = 1
        self.year_5.policy.save()
        self.project.examples.update(stored_bytes=MEBIBYTE)

        response = self.browser.start()

        self.assertEqual(response.status_code, 409)
        self.assertIn("no room for another model", response.json()["detail"])

    def test_a_few_examples_are_each_left_out_once(self) -> None:
        browser = Browser(self.client, make_pictures(self.ada, cat=3, dog=3))
        browser.start()

        lesson = browser.lesson
        self.assertEqual(lesson["method"], "leave-one-out")
        self.assertFalse(any(each["held_back"] for each in lesson["examples"]))

    def test_other_kinds_are_still_trained_by_the_worker(self) -> None:
        browser = Browser(self.client, make_project(self.ada, cat=2, dog=2))

        response = browser.start()

        self.assertEqual(response.status_code, 202)
        self.assertEqual(response.json()["status"], "queued")
        self.assertFalse(response.json()["in_browser"])

    def test_teacher_may_look_but_not_train(self) -> None:
        self.client.force_login(self.rivera)

        self.assertEqual(self.browser.start().status_code, 403)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        for user in (self.grace, self.linus, self.okoro):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.browser.start().status_code, 404)


class ProgressTests(BrowserTrainingTestCase):
    """POST …/model/<ml_model_id>/progress/"""

    def setUp(self) -> None:
        super().setUp()
        self.browser.start()

    def test_it_is_noted(self) -> None:
        self.silent_for(timedelta(seconds=50))

        self.assertEqual(self.browser.tell("looking", 0.25).status_code, 204)

        row = self.row()
        self.assertEqual((row.stage, row.fraction), ("looking", 0.25))
        self.assertLess(timezone.now() - row.heartbeat_at, timedelta(seconds=10))

    def test_what_makes_no_sense_is_refused(self) -> None:
        for stage, fraction in (
            ("sleeping", 0.5),
            ("learning", 1.5),
            ("learning", "x"),
        ):
            with self.subTest(stage=stage, fraction=fraction):
                self.assertEqual(self.browser.tell(stage, fraction).status_code, 400)

    def test_one_that_has_ended_hears_of_it(self) -> None:
        self.browser.cancel()
        self.assertEqual(self.browser.tell().status_code, 409)

        MLModel.objects.all().delete()
        response = self.browser.tell()
        self.assertEqual(response.status_code, 409)
        self.assertIn("has ended", response.json()["detail"])

    def test_only_its_owner_may_tell(self) -> None:
        for user, status in ((self.rivera, 403), (self.grace, 404), (self.okoro, 404)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.browser.tell().status_code, status)
        self.client.logout()
        self.assertEqual(self.browser.tell().status_code, 403)

    def test_it_counts_for_this_project_only(self) -> None:
        other = Browser(self.client, make_pictures(self.ada, cat=2, dog=2))
        other.lesson = self.browser.lesson

        self.assertEqual(other.tell().status_code, 409)
        self.assertEqual(self.row().stage, "")


class GiveUpTests(BrowserTrainingTestCase):
    """How a lesson ends that comes to nothing."""

    def setUp(self) -> None:
        super().setUp()
        self.browser.start()

    def test_cancelling_one_leaves_another_alone(self) -> None:
        left = self.browser.lesson["id"]
        self.browser.start(again=True)

        self.browser.cancel(id=left)

        self.assertEqual(self.row().status, "training")
        self.browser.cancel(id=self.browser.lesson["id"])
        self.assertEqual(self.row().status, "cancelled")

    def test_a_computer_that_cannot_do_it_says_so(self) -> None:
        answer = self.browser.cancel(id=self.browser.lesson["id"], failed=True).json()

        self.assertEqual(answer["status"], "failed")
        self.assertIn("That computer could not do it", answer["problem"])

    def test_what_is_ready_does_not_fail_afterwards(self) -> None:
        self.browser.bring()

        answer = self.browser.cancel(id=self.browser.lesson["id"], failed=True).json()

        self.assertEqual(answer["status"], "ready")
        self.assertTrue(self.row().is_current)

    def test_one_that_speaks_once_a_minute_is_left_alone(self) -> None:
        self.silent_for(timedelta(seconds=50))
        actions.recover()
        self.assertEqual(self.row().status, "training")

    def test_one_that_has_gone_silent_fails_and_is_not_queued(self) -> None:
        self.silent_for(BROWSER_LOST + timedelta(seconds=1))
        actions.recover()

        row = self.row()
        self.assertEqual((row.status, row.problem), ("failed", "browser-gone"))
        response = self.browser.bring()
        self.assertEqual(response.status_code, 409)
        self.assertFalse(MLModel.objects.ready().exists())

    def test_nothing_is_kept_of_a_lesson_that_is_over(self) -> None:
        for end in (
            lambda: self.browser.bring(),
            lambda: self.browser.cancel(),
            lambda: self.browser.cancel(id=self.browser.lesson["id"], failed=True),
        ):
            self.browser.start()
            self.assertEqual(len(self.row().lesson["answers"]), 15)
            end()
            self.assertEqual(self.row().lesson, {})
