import wave
from typing import Any

import numpy as np
from django.core.files.storage import default_storage
from playwright.sync_api import Page, expect

from projects.models import Project
from tests.school import add_sounds, make_sound_project
from training.learning.sounds import SoundClassifier
from training.learning.sounds.question import SoundQuestion
from training.models import MLModel

from .learn_page import LearnPageTestCase

EACH = 6  # recordings of each label
READY = "Ready! Try it out."
LEARNING = "The computer is learning"
SOUNDS = "**/files/sound.wav"
# Puts into a window what a page does with sounds, for tests to call.
START = """async () => {
  const load = (path) => import(`/static/js/${path}`);
  const { api } = await load("api.js");
  const { assetsAndBase } = await load("learning/assets.js");
  const { SoundLearner } = await load("learning/sound_learner.js");
  const { SoundClassifier } = await load("learning/sound_classifier.js");
  const { decodeWav } = await load("sounds/wav.js");
  const lessonOf = async (project) => {
    const address = `/api/projects/${project}/model/`;
    const { lesson } = await api.post(address, { again: true });
    return { ...lesson, project };
  };

  window.learn = async ({ project, simplified }) => {
    const lesson = await lessonOf(project);
    const told = [];
    const how = { simplified, onProgress: (news) => told.push(news.stage) };
    const learner = new SoundLearner(assetsAndBase());
    const { weights, report } = await learner.learn(lesson, how);
    const form = new FormData();
    form.set("weights", new Blob([weights]));
    form.set("report", JSON.stringify(report));
    const address = `/api/projects/${project}/model/${lesson.id}/result/`;
    const model = await api.upload(address, form);
    return { model: model.current, report, stages: [...new Set(told)] };
  };

  window.tryToLearn = async (project) => {
    const lesson = await lessonOf(project);
    try {
      const { report } = await new SoundLearner(assetsAndBase()).learn(lesson);
      return { problem: null, measured: report.measured.map(([id]) => id) };
    } catch (error) {
      return { problem: error.message, offersSimplified: error.offersSimplified };
    }
  };

  window.classify = async ({ files, schema, address }) => {
    const classifier = await SoundClassifier.load(files, schema);
    const { samples } = decodeWav(await (await fetch(address)).arrayBuffer());
    const said = await classifier.classify(samples);
    classifier.dispose();
    return said;
  };

  window.withOtherEars = async ({ files, schema }) => {
    const { assets, base } = assetsAndBase();
    const other = { assets, base: { ...base, id: "0000000000000000" } };
    const loading = SoundClassifier.load(files, schema, other);
    return loading.then(() => "", (problem) => problem.message);
  };
}"""


class SoundsTestCase(LearnPageTestCase):
    """Ada's project tells two notes from the noise of the room."""

    def make_project(self) -> Project:
        return make_sound_project(self.ada, background=EACH, low=EACH, high=EACH)


