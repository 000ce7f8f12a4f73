import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from django.core.files.storage import default_storage
from django.test import override_settings
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from classrooms.models import User
from projects import actions
from projects.models import Project
from tests.school import make_classroom, make_student
from training.learning.images import PictureClassifier, bases
from training.learning.images.question import PictureQuestion
from training.models import MLModel

from .site import SiteTestCase
from .small_network import write_network

COUNT = 6  # pictures of each label
LEARN = """async ({ project, simplified }) => {
  const load = (path) => import(`/static/js/${path}`);
  const { api } = await load("api.js");
  const { PictureLearner } = await load("learning/picture_learner.js");
  const { base, ...assets } = JSON.parse(document.getElementById("assets").textContent);
  const learner = new PictureLearner({ assets, base });
  const { lesson } = await api.post(`/api/projects/${project}/model/`, { again: true });
  const told = [];
  const { weights, report } = await learner.learn({ ...lesson, project }, {
    simplified,
    onProgress: (news) => told.push(news),
  });
  const form = new FormData();
  form.set("weights", new Blob([weights]));
  form.set("report", JSON.stringify(report));
  const address = `/api/projects/${project}/model/${lesson.id}/result/`;
  const model = await api.upload(address, form);
  return { model, report, stages: [...new Set(told.map(({ stage }) => stage))] };
}"""
CLASSIFY = """async ({ files, schema, address, place }) => {
  const load = (path) => import(`/static/js/${path}`);
  const { PictureClassifier } = await load("learning/picture_classifier.js");
  const { squareOf } = await load("pictures.js");
  const { sharedEngine } = await load("learning/picture_engine.js");
  const { base, ...assets } = JSON.parse(document.getElementById("assets").textContent);
  const classifier = await PictureClassifier.load(files, schema, { assets, base });
  const engine = sharedEngine({ assets, base });
  const blob = await (await fetch(address)).blob();
  const picture = await createImageBitmap(blob, { colorSpaceConversion: "none" });
  const pixels = squareOf(picture);
  const before = await engine.countTensors();
  const classification = await classifier.classify(pixels);
  const { side, heat } = await classifier.explain(pixels, place);
  const after = await engine.countTensors();
  classifier.dispose();
  return { classification, side, heat: [...heat], before, after };
}"""

LEARN_ONLY = """async (project) => {
  const load = (path) => import(`/static/js/${path}`);
  const { api } = await load("api.js");
  const { PictureLearner } = await load("learning/picture_learner.js");
  const { base, ...assets } = JSON.parse(document.getElementById("assets").textContent);
  const { lesson } = await api.post(`/api/projects/${project}/model/`, { again: true });
  const learner = new PictureLearner({ assets, base });
  try {
    const { report } = await learner.learn({ ...lesson, project });
    return { problem: null, measured: report.measured.map(([id]) => id) };
  } catch (error) {
    return { problem: error.message, offersSimplified: error.offersSimplified };
  }
}"""
STOPPED = """async (project) => {
  const load = (path) => import(`/static/js/${path}`);
  const { api } = await load("api.js");
  const { PictureLearner } = await load("learning/picture_learner.js");
  const { base, ...assets } = JSON.parse(document.getElementById("assets").textContent);
  const { lesson } = await api.post(`/api/projects/${project}/model/`, { again: true });
  const learner = new PictureLearner({ assets, base });
  const stopping = new AbortController();
  let stage = "";
  const onProgress = (news) => {
    stage = news.stage;
    if (stage === "looking") stopping.abort();
  };
  const how = { signal: stopping.signal, onProgress };
  const problem = await learner.learn({ ...lesson, project }, how).catch((it) => it);
  return { name: problem.name, stage };
}"""
OTHER_EYES = """async ({ files, schema }) => {
  const path = "/static/js/learning/picture_classifier.js";
  const { PictureClassifier } = await import(path);
  const { base, ...assets } = JSON.parse(document.getElementById("assets").textContent);
  const other = { ...base, id: "0000000000000000" };
  const loading = PictureClassifier.load(files, schema, { assets, base: other });
  return loading.then(() => "", (problem) => problem.message);
}"""


