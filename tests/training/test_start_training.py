from unittest.mock import patch

from django.db import IntegrityError, transaction
from django.urls import reverse
from redis.exceptions import ConnectionError as RedisIsAway

from tests.school import SchoolTestCase, make_project
from training import actions
from training.at_work import at_work_on
from training.models import MLModel


class StartTrainingTests(SchoolTestCase):
    """POST /api/projects/<project_id>/model/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=3, dog=3)
        cls.url = reverse("training:model", args=[cls.project.pk])

    def setUp(self) -> None:
        self.send = self.enterContext(patch("training.actions.train_model.send"))
        self.client.force_login(self.ada)

    def press_train(self):
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(self.url)

    def test_it_queues_a_model(self) -> None:
        response = self.press_train()

        self.assertEqual(response.status_code, 202)
        self.assertEqual(response.json()["status"], "queued")
        self.send.assert_called_once_with(str(MLModel.objects.get().pk))

    def test_it_tells_the_worker_only_after_the_commit(self) -> None:
        with self.captureOnCommitCallbacks():
            self.client.post(self.url)

        self.send.assert_not_called()

    def test_pressing_train_twice_queues_one_model(self) -> None:
        first, second = self.press_train(), self.press_train()

        self.assertEqual(first.json()["id"], second.json()["id"])
        self.send.assert_called_once()

    def test_without_redis_it_waits_in_its_row(self) -> None:
        self.send.side_effect = RedisIsAway

        self.assertEqual(self.press_train().json()["status"], "queued")

    def test_it_says_what_is_missing(self) -> None:
        self.project.labels.get(name="dog").examples.all().delete()

        response = self.press_train()

        self.assertEqual(response.status_code, 409)
        self.assertEqual(response.json()["detail"], "Add 2 more examples of “dog”.")
        self.send.assert_not_called()

    def test_it_wants_columns_and_two_labels_first(self) -> None:
        for examples, sentence in (
            ({}, "Add two labels to choose between."),
            ({"cat": 5}, "Add another label to choose between."),
            ({"cat": 5, "dog": 1}, "Add 1 more example of “dog”."),
        ):
            with self.subTest(examples=examples):
                project = make_project(self.ada, **examples)
                url = reverse("training:model", args=[project.pk])
                self.assertEqual(self.client.post(url).json()["detail"], sentence)

    def test_teacher_may_look_but_not_train(self) -> None:
        self.client.force_login(self.rivera)

        self.assertEqual(self.client.get(self.url).json()["status"], "none")
        self.assertEqual(self.press_train().status_code, 403)
        cancel = reverse("training:cancel", args=[self.project.pk])
        self.assertEqual(self.client.post(cancel).status_code, 403)

    def test_teacher_may_delete_the_model(self) -> None:
        MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at,
        )
        self.client.force_login(self.rivera)

        self.assertEqual(self.client.delete(self.url).status_code, 204)
        self.assertFalse(MLModel.objects.exists())

    def test_it_is_hidden_from_everyone_else(self) -> None:
        for user in (self.grace, self.linus, self.okoro):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.press_train().status_code, 404)
                self.assertEqual(self.client.get(self.url).status_code, 404)
                self.assertEqual(self.client.delete(self.url).status_code, 404)

    def test_it_requires_login(self) -> None:
        self.client.logout()
        self.assertEqual(self.press_train().status_code, 403)

    def test_cancelling_lets_the_next_one_begin(self) -> None:
        first = self.press_train().json()["id"]

        cancelled = self.client.post(reverse("training:cancel", args=[self.project.pk]))
        second = self.press_train().json()["id"]

        self.assertEqual(cancelled.json()["status"], "cancelled")
        self.assertNotEqual(first, second)

    def test_the_database_allows_one_unfinished_model(self) -> None:
        MLModel.objects.create(project=self.project)
        with (
            self.assertRaisesMessage(
                IntegrityError, "one_unfinished_model_per_project"
            ),
            transaction.atomic(),
        ):
            MLModel.objects.create(project=self.project)


class RecoverTests(SchoolTestCase):
    """What becomes of trainings whose worker died or whose message was lost."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=3, dog=3)
        cls.ml_model = MLModel.objects.create(project=cls.project)

    def setUp(self) -> None:
        self.send = self.enterContext(patch("training.actions.train_model.send"))

    def forget(self, **fields: object) -> None:
        long_ago = self.project.created_at.replace(year=2020)
        MLModel.objects.update(heartbeat_at=long_ago, **fields)

    def recover(self) -> MLModel:
        actions.recover()
        self.ml_model.refresh_from_db()
        return self.ml_model

    def test_one_that_is_seen_to_is_left_alone(self) -> None:
        self.recover()
        self.send.assert_not_called()

    def test_a_lost_message_is_sent_again_but_not_every_time(self) -> None:
        self.forget()
        self.recover()
        self.recover()

        self.send.assert_called_once_with(str(self.ml_model.pk))

    def test_a_worker_that_ends_hands_back_what_it_is_at(self) -> None:
        claimed = MLModel.objects.claim(self.ml_model.pk)
        with at_work_on(claimed):
            actions.hand_back()
            actions.hand_back()

        self.ml_model.refresh_from_db()
        self.assertEqual(self.ml_model.status, "queued")
        self.send.assert_called_once_with(str(self.ml_model.pk))

    def test_a_worker_that_ends_hands_back_nothing_it_has_ended(self) -> None:
        claimed = MLModel.objects.claim(self.ml_model.pk)
        with at_work_on(claimed):
            claimed.cancel()
            actions.hand_back()
        actions.hand_back()

        self.ml_model.refresh_from_db()
        self.assertEqual(self.ml_model.status, "cancelled")
        self.send.assert_not_called()

    def test_a_dead_worker_s_model_is_queued_again_once(self) -> None:
        MLModel.objects.claim(self.ml_model.pk)
        self.forget()
        self.assertEqual(self.recover().status, "queued")
        self.send.assert_called_once_with(str(self.ml_model.pk))

        MLModel.objects.claim(self.ml_model.pk)
        self.forget()
        self.assertEqual(self.recover().status, "failed")
        self.assertEqual(self.ml_model.problem, "worker-lost")