class SoundLearningTests(SoundsTestCase):
    """Learning and classifying sounds, beside what the server answers."""

    def setUp(self) -> None:
        super().setUp()
        self.begin()

    def begin(self, page: Page | None = None) -> None:
        self.open(page).evaluate(START)

    def learn(self, simplified: bool = False) -> Any:
        asked = {"project": str(self.project.pk), "simplified": simplified}
        return self.page.evaluate("(asked) => learn(asked)", asked)

    def try_to_learn(self) -> Any:
        return self.page.evaluate("(id) => tryToLearn(id)", str(self.project.pk))

    def count_fetched(self, page: Page | None = None) -> list[str]:
        fetched: list[str] = []

        def note(url: str) -> None:
            if url.endswith("/sound.wav"):
                fetched.append(url)

        (page or self.page).on("request", lambda request: note(request.url))
        return fetched

    def assert_the_same_answers(self, model: Any, page: Page | None = None) -> None:
        """Ask browser and server what some stored recordings are."""
        current = MLModel.objects.get(project=self.project, is_current=True)
        classifier = SoundClassifier.load(current.files_prefix)
        numbers = [label["number"] for label in model["schema"]["labels"]]
        for example in self.project.examples.order_by("label__number", "pk")[::4]:
            asked = {
                "files": model["files"],
                "schema": model["schema"],
                "address": address_of(example),
            }
            said = (page or self.page).evaluate("(asked) => classify(asked)", asked)
            question = SoundQuestion(samples=samples_of(example))
            wanted = dict(zip(numbers, classifier.classify(question), strict=True))
            for answer in said:
                confidence = wanted[answer["label"]]
                self.assertAlmostEqual(answer["confidence"], confidence, delta=1e-3)
            self.assertEqual(said[0]["label"], max(wanted, key=lambda it: wanted[it]))

    def test_what_it_learns_is_what_the_server_answers_with(self) -> None:
        learnt = self.learn()

        self.assertEqual(
            learnt["stages"], ["reading", "looking", "learning", "measuring"]
        )
        self.assertEqual(learnt["report"]["trained"]["backend"], "plain")
        current = MLModel.objects.get(project=self.project, is_current=True)
        self.assertGreaterEqual(current.evaluation.accuracy, 0.9)
        self.assert_the_same_answers(learnt["model"])

    def test_the_simplified_model_is_learnt_and_measured(self) -> None:
        learnt = self.learn(simplified=True)

        self.assertTrue(learnt["report"]["simplified"])
        self.assertEqual(learnt["report"]["trained"]["epochs"], 10)
        self.assertEqual(len(learnt["report"]["measured"]), 3)
        self.assert_the_same_answers(learnt["model"])

    def test_somebody_elses_browser_answers_without_learning(self) -> None:
        learnt = self.learn()
        context = self.new_context()
        self.sign_in(self.rivera, context)
        page = context.new_page()
        self.begin(page)

        self.assert_the_same_answers(learnt["model"], page)

    def test_no_recording_is_listened_to_twice(self) -> None:
        fetched = self.count_fetched()
        first = self.learn()
        self.assertEqual(len(fetched), 3 * EACH)

        fetched.clear()
        add_sounds(self.project, low=1)
        self.begin()
        second = self.learn()
        self.assertEqual(len(fetched), 1)
        self.assertEqual(first["report"]["base"], second["report"]["base"])

    def test_what_was_kept_changes_no_answer(self) -> None:
        self.learn()
        self.begin()
        self.assert_the_same_answers(self.learn()["model"])

    def test_it_learns_without_storage_too(self) -> None:
        self.page.evaluate(
            "() => Object.defineProperty(window, 'indexedDB', "
            "{ get() { throw new Error('There is no storage.'); } })"
        )
        self.assertEqual(len(self.learn()["report"]["measured"]), 3)

    def test_a_recording_that_is_gone_is_left_out(self) -> None:
        gone = self.project.examples.order_by("pk").last()
        address = f"**/examples/{gone.pk}/files/sound.wav"
        self.page.route(address, lambda route: route.fulfill(status=404))
        learnt = self.try_to_learn()

        self.expect_problem("404")
        self.assertEqual(learnt["problem"], None)
        self.assertNotIn(str(gone.pk), learnt["measured"])

    def test_a_network_that_is_away_is_said_so(self) -> None:
        self.page.route(SOUNDS, lambda route: route.abort())
        learnt = self.try_to_learn()

        self.problems.clear()  # The browser says each time that a recording failed.
        self.assertIn("The recordings did not arrive.", learnt["problem"])
        self.assertFalse(learnt["offersSimplified"])

    def test_a_model_of_other_ears_says_what_to_do(self) -> None:
        model = self.learn()["model"]
        words = self.page.evaluate("(model) => withOtherEars(model)", model)
        self.assertEqual(
            words, "This model was trained with other ears. It has to be trained again."
        )


class SoundTrainCardTests(SoundsTestCase):
    """The Train card of a project of sounds, in the visitor's own computer."""

    def test_it_says_how_far_it_is(self) -> None:
        gate = self.hold_back(SOUNDS)
        self.open()
        watching = self.another_page(self.rivera)
        self.press("Train")

        self.expect_title(LEARNING)
        expect(self.page.get_by_text("Listening to your sounds…")).to_be_visible()
        expect(self.page.get_by_text(f"Sound 1 of {3 * EACH}")).to_be_visible()
        self.expect_title(LEARNING, watching)
        expect(self.part("elsewhere", watching)).to_be_visible()
        gate.open()
        for page in (self.page, watching):
            self.expect_title(READY, page)
        ml_model = self.ml_models().get()
        self.assertTrue(ml_model.in_browser and ml_model.is_current)
        self.assertEqual(ml_model.example_count, 3 * EACH)
        expect(self.page.locator("loss-curve").get_by_role("img")).to_be_visible()

    def test_it_can_be_cancelled(self) -> None:
        self.cancel_and_train_again(SOUNDS)

    def test_weak_computers_are_offered_less(self) -> None:
        self.open(query="?simplified")
        expect(self.part("weak")).to_be_visible()

        self.press("Train the simplified model")

        self.expect_title(READY)
        expect(self.part("simplified-in-use")).to_be_visible()
        trained = self.ml_models().get().evaluation.details["trained"]
        self.assertTrue(trained["simplified"])

    def test_a_failure_is_said_and_can_be_repeated(self) -> None:
        self.page.route(SOUNDS, lambda route: route.abort())
        self.open()
        self.press("Train")

        self.expect_title("That did not work")
        problem = self.part("problem")
        expect(problem).to_contain_text("The recordings did not arrive.")
        self.page.unroute(SOUNDS)
        self.press("Train")
        self.expect_title(READY)
        while self.problems:
            self.expect_problem("ERR_FAILED")


def address_of(example: Any) -> str:
    place = f"/api/projects/{example.project_id}/examples/{example.pk}"
    return f"{place}/files/sound.wav"


def samples_of(example: Any) -> Any:
    """Return a stored recording as the learning reads it."""
    with (
        default_storage.open(f"{example.files_prefix}sound.wav") as file,
        wave.open(file) as reader,
    ):
        levels = np.frombuffer(reader.readframes(reader.getnframes()), "<i2")
    return levels.astype(np.float32) / 32_768
