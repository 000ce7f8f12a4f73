"""From sentences to answers, for programs: nothing pretended but the queue."""

import os
import subprocess
import sys
from unittest.mock import patch

from django.conf import settings
from django.test import tag

from projects.models import ProjectKey
from training.learning import TEACHERS
from training.models import LocalModel, MLModel, make_local_key
from training.tasks import train_local_model, train_model

from .local import LocalTestCase, texts
from .scratch import TextScratchTestCase, make_text_project

CAT = ["the cat says meow", "my cat purrs", "a kitten drinks milk", "cats hate water"]
DOG = [
    "the dog barks",
    "my dog fetches sticks",
    "a puppy chews shoes",
    "dogs love walks",
]
REAL_TEACHERS = dict(TEACHERS)
# As the web process answers, in a process that has not learnt anything.
CLASSIFY = """
import sys, django
django.setup()
from pathlib import Path
from projects.kinds import Content
from training.clients import views
from training.learning.text import SentenceClassifier
folder = Path(sys.argv[1])
classifier = SentenceClassifier.from_files(lambda name: (folder / name).read_bytes())
assert len(classifier.classify(Content(text="my kitten purrs"))) == 2
heavy = {"tensorflow", "tf_keras", "scipy", "pandas"} & sys.modules.keys()
sys.exit(f"Answering loads {heavy}." if heavy else 0)
"""


@tag("slow")
class ForRealTests(TextScratchTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(cls.ada, cat=CAT, dog=DOG)
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def test_a_program_trains_waits_and_asks(self) -> None:
        with patch("training.actions.train_model.send"):
            self.assertEqual(self.post("models", {}).json()["status"], 1)
        train_model(str(MLModel.objects.get().pk))

        self.assertEqual(self.client.get(self.url("status")).json()["status"], 2)
        for text, label in (("your KITTEN purrs!", "cat"), ("Puppies bark.", "dog")):
            url = self.url("classify")
            asked = self.client.get(url, {"data": text}).json()
            posted = self.post("classify", {"data": text}).json()
            self.assertEqual(asked, posted)
            self.assertEqual(asked[0]["class_name"], label)
            self.assertNotIn("random", asked[0])
            self.assertAlmostEqual(sum(each["confidence"] for each in asked), 100, -1)
        odd = self.client.get(self.url("classify"), {"data": "犬🐕‍🦺 \u202eعربي"})
        self.assertEqual(len(odd.json()), 2)

    def test_a_model_that_reads_otherwise_than_the_site_becomes_a_guess(self) -> None:
        ml_model = MLModel.objects.create(project=self.project)
        train_model(str(ml_model.pk))

        with patch("training.learning.text.features.VERSION", "another"):
            response = self.client.get(self.url("classify"), {"data": "meow"})

        self.assertTrue(response.json()[0]["random"])


@tag("slow")
class LocalForRealTests(LocalTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.enterContext(patch.dict("training.learning.TEACHERS", REAL_TEACHERS))

    def test_a_browser_sends_waits_fetches_and_asks(self) -> None:
        pairs = [(text, "cat") for text in CAT] + [(text, "dog") for text in DOG]
        self.post(texts(pairs))
        local_model = LocalModel.objects.get()
        train_local_model(str(local_model.pk))
        self.addCleanup(self.delete_files, local_model.folder)

        name = f"{self.key}-{local_model.pk.hex}"
        said = self.client.get(f"/saved-models/{name}/status").json()
        self.assertEqual(said["msg"], "Ready")
        for file in ("model.json", "group1-shard1of1.bin", "text.json", "words.json"):
            self.assertIn(file, said["files"])
            found = self.client.get(f"/saved-models/{name}/files/{file}")
            self.assertEqual(found.status_code, 200)
        self.assertIn("confusion", said["evaluation"])
        asked = self.client.get(self.url("classify"), {"data": "my kitten purrs"})
        self.assertEqual(asked.json()[0]["class_name"], "cat")
        self.assertNotIn("random", asked.json()[0])
        other = make_local_key(self.ada, "text").spelled
        response = self.client.get(self.url("classify", key=other), {"data": "x"})
        self.assertEqual(response.status_code, 404)

    def test_answering_needs_no_tensorflow(self) -> None:
        pairs = [(text, "cat") for text in CAT] + [(text, "dog") for text in DOG]
        local_model = self.train(texts(pairs))

        folder = settings.STORAGE_FOLDER / local_model.files_prefix
        command = [sys.executable, "-c", CLASSIFY, str(folder)]
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "mlforkids.settings"}
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True
        )

        self.assertEqual((done.returncode, done.stderr), (0, ""))