class LearningCase(SiteTestCase):
    """A student with pictures of discs and of stripes."""

    def setUp(self) -> None:
        super().setUp()
        rivera = User.objects.create_user("rivera@school.example")
        self.ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        self.project = make_drawings(self.ada)
        self.sign_in(self.ada)
        self.page.goto(reverse("training:learn", args=[self.project.pk]))

    def learn(self, **options: Any) -> Any:
        asked = {"project": str(self.project.pk), "simplified": False, **options}
        return self.page.evaluate(LEARN, asked)

    def assert_the_same_answers(self, model: Any) -> Any:
        """Ask browser and server what a stored picture is; return what it said."""
        current = MLModel.objects.get(project=self.project, is_current=True)
        example = self.project.examples.order_by("pk")[0]
        place = example.label.number - 1
        address = f"/api/projects/{self.project.pk}/examples/{example.pk}/files/"
        said = self.page.evaluate(
            CLASSIFY,
            {
                "files": model["files"],
                "schema": model["schema"],
                "address": f"{address}learning.jpg",
                "place": place,
            },
        )
        with default_storage.open(f"{example.files_prefix}learning.jpg") as file:
            pixels = np.asarray(Image.open(file).convert("RGB"))
        classifier = PictureClassifier.load(current.files_prefix)
        wanted = classifier.classify(PictureQuestion(pixels=pixels))
        for answer in said["classification"]:
            confidence = wanted[answer["label"] - 1]
            self.assertAlmostEqual(answer["confidence"], confidence, delta=1e-3)
        best = 1 + wanted.index(max(wanted))  # What a small model says may be wrong.
        self.assertEqual(said["classification"][0]["label"], best)
        return said


class PictureLearningTests(LearningCase):
    """Learning and classifying where no network was fetched: with simple eyes."""

    @classmethod
    def environment_of_site(cls) -> dict[str, str]:
        return {**super().environment_of_site(), "IMAGE_BASE": bases.BUILT_IN}

    @override_settings(IMAGE_BASE=bases.BUILT_IN)
    def test_what_it_learns_is_what_the_server_answers_with(self) -> None:
        learnt = self.learn()

        self.assertEqual(
            learnt["stages"], ["reading", "looking", "learning", "measuring"]
        )
        self.assertEqual(learnt["report"]["trained"]["backend"], "plain")
        current = MLModel.objects.get(project=self.project, is_current=True)
        self.assertEqual(current.evaluation.accuracy, 1.0)
        said = self.assert_the_same_answers(learnt["model"]["current"])
        self.assertEqual(len(said["heat"]), said["side"] ** 2)
        self.assertTrue(all(0 <= heat <= 1 for heat in said["heat"]))
        # It is very sure of drawings: hiding a part of one changes little.
        self.assertGreater(max(said["heat"]), 0)


