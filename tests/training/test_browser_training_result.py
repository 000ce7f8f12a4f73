import json
from unittest.mock import patch

import numpy as np
from django.core.files.storage import default_storage
from django.urls import reverse

from projects import actions as project_actions
from projects.models import DiscardedFiles
from projects.tasks import delete_discarded_files
from training import in_browsers
from training.models import MLModel
from training.room import MEBIBYTE

from .lessons import Browser, SmallBase, make_pictures
from .test_browser_training import BrowserTrainingTestCase

FILES = ["model.json", "weights.bin", "head.json"]


class ResultTestCase(BrowserTrainingTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        self.browser.start()

    def files(self) -> list[str]:
        """Return what is left in storage once what was discarded is gone."""
        for discarded in DiscardedFiles.objects.all():
            delete_discarded_files(discarded.pk)
        found = []
        for ml_model in MLModel.objects.all():
            for number in range(1, 5):
                found += self.files_in(f"{ml_model.folder}{number}/")
        return found

    def files_in(self, folder: str) -> list[str]:
        try:
            return [folder + name for name in default_storage.listdir(folder)[1]]
        except FileNotFoundError:
            return []


class BringResultTests(ResultTestCase):
    """POST …/model/<ml_model_id>/result/"""

    def test_the_model_is_in_use_at_once(self) -> None:
        response = self.browser.bring()

        self.assertEqual(response.status_code, 200)
        answer = response.json()
        self.assertEqual((answer["status"], answer["is_current"]), ("ready", True))
        self.assertEqual(answer["example_count"], 15)
        self.assertEqual(answer["current"]["id"], self.browser.lesson["id"])
        self.assertFalse(answer["outdated"])

    def test_the_server_writes_the_files(self) -> None:
        weights = np.arange(10, dtype="<f4").tobytes()

        answer = self.browser.bring(weights=weights).json()

        row = self.row()
        self.assertEqual(sorted(row.file_names), sorted(FILES))
        got = b"".join(self.client.get(answer["files"] + "weights.bin"))
        self.assertEqual(got, weights)
        head = json.loads(b"".join(self.client.get(answer["files"] + "head.json")))
        self.assertEqual(head["base"]["id"], SmallBase.id)
        self.assertEqual((head["labels"], head["simplified"]), (2, False))
        sizes = [default_storage.size(row.files_prefix + name) for name in FILES]
        self.assertEqual(row.stored_bytes, sum(sizes))

    def test_the_server_says_how_good_it_is(self) -> None:
        wrong = self.browser.to_measure()[0]
        measured = [
            [each["id"], self.browser.confident(each["label"] ^ (each is wrong))]
            for each in self.browser.to_measure()
        ]

        answer = self.browser.bring(measured=measured).json()

        evaluation = answer["evaluation"]
        self.assertEqual(evaluation["method"], "held-back")
        self.assertEqual(evaluation["example_count"], 3)
        self.assertAlmostEqual(evaluation["accuracy"], 2 / 3)
        self.assertAlmostEqual(evaluation["baseline"], 2 / 3)
        self.assertEqual([each["id"] for each in evaluation["mistakes"]], [wrong["id"]])
        self.assertEqual(sum(map(sum, evaluation["confusion"])), 3)

    def test_it_keeps_what_is_known_of_the_training_and_no_more(self) -> None:
        trained = {**self.browser.report()["trained"], "name": "Ada"}

        answer = self.browser.bring(trained=trained, simplified=True, more=1).json()

        self.assertEqual(
            answer["evaluation"]["trained"],
            {
                "base": SmallBase.id,
                "base_name": "small",
                "simplified": True,
                "backend": "wasm",
                "seconds": {"looking": 1.5, "learning": 0.1},
                "epochs": 20,
                "loss": [[0.7, 0.8], [0.1, None]],
            },
        )

    def test_each_left_out_once_measures_all(self) -> None:
        browser = Browser(self.client, make_pictures(self.ada, cat=3, dog=3))
        browser.start()

        evaluation = browser.bring().json()["evaluation"]

        self.assertEqual(evaluation["method"], "leave-one-out")
        self.assertEqual((evaluation["example_count"], evaluation["accuracy"]), (6, 1))

    def test_too_few_measure_nothing(self) -> None:
        browser = Browser(self.client, make_pictures(self.ada, cat=2, dog=2))
        browser.start()

        evaluation = browser.bring(measured=[]).json()["evaluation"]

        self.assertEqual(
            (evaluation["method"], evaluation["accuracy"]), ("too-few", None)
        )

    def test_twice_is_harmless(self) -> None:
        first, second = self.browser.bring(), self.browser.bring()

        self.assertEqual((first.status_code, second.status_code), (200, 200))
        self.assertEqual(first.json()["files"], second.json()["files"])
        self.assertEqual(len(self.files()), len(FILES))

    def test_the_former_stays_in_use_until_then(self) -> None:
        former = self.browser.bring().json()["id"]
        self.browser.start()
        self.browser.tell()
        current = self.client.get(reverse("training:model", args=[self.project.pk]))
        self.assertEqual(current.json()["current"]["id"], former)

        newer = self.browser.bring().json()["id"]

        self.assertNotEqual(newer, former)
        self.assertEqual(str(MLModel.objects.of(self.project).current().pk), newer)
        self.assertEqual(len(self.files()), len(FILES))

    def test_an_example_deleted_meanwhile_may_be_measured_or_not(self) -> None:
        for keep_it in (True, False):
            with self.subTest(keep_it=keep_it):
                self.browser.start()
                gone = self.browser.to_measure()[0]["id"]
                measured = self.browser.report()["measured"]
                self.project.examples.filter(pk=gone).delete()
                if not keep_it:
                    measured = [pair for pair in measured if pair[0] != gone]
                self.assertEqual(self.browser.bring(measured=measured).status_code, 200)

    def test_one_whose_file_is_lost_cannot_be_measured(self) -> None:
        measured = self.browser.report()["measured"][1:]
        lost = self.browser.to_measure()[0]["id"]
        file = self.project.examples.get(pk=lost).files_prefix + "learning.jpg"
        self.assertEqual(self.browser.bring(measured=measured).status_code, 400)

        default_storage.delete(file)

        answer = self.browser.bring(measured=measured)
        self.assertEqual(answer.json()["evaluation"]["example_count"], 2)

    def test_what_changed_meanwhile_makes_it_outdated(self) -> None:
        ids = [self.project.examples.first().pk]
        project_actions.delete_examples(self.project, ids, self.project.owner)

        self.assertTrue(self.browser.bring().json()["outdated"])

    def test_without_room_it_fails_and_leaves_no_files(self) -> None:
        self.year_5.policy.storage_quota = 1
        self.year_5.policy.save()
        self.project.examples.update(stored_bytes=MEBIBYTE // 15)

        answer = self.browser.bring().json()

        self.assertEqual(answer["status"], "failed")
        self.assertIn("no room left", answer["problem"])
        self.assertEqual(self.files(), [])

    def test_only_its_owner_may_bring_one(self) -> None:
        for user, status in ((self.rivera, 403), (self.grace, 404), (self.okoro, 404)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.browser.bring().status_code, status)
        self.client.logout()
        self.assertEqual(self.browser.bring().status_code, 403)
        self.assertFalse(MLModel.objects.ready().exists())


class MeanwhileTests(ResultTestCase):
    """What happens between a result and the model that it becomes."""

    def meanwhile(self, happens) -> None:
        """Let something happen when the files are written, and not yet in use."""
        store = in_browsers.store

        def and_then(*given):
            lesson = store(*given)
            happens()
            return lesson

        self.enterContext(patch("training.in_browsers.store", and_then))

    def test_cancelled_at_the_last_moment(self) -> None:
        self.meanwhile(lambda: self.browser.cancel())

        self.assertEqual(self.browser.bring().json()["status"], "cancelled")
        self.assertEqual(self.files(), [])

    def test_cancelled_before_it_came(self) -> None:
        self.browser.cancel()

        self.assertEqual(self.browser.bring().status_code, 409)
        self.assertEqual(self.files(), [])

    def test_a_project_deleted_meanwhile_leaves_no_files(self) -> None:
        folder = self.row().folder + "2/"
        self.meanwhile(lambda: project_actions.delete_project(self.project, self.ada))

        self.assertEqual(self.browser.bring().json()["status"], "none")
        self.files()
        self.assertEqual(self.files_in(folder), [])

    def test_a_crash_leaves_the_former_in_use_and_no_files(self) -> None:
        former = self.browser.bring().json()["id"]
        self.browser.start()

        def crash() -> None:
            raise KeyError("Nobody thought of this.")

        self.meanwhile(crash)
        with self.assertRaises(KeyError), self.assertLogs("django.request"):
            self.browser.bring()

        self.assertEqual(str(MLModel.objects.of(self.project).current().pk), former)
        self.assertEqual(len(self.files()), len(FILES))

    def test_what_could_not_be_stored_can_be_brought_again(self) -> None:
        with (
            patch.object(default_storage, "save", side_effect=OSError),
            self.assertLogs("projects"),
        ):
            self.assertEqual(self.browser.bring().status_code, 503)
        self.assertEqual(self.files(), [])

        self.assertEqual(self.browser.bring().json()["status"], "ready")
        self.assertEqual(len(self.files()), len(FILES))

    def test_of_two_results_at_once_one_is_kept(self) -> None:
        first = MLModel.objects.get(pk=self.browser.lesson["id"])
        second = MLModel.objects.get(pk=self.browser.lesson["id"])
        given = self.browser.weights(), json.dumps(self.browser.report())

        in_browsers.take_result(first, *given)
        with self.assertRaises(in_browsers.NoLongerWanted):
            in_browsers.take_result(second, *given)

        self.assertEqual(self.row().status, "ready")
        self.assertEqual(len(self.files()), len(FILES))
