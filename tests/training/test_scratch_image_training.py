"""Image projects for programs, to the byte: teaching them."""

from projects import actions
from training.models import MLModel

from .scratch_file_promises import TakesFiles
from .scratch_files import PHOTO, ImageScratchTestCase, in_base64
from .scratch_promises import LearnsOnTheServer


class ImageTrainTests(TakesFiles, ImageScratchTestCase):
    def test_another_label_may_hold_the_same(self) -> None:
        self.post("train", {"data": in_base64(PHOTO), "label": "dog"})

        response = self.post("train", {"data": in_base64(PHOTO), "label": "cat"})

        self.assertEqual(response.json()["label"], "cat")
        self.assertEqual(self.project.examples.count(), 6)


class ImageModelsTests(LearnsOnTheServer, ImageScratchTestCase):
    """POST /api/scratch/<key>/models: this server learns it, not a browser."""

    def test_a_browser_that_learns_is_answered_with(self) -> None:
        MLModel.objects.create(project=self.project, status="training", in_browser=True)

        response = self.post("models", {})

        self.assertEqual(response.json()["status"], 1)
        self.assertEqual(self.project.ml_models.count(), 1)

    def test_one_label_alone_fails(self) -> None:
        actions.delete_label(self.project.live_labels()[0])

        response = self.post("models", {})

        self.assertEqual(
            response.json(), {"status": 0, "msg": "Model Failed", "type": "imgtfjs"}
        )