class PictureNetworkTests(LearningCase):
    """The same with a base network, which TensorFlow.js computes."""

    @classmethod
    def environment_of_site(cls) -> dict[str, str]:
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        write_network(Path(cls.folder))
        return {**super().environment_of_site(), "IMAGE_BASE": cls.folder}

    def test_what_it_learns_is_what_the_server_answers_with(self) -> None:
        learnt = self.learn()

        self.assertEqual(learnt["report"]["trained"]["backend"], "wasm")
        with override_settings(IMAGE_BASE=self.folder):
            said = self.assert_the_same_answers(learnt["model"]["current"])
        self.assertEqual(said["before"], said["after"])

    def test_no_picture_is_looked_at_twice(self) -> None:
        fetched: list[str] = []
        self.page.on("request", lambda request: fetched.append(request.url))

        first = self.learn()
        looked_at = [url for url in fetched if url.endswith("learning.jpg")]
        self.assertEqual(len(looked_at), 2 * COUNT)

        fetched.clear()
        add_drawing(self.project, "disc", 99)
        self.page.reload()
        second = self.learn()
        looked_at = [url for url in fetched if url.endswith("learning.jpg")]
        self.assertEqual(len(looked_at), 1)
        self.assertEqual(first["report"]["base"], second["report"]["base"])

    def test_it_learns_without_storage_too(self) -> None:
        self.page.evaluate(
            "() => Object.defineProperty(window, 'indexedDB', "
            "{ get() { throw new Error('There is no storage.'); } })"
        )
        learnt = self.learn()
        self.assertEqual(learnt["model"]["status"], "ready")

    def test_the_simplified_model_is_learnt_and_measured(self) -> None:
        learnt = self.learn(simplified=True)

        self.assertTrue(learnt["report"]["simplified"])
        self.assertEqual(learnt["report"]["trained"]["epochs"], 10)
        self.assertEqual(len(learnt["report"]["measured"]), 2)
        with override_settings(IMAGE_BASE=self.folder):
            self.assert_the_same_answers(learnt["model"]["current"])

    def test_a_picture_that_is_gone_is_left_out(self) -> None:
        gone = self.project.examples.order_by("pk").last()
        address = f"**/examples/{gone.pk}/files/learning.jpg"
        self.page.route(address, lambda route: route.fulfill(status=404))
        learnt = self.page.evaluate(LEARN_ONLY, str(self.project.pk))

        self.expect_problem("404")
        self.assertEqual(learnt["problem"], None)
        self.assertNotIn(str(gone.pk), learnt["measured"])

    def test_a_network_that_is_away_is_said_so(self) -> None:
        self.page.route("**/files/learning.jpg", lambda route: route.abort())
        learnt = self.page.evaluate(LEARN_ONLY, str(self.project.pk))

        self.problems.clear()  # The browser says each time that a picture failed.
        self.assertIn("Check the network", learnt["problem"])
        self.assertFalse(learnt["offersSimplified"])

    def test_it_can_be_stopped(self) -> None:
        told = self.page.evaluate(STOPPED, str(self.project.pk))
        self.assertEqual(told, {"name": "AbortError", "stage": "looking"})

    def test_a_model_of_simple_eyes_says_that_there_are_better_ones(self) -> None:
        self.learn()
        better = self.page.get_by_text("There are better eyes here by now")
        self.page.reload()
        expect(self.page.get_by_text("It looks with")).to_be_visible()
        expect(better).to_have_count(0)
        evaluation = MLModel.objects.get(project=self.project).evaluation
        evaluation.details["trained"]["base"] = bases.SIMPLE_EYES.id
        evaluation.save()

        self.page.reload()

        expect(better).to_be_visible()

    def test_a_model_of_other_eyes_says_what_to_do(self) -> None:
        model = self.learn()["model"]["current"]
        words = self.page.evaluate(OTHER_EYES, model)
        self.assertEqual(
            words, "This model was trained with other eyes. It has to be trained again."
        )


def make_drawings(owner: User) -> Project:
    project = actions.create_project(owner, "Shapes", "images")
    for name in ("disc", "stripes"):
        actions.add_label(project, name)
        for number in range(COUNT):
            add_drawing(project, name, number)
    return project


def add_drawing(project: Project, name: str, number: int) -> None:
    """Draw something by formula, never the same twice, and add it."""
    row, column = np.indices((240, 320))
    if name == "disc":
        inside = (row - 90 - 4 * number) ** 2 + (column - 160) ** 2 < 70**2
    else:
        inside = (row + 2 * column + 5 * number) % 48 < 24
    colours = np.array([[40 + 9 * number % 90, 60, 120], [230, 190, 40 + 3 * number]])
    file = BytesIO()
    Image.fromarray(colours[inside.astype(int)].astype(np.uint8)).save(file, "PNG")
    label = project.labels.get(name=name)
    actions.add_upload(project, label, file.getvalue(), project.owner)
