"""A browser with a key, and learning that only pretends."""

import json
from pathlib import Path
from unittest.mock import patch

from django.core.files.storage import default_storage

from projects.models import DiscardedFiles
from projects.tasks import delete_discarded_files
from tests.school import SchoolTestCase
from training.clients import throttles
from training.learning import Teacher
from training.learning.examples import Examples
from training.learning.lesson import Lesson
from training.models import LocalModel, make_local_key
from training.tasks import train_local_model

EVALUATION = {
    "method": "too-few",
    "accuracy": None,
    "baseline": None,
    "example_count": 4,
}
PETS = [("meow", "cat"), ("purr", "cat"), ("woof", "dog"), ("bow wow", "dog")]


def texts(pairs=PETS) -> dict:
    training = [{"textdata": text, "label": label} for text, label in pairs]
    return {"type": "text", "training": training}


class LocalTestCase(SchoolTestCase):
    kind = "text"

    def setUp(self) -> None:
        throttles._uses.clear()
        self.enterContext(patch.dict(throttles.ALLOWED, {throttles.SENT: 1000}))
        self.learnt: list[Examples] = []
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        self.send = self.enterContext(patch("training.actions.train_local_model.send"))
        teacher = Teacher(self.pretend, lambda: None)
        self.enterContext(
            patch.dict("training.learning.TEACHERS", text=teacher, numbers=teacher)
        )
        self.key = make_local_key(self.ada, self.kind).spelled

    def pretend(self, examples: Examples, folder: Path, report) -> Lesson:
        self.learnt.append(examples)
        report("learning", 0.5)
        (folder / "model.json").write_text(json.dumps(examples.labels))
        return Lesson(["model.json"], dict(EVALUATION), [0, 1], stored_bytes=9)

    def url(self, name: str, key: str = "") -> str:
        return f"/api/scratch/{key or self.key}/{name}"

    def post(self, body: object, key: str = ""):
        """Send a browser's examples, as if on a connection of its own."""
        with self.captureOnCommitCallbacks(execute=True):
            url = self.url("local/models", key)
            return self.client.post(url, body, "application/json")

    def train(self, body: object = None, key: str = "") -> LocalModel:
        """Have it trained, as the worker does."""
        self.post(body or texts(), key)
        local_model = LocalModel.objects.unfinished().get()
        train_local_model(str(local_model.pk))
        local_model.refresh_from_db()
        self.addCleanup(self.delete_files, local_model.folder)
        return local_model

    def delete_files(self, folder: str) -> None:
        DiscardedFiles.objects.create(prefix=folder)
        self.delete_discarded()

    def delete_discarded(self) -> None:
        for discarded in DiscardedFiles.objects.all():
            delete_discarded_files(discarded.pk)

    def is_stored(self, local_model: LocalModel) -> bool:
        return default_storage.exists(f"{local_model.folder}1/model.json")

    def assert_refused(self, response, status: int, sentence: str) -> None:
        self.assertEqual(response.json(), {"error": sentence})
        self.assertEqual(response.status_code, status)
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
