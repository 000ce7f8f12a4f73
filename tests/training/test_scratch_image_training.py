"""Image projects for programs, to the byte: teaching them."""

from unittest.mock import patch

from django.core.files.storage import default_storage

from classrooms.models import Policy
from projects import actions
from projects.uploads import StorageIsDown, StorageIsFull
from tests.training.scratch import NOT_PICTURES, PHOTO, ImageScratchTestCase, in_base64
from training.clients import throttles
from training.models import MLModel, make_local_key


class ImageTrainTests(ImageScratchTestCase):
    def test_it_stores_the_picture_and_answers_200(self) -> None:
        response = self.post("train", {"data": in_base64(PHOTO), "label": "DOG"})

        self.assertEqual(response.status_code, 200)
        stored = self.project.examples.order_by("-created_at")[0]
        self.assertEqual((stored.label.name, stored.author), ("dog", self.ada))
        self.assertEqual(
            response.json(),
            {
                "id": str(stored.pk),
                "projectid": str(self.project.pk),
                "imageurl": f"http://testserver{self.url('image', stored.pk)}",
                "label": "dog",
            },
        )
        for name in self.project.kind.file_names:
            self.assertTrue(default_storage.exists(stored.files_prefix + name))

    def test_twice_is_harmless(self) -> None:
        first = self.post("train", {"data": in_base64(PHOTO), "label": "dog"})

        again = self.post("train", {"data": in_base64(PHOTO), "label": "dog"})

        self.assertEqual((again.status_code, again.json()), (200, first.json()))
        self.assertEqual(self.project.examples.count(), 5)

    def test_another_label_may_hold_the_same(self) -> None:
        self.post("train", {"data": in_base64(PHOTO), "label": "dog"})

        response = self.post("train", {"data": in_base64(PHOTO), "label": "cat"})

        self.assertEqual(response.json()["label"], "cat")
        self.assertEqual(self.project.examples.count(), 6)

    def test_a_program_that_sends_them_too_fast_has_to_wait(self) -> None:
        throttles._uses.clear()
        self.addCleanup(throttles._uses.clear)
        self.enterContext(patch.object(throttles.time, "time", return_value=1003.0))
        self.enterContext(patch.dict(throttles.ALLOWED, {throttles.FILE: 1}))
        body = {"data": in_base64(PHOTO), "label": "dog"}

        first, second = (self.post("train", body) for _ in range(2))

        self.assertEqual((first.status_code, second.status_code), (200, 429))
        self.assertEqual(second["Retry-After"], "7")

    def test_it_says_what_is_wrong(self) -> None:
        data = in_base64(PHOTO)
        for body, sentence in (
            ({}, "Missing data"),
            ([], "Missing data"),
            ({"data": data}, "Missing data"),
            ({"label": "cat"}, "Missing data"),
            ({"data": "", "label": "cat"}, "Missing data"),
            ({"data": None, "label": "cat"}, "Missing data"),
            ({"data": data, "label": "bird"}, "Invalid label"),
            ({"data": data, "label": 3}, "Invalid label"),
            *(({"data": bad, "label": "cat"}, "Invalid data") for bad in NOT_PICTURES),
        ):
            with self.subTest(body=str(body)[:60]):
                self.assert_refused(self.post("train", body), 400, sentence)
        self.assertEqual(self.project.examples.count(), 4)

    def test_a_full_project_says_so(self) -> None:
        Policy.objects.filter(classroom=self.year_5).update(image_quota=4)

        response = self.post("train", {"data": in_base64(PHOTO), "label": "cat"})

        self.assert_refused(
            response,
            409,
            "Project already has maximum allowed amount of training data",
        )

    def test_a_storage_that_fails_is_not_the_program_s_fault(self) -> None:
        for problem, status, sentence in (
            (StorageIsDown(), 503, "Files cannot be stored or read now"),
            (StorageIsFull(), 507, "There is no room left on this server"),
        ):
            with (
                self.subTest(status),
                patch("projects.actions.uploads.write_files", side_effect=problem),
            ):
                body = {"data": in_base64(PHOTO), "label": "cat"}
                response = self.post("train", body)
                self.assertEqual(response.status_code, status)
                self.assertIn(sentence, response.json()["error"])
        self.assertEqual(self.project.examples.count(), 4)


class ImageModelsTests(ImageScratchTestCase):
    """POST /api/scratch/<key>/models: this server learns it, not a browser."""

    def test_it_starts_a_training_on_the_server(self) -> None:
        with (
            patch("training.actions.train_model.send") as send,
            self.captureOnCommitCallbacks(execute=True),
        ):
            response = self.post("models", {"x": 1})

        self.assertEqual(
            (response.status_code, response.json()),
            (200, {"status": 1, "msg": "Model not ready yet", "type": "imgtfjs"}),
        )
        ml_model = self.project.ml_models.get()
        self.assertEqual((ml_model.status, ml_model.in_browser), ("queued", False))
        send.assert_called_once_with(str(ml_model.pk))

    def test_a_browser_that_learns_is_answered_with(self) -> None:
        MLModel.objects.create(project=self.project, status="training", in_browser=True)

        response = self.post("models", {})

        self.assertEqual(response.json()["status"], 1)
        self.assertEqual(self.project.ml_models.count(), 1)

    def test_too_little_to_learn_from_fails(self) -> None:
        actions.delete_label(self.project.live_labels()[0])

        response = self.post("models", {})

        self.assertEqual(
            response.json(), {"status": 0, "msg": "Model Failed", "type": "imgtfjs"}
        )

    def test_pictures_of_a_browser_are_not_learnt_here(self) -> None:
        key = make_local_key(self.ada, "images").spelled
        body = {"type": "images", "training": [{"data": "x", "label": "cat"}]}

        response = self.client.post(
            f"/api/scratch/{key}/local/models", body, "application/json"
        )

        self.assert_refused(
            response, 400, "Pictures are learnt by the browser, not by this server"
        )
