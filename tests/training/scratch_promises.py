"""What programs are promised by projects of several kinds: for tests to take up."""

from unittest.mock import patch

from projects import actions
from training.clients.keys import LARGEST_BODY
from training.models import MLModel

from .scratch import Pretend
from .scratch_files import in_base64


class SaysItsStage:
    """GET /api/scratch/<key>/status"""

    def test_it_is_true_at_every_stage(self) -> None:
        ended = {"finished_at": self.project.created_at}
        for fields, status, message in (
            (None, 0, "Model Non Existent"),
            ({"status": "queued"}, 1, "Model not ready yet"),
            ({"status": "training"}, 1, "Model not ready yet"),
            ({"status": "training", "in_browser": True}, 1, "Model not ready yet"),
            ({"status": "failed", **ended}, 0, "Model Failed"),
            ({"status": "cancelled", **ended}, 0, "Model Non Existent"),
            ({"status": "ready", "is_current": True, **ended}, 2, "Ready"),
        ):
            with self.subTest(fields=str(fields)):
                MLModel.objects.all().delete()
                if fields:
                    MLModel.objects.create(project=self.project, **fields)
                response = self.client.get(self.url("status"))
                said = {"status": status, "msg": message, "type": self.kind_name}
                self.assertEqual(response.json(), said)
                self.assertEqual(response["Cache-Control"], "no-store")


class ClassifiesFiles:
    """POST /api/scratch/<key>/classify, by a model that says `confidences`."""

    confidences: tuple[float, ...]  # the first label's the lowest, and so on

    def setUp(self) -> None:
        super().setUp()
        self.classifier = Pretend(*self.confidences)
        self.enterContext(
            patch("training.classifying.load", return_value=self.classifier)
        )

    def ask(self, data: object):
        return self.post("classify", {"data": data})

    def test_nothing_else_is_taken(self) -> None:
        self.make_ready()
        for data in [*self.not_taken, *map(in_base64, self.not_asked)]:
            with self.subTest(str(data)[:40]):
                self.assert_refused(self.ask(data), 400, "Invalid data")
        self.assertEqual(self.classifier.contents, [])

    def test_nothing_is_missing_data(self) -> None:
        self.make_ready()
        for body in ({}, [], {"data": ""}, {"data": None}, {"data": " "}):
            with self.subTest(str(body)):
                self.assert_refused(self.post("classify", body), 400, "Missing data")

    def test_an_address_cannot_hold_a_file(self) -> None:
        self.make_ready()
        for data in (in_base64(self.sent), "AAAA"):
            response = self.client.get(self.url("classify"), {"data": data})
            self.assert_refused(response, 400, "Missing data")

    def test_more_than_four_megabytes_are_refused(self) -> None:
        response = self.ask("A" * LARGEST_BODY)

        self.assert_refused(response, 413, "This is too large: 4 MB at most")

    def test_without_a_model_it_guesses(self) -> None:
        answers = self.ask(in_base64(self.sent)).json()

        names = {each.name for each in self.project.live_labels()}
        self.assertEqual({each["class_name"] for each in answers}, names)
        even = round(100 / len(names))
        self.assertEqual({each["confidence"] for each in answers}, {even})
        self.assertTrue(all(each["random"] for each in answers))

    def test_a_label_renamed_since_has_its_new_name(self) -> None:
        self.make_ready()
        actions.change_label(self.project.live_labels()[0], name="lion")

        answers = self.ask(in_base64(self.sent)).json()

        names = ["lion", *(each.name for each in self.project.live_labels()[1:])]
        self.assertEqual([each["class_name"] for each in answers], names[::-1])


class LearnsOnTheServer:
    """POST /api/scratch/<key>/models: this server learns it, not a browser."""

    def test_it_starts_a_training_on_the_server(self) -> None:
        with (
            patch("training.actions.train_model.send") as send,
            self.captureOnCommitCallbacks(execute=True),
        ):
            response = self.post("models", {"x": 1})

        said = {"status": 1, "msg": "Model not ready yet", "type": self.kind_name}
        self.assertEqual((response.status_code, response.json()), (200, said))
        ml_model = self.project.ml_models.get()
        self.assertEqual((ml_model.status, ml_model.in_browser), ("queued", False))
        send.assert_called_once_with(str(ml_model.pk))

    def test_nothing_to_learn_from_fails(self) -> None:
        self.project.examples.all().delete()

        response = self.post("models", {})

        failed = {"status": 0, "msg": "Model Failed", "type": self.kind_name}
        self.assertEqual(response.json(), failed)
        self.assertFalse(MLModel.objects.exists())
