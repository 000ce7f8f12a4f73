"""Browser projects: what is sent to be learnt, and what becomes of it."""

import re
from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone
from dramatiq.middleware import Shutdown

from tests.own_storage import give_own_storage
from tests.pictures import in_database, in_redis, in_storage
from training import actions, erasing, housekeeping
from training.learning.examples import Examples
from training.models import KEPT_FOR, LocalExamples, LocalModel, make_local_key
from training.tasks import sweep_files, train_local_model

from .local import PETS, LocalTestCase, texts

WORD = "onion5d7a1c"


class LocalModelTests(LocalTestCase):
    """POST /api/scratch/<key>/local/models of text"""

    def test_it_answers_as_a_cloud_project_does_and_where_to_look(self) -> None:
        response = self.post(texts())

        self.assertEqual(response.status_code, 200)
        said = response.json()
        local_model = LocalModel.objects.get()
        folder = f"http://testserver/saved-models/{self.key}-{local_model.pk.hex}"
        self.assertEqual(said["status"], 1)
        self.assertEqual(said["msg"], "Model not ready yet")
        self.assertEqual(said["type"], "text")
        self.assertEqual(
            said["urls"], {"status": f"{folder}/status", "files": f"{folder}/files/"}
        )
        self.assertEqual(said["key"], f"{self.key}-{local_model.pk.hex}")
        self.assertEqual(
            said["schema"]["labels"],
            [{"number": 1, "name": "cat"}, {"number": 2, "name": "dog"}],
        )
        self.assertRegex(said["until"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertEqual(response["Cache-Control"], "no-store")

    def test_the_worker_learns_it_and_the_browser_fetches_it(self) -> None:
        local_model = self.train()

        (examples,) = self.learnt
        self.assertEqual(
            [
                (content.text, examples.labels[answer])
                for content, answer in zip(
                    examples.contents, examples.answers, strict=True
                )
            ],
            PETS,
        )
        path = f"/saved-models/{self.key}-{local_model.pk.hex}"
        said = self.client.get(f"{path}/status").json()
        self.assertEqual((said["status"], said["msg"]), (2, "Ready"))
        self.assertEqual(said["files"], ["model.json"])
        self.assertEqual(said["schema"]["label_order"], [0, 1])
        self.assertEqual(said["evaluation"]["method"], "too-few")
        address = said["urls"]["files"] + said["files"][0]
        file = self.client.get(re.sub("^http://testserver", "", address))
        self.assertEqual(file.content, b'["cat", "dog"]')
        self.assertEqual(file["Cache-Control"], "no-store")
        self.assertEqual(self.client.get(f"{path}/files/other").status_code, 404)

    def test_the_key_tells_how_it_stands_and_classifies(self) -> None:
        status = self.url("status")
        said = {"status": 0, "msg": "Model Non Existent", "type": "text"}
        self.assertEqual(self.client.get(status).json(), said)
        self.assert_refused(
            self.client.get(self.url("classify"), {"data": "meow"}),
            404,
            "Nothing was trained with this key within the hour",
        )

        self.post(texts())
        self.assertEqual(self.client.get(status).json()["status"], 1)
        guess = self.client.get(self.url("classify"), {"data": "meow"}).json()
        self.assertEqual({each["class_name"] for each in guess}, {"cat", "dog"})
        self.assertTrue(guess[0]["random"])

        train_local_model(str(LocalModel.objects.get().pk))
        self.assertEqual(self.client.get(status).json()["status"], 2)
        with patch("training.classifying.load") as load:
            load.return_value.classify.return_value = [0.2, 0.8]
            response = self.client.get(self.url("classify"), {"data": "meow"})
        answers = [(e["class_name"], e["confidence"]) for e in response.json()]
        self.assertEqual(answers, [("dog", 80), ("cat", 20)])
        since = {"If-Modified-Since": response.json()[0]["classifierTimestamp"]}
        again = self.client.get(self.url("classify"), {"data": "x"}, headers=since)
        self.assertEqual(again.status_code, 304)

    def test_examples_are_kept_only_until_they_are_learnt(self) -> None:
        self.post(texts([*PETS, (WORD, "cat")]))
        self.assertNotEqual(in_database([WORD]), [])
        local_model = LocalModel.objects.get()
        self.addCleanup(self.delete_files, local_model.folder)

        with self.assertNoLogs(level="WARNING"):
            train_local_model(str(local_model.pk))

        self.assertEqual(in_database([WORD]), [])
        self.assertEqual(in_storage([WORD]), [])
        self.assertEqual(in_redis([WORD]), [])

    def test_examples_of_a_training_that_failed_go_as_well(self) -> None:
        with patch("training.learning.teach", side_effect=MemoryError):
            local_model = self.train()

        self.assertEqual(local_model.problem, "too-large")
        self.assertFalse(LocalExamples.objects.exists())
        said = {"status": 0, "msg": "Model Failed", "type": "text"}
        self.assertEqual(self.client.get(self.url("status")).json(), said)

    def test_a_worker_that_is_stopped_leaves_them_to_the_next(self) -> None:
        with patch("training.learning.teach", side_effect=Shutdown):
            self.post(texts())
            local_model = LocalModel.objects.get()
            with self.assertRaises(Shutdown):
                train_local_model(str(local_model.pk))

        train_local_model(str(local_model.pk))

        local_model.refresh_from_db()
        self.addCleanup(self.delete_files, local_model.folder)
        self.assertEqual((local_model.status, local_model.tries), ("ready", 2))

    def test_a_lost_message_is_sent_again_and_a_lost_worker_noticed(self) -> None:
        self.post(texts())
        self.send.reset_mock()
        long_ago = timezone.now() - timedelta(minutes=1)
        LocalModel.objects.update(heartbeat_at=long_ago)
        actions.recover()
        self.send.assert_called_once_with(str(LocalModel.objects.get().pk))

        LocalModel.objects.update(status="training", tries=2, heartbeat_at=long_ago)
        actions.recover()
        self.assertEqual(LocalModel.objects.get().problem, "worker-lost")
        self.assertFalse(LocalExamples.objects.exists())

    def test_what_is_sent_last_counts(self) -> None:
        self.post(texts())
        first = LocalModel.objects.get()

        self.post(texts([*PETS, ("hiss", "cat")]))

        second = LocalModel.objects.get()
        self.assertNotEqual(first.pk, second.pk)
        train_local_model(str(first.pk))  # Its message comes all the same.
        self.assertEqual(self.learnt, [])
        self.assertEqual(second.example_count, 5)

    def test_a_newer_model_takes_the_place_of_the_former(self) -> None:
        first = self.train()
        self.post(texts())
        self.assertEqual(self.client.get(self.url("status")).json()["status"], 1)
        self.assertTrue(self.is_stored(first))

        second = LocalModel.objects.unfinished().get()
        train_local_model(str(second.pk))
        self.addCleanup(self.delete_files, second.folder)

        self.delete_discarded()
        self.assertEqual(LocalModel.objects.get().pk, second.pk)
        self.assertFalse(self.is_stored(first))

    def test_after_an_hour_nothing_is_left(self) -> None:
        local_model = self.train()
        path = f"/saved-models/{self.key}-{local_model.pk.hex}/status"
        self.age(KEPT_FOR - timedelta(seconds=5))
        housekeeping.delete_local_models()
        self.assertEqual(self.client.get(path).status_code, 200)

        self.age(timedelta(seconds=10))
        self.assertEqual(self.client.get(path).status_code, 404)
        self.assertEqual(self.client.get(self.url("status")).json()["status"], 0)
        housekeeping.delete_local_models()
        housekeeping.delete_local_models()

        self.delete_discarded()
        self.assertFalse(LocalModel.objects.exists())
        self.assertFalse(self.is_stored(local_model))

    def test_what_was_never_learnt_goes_after_an_hour_too(self) -> None:
        self.post(texts())
        self.age(KEPT_FOR)

        housekeeping.delete_local_models()

        self.assertFalse(LocalExamples.objects.exists())

    def age(self, by: timedelta) -> None:
        for local_model in LocalModel.objects.all():
            local_model.requested_at -= by
            local_model.save(update_fields=["requested_at"])

    def test_erasing_who_sent_it_while_it_is_learnt_leaves_nothing(self) -> None:
        def learn(examples: Examples, folder, report):
            lesson = self.pretend(examples, folder, report)
            erasing.erase_students([self.ada.student], self.rivera)
            return lesson

        self.post(texts())
        local_model = LocalModel.objects.get()
        teacher = self.enterContext(patch("training.learning.TEACHERS"))
        teacher.__getitem__.return_value.learn = learn
        train_local_model(str(local_model.pk))

        self.delete_discarded()
        self.assertFalse(LocalModel.objects.exists())
        self.assertFalse(self.is_stored(local_model))

    def test_files_without_a_row_are_swept(self) -> None:
        give_own_storage(self)
        local_model = self.train()
        sweep_files()
        self.assertTrue(self.is_stored(local_model))

        LocalModel.objects.all().delete()
        sweep_files()

        self.assertFalse(self.is_stored(local_model))

    def test_two_projects_of_one_browser_know_nothing_of_each_other(self) -> None:
        other = make_local_key(self.ada, "text").spelled
        local_model = self.train()

        status = self.client.get(self.url("status", other)).json()
        path = f"/saved-models/{other}-{local_model.pk.hex}/status"

        self.assertEqual(status["msg"], "Model Non Existent")
        self.assertEqual(self.client.get(path).status_code, 404)
