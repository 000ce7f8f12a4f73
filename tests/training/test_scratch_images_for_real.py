"""From pictures to answers, for programs: nothing pretended but the queue."""

import os
import subprocess
import sys
from dataclasses import replace
from unittest.mock import patch

from django.conf import settings
from django.core.files.storage import default_storage
from django.test import override_settings, tag
from PIL import Image

from tests.projects.pictures import jpeg
from training.classifying import load
from training.learning.images.bases import SIMPLE_EYES
from training.models import MLModel
from training.tasks import train_model

from .scratch_files import ImageScratchTestCase, in_base64

OTHER_EYES = replace(SIMPLE_EYES, id="simple-eyes-0")
COLOURS = {
    "cat": ["#c02020", "#d03018", "#b81828", "#e02020", "#a81010"],
    "dog": ["#2020c0", "#1830d0", "#2818b8", "#2020e0", "#1010a8"],
}
# As the web process answers, in a process that has not learnt anything.
CLASSIFY = """
import sys, django
django.setup()
from pathlib import Path
from training.clients import views
from training.clients.kinds import TALKS
from training.learning.images import PictureClassifier
with open(sys.argv[2]) as file:
    question = TALKS["images"].read_question([], file.read())
folder = Path(sys.argv[1])
read = lambda prefix, name: (folder / name).read_bytes()
from training.learning import artefacts
artefacts.read = read
assert len(PictureClassifier.load("").classify(question)) == 2
heavy = {"tensorflow", "tf_keras", "scipy", "pandas"} & sys.modules.keys()
sys.exit(f"Answering loads {heavy}." if heavy else 0)
"""


def drawn(colour: str) -> str:
    """Return a large dot of that colour, as a program sends it."""
    image = Image.new("RGB", (320, 240), "white")
    image.paste(colour, (80, 40, 240, 200))
    return in_base64(jpeg(image))


@tag("slow")
@override_settings(IMAGE_BASE="simple-eyes")
class ForRealTests(ImageScratchTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.project.examples.all().delete()
        for label, colours in COLOURS.items():
            for colour in colours:
                body = {"data": drawn(colour), "label": label}
                self.assertEqual(self.post("train", body).status_code, 200)

    def train(self) -> MLModel:
        with patch("training.actions.train_model.send"):
            self.assertEqual(self.post("models", {}).json()["status"], 1)
        train_model(str(MLModel.objects.get().pk))
        return MLModel.objects.get()

    def test_a_program_teaches_trains_waits_and_asks(self) -> None:
        ml_model = self.train()

        self.assertEqual(
            self.client.get(self.url("status")).json(),
            {"status": 2, "msg": "Ready", "type": "imgtfjs"},
        )
        self.assertFalse(ml_model.in_browser)
        for colour, label in (("#c81c1c", "cat"), ("#1c1cc8", "dog")):
            answers = self.post("classify", {"data": drawn(colour)}).json()
            self.assertEqual(answers[0]["class_name"], label)
            self.assertNotIn("random", answers[0])
            self.assertAlmostEqual(sum(each["confidence"] for each in answers), 100, -1)

    def test_without_what_looked_at_its_pictures_it_says_that_it_cannot(self) -> None:
        self.train()
        question = {"data": drawn("#c81c1c")}
        with patch("training.learning.images.bases.SIMPLE_EYES", OTHER_EYES):
            load.cache_clear()
            answers = self.post("classify", question).json()
            status = self.client.get(self.url("status")).json()

            self.assertTrue(all(each["random"] for each in answers))
            self.assertEqual((status["status"], status["msg"]), (0, "Model Failed"))
        self.assertNotIn("random", self.post("classify", question).json()[0])

    def test_answering_needs_no_tensorflow(self) -> None:
        ml_model = self.train()
        folder = default_storage.path(ml_model.files_prefix)
        question = default_storage.path("question.txt")
        with open(question, "w") as file:
            file.write(drawn("#c81c1c"))

        command = [sys.executable, "-c", CLASSIFY, folder, question]
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mlforkids.settings",
            "IMAGE_BASE": "simple-eyes",
        }
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True
        )

        self.assertEqual((done.returncode, done.stderr), (0, ""))
