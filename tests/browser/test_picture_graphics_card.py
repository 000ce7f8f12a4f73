import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Worker

from .small_network import write_network
from .test_picture_learning import LearningCase

# Makes the card of the worker one that the test can take away; the site would not take
# it, as it is made by processors.
CARD = """() => {
  const get = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (kind, how) {
    const options = { ...how, failIfMajorPerformanceCaveat: false };
    const context = get.call(this, kind, options);
    if (context) self.card = context.getExtension("WEBGL_lose_context");
    const find = context?.getExtension;
    if (find) {
      context.getExtension = (name) =>
        name === "WEBGL_debug_renderer_info" ? null : find.call(context, name);
    }
    return context;
  };
}"""
START = """async () => {
  const load = (path) => import(`/static/js/learning/${path}`);
  const { AskedWorker } = await load("asked_worker.js");
  const { absolute } = await load("assets.js");
  const { failureOf } = await load("learning_problems.js");
  const { base, ...given } = JSON.parse(document.getElementById("assets").textContent);
  const addresses = Object.entries(given).map(([name, it]) => [name, absolute(it)]);
  const assets = Object.fromEntries(addresses);
  const { model, weights } = base.files;
  const files = { model: absolute(model), weights: absolute(weights) };
  const worker = new AskedWorker(`${assets.pictureWorker}?ours`);
  const pictures = () => [new Uint8Array(224 * 224 * 4).buffer];
  const never = new Promise((resolve) => setTimeout(resolve, 15000, "no answer"));
  window.prepare = (only) =>
    worker.ask("prepare", { assets, base: { ...base, files }, only });
  window.look = async () =>
    (await worker.ask("look", { pictures: pictures() })).length === base.features;
  window.lookOn = async () => {
    const looking = (async () => {
      for (let times = 0; times < 1000; times += 1) await window.look();
      return "all answered";
    })();
    return Promise.race([looking.catch(failureOf), never]);
  };
}"""


class GraphicsCardTests(LearningCase):
    """A base network on a graphics card, which may go away, or not be there."""

    @classmethod
    def environment_of_site(cls) -> dict[str, str]:
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        write_network(Path(folder))
        return {**super().environment_of_site(), "IMAGE_BASE": folder}

    def start_worker(self, changed: str) -> Any:
        # The page has workers of its own, which may start at this moment.
        with self.page.expect_worker(is_ours) as started:
            self.page.evaluate(START)
        started.value.evaluate(changed)
        return started.value

    def test_a_card_that_stops_is_said_so(self) -> None:
        worker = self.start_worker(CARD)
        told = self.page.evaluate("() => prepare(['webgl'])")
        self.assertEqual(told, {"backend": "webgl"})
        self.assertTrue(self.page.evaluate("() => look()"))

        worker.evaluate("() => void setTimeout(() => card.loseContext(), 100)")

        self.assertEqual(self.page.evaluate("() => lookOn()"), "lost")

    def test_browsers_without_a_canvas_for_workers_use_processors(self) -> None:
        self.start_worker("() => void delete self.OffscreenCanvas")
        told = self.page.evaluate("() => prepare(['webgpu', 'webgl', 'wasm'])")

        self.assertEqual(told, {"backend": "wasm"})
        self.assertTrue(self.page.evaluate("() => look()"))


def is_ours(worker: Worker) -> bool:
    return worker.url.endswith("?ours")
