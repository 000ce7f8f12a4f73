import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { sharedSoundEngine } from "../../static/js/learning/sound_engine.js";
import { SoundLearner } from "../../static/js/learning/sound_learner.js";
import { forgetNotes } from "../../static/js/learning/weak_device.js";
import { ASSETS, BASE, fileOf, giveBrowser, tone } from "./sound_browser.js";

const COUNT = 6; // sounds of each label

let browser;

beforeEach(() => {
  browser = giveBrowser(filesOfSounds());
  forgetNotes();
});

afterEach(() => {
  sharedSoundEngine({ assets: ASSETS, base: BASE }).dispose();
  browser.undo();
});

function filesOfSounds() {
  const files = {};
  for (let number = 0; number < COUNT; number++) {
    files[`/low/${number}/sound.wav`] = fileOf(tone(200, number));
    files[`/high/${number}/sound.wav`] = fileOf(tone(3000, number));
  }
  return files;
}

/** Returns a lesson of low and high tones, of which the last ones are held back. */
function lesson() {
  const examples = ["low", "high"].flatMap((name, label) =>
    Array.from({ length: COUNT }, (_, number) => ({
      id: `${name}-${number}`,
      label,
      held_back: number === COUNT - 1,
      sound: `/${name}/${number}/sound.wav`,
    })),
  );
  const labels = ["low", "high"].map((name, place) => ({ number: place + 1, name }));
  return { id: "m1", project: "p1", method: "held-back", labels, examples };
}

function learner() {
  return new SoundLearner({ assets: ASSETS, base: BASE });
}

test("it learns sounds, and measures those that are held back", async () => {
  const told = [];
  const onProgress = (news) => told.push(news);
  const { weights, report } = await learner().learn(lesson(), { onProgress });

  assert.equal(weights.length, 2 * (3 + 1));
  assert.ok(weights.every(Number.isFinite));
  assert.equal(report.base, BASE.id);
  assert.equal(report.simplified, false);
  assert.equal(report.trained.backend, "plain");
  const stages = [...new Set(told.map(({ stage }) => stage))];
  assert.deepEqual(stages, ["reading", "looking", "learning", "measuring"]);
  assert.deepEqual(Object.keys(report.trained.seconds), [
    "reading",
    "looking",
    "learning",
  ]);
  const measured = new Map(report.measured);
  assert.deepEqual([...measured.keys()].sort(), ["high-5", "low-5"]);
  assert.ok(measured.get("low-5")[0] > 0.5);
  assert.ok(measured.get("high-5")[1] > 0.5);
});

test("the simplified model takes ten small steps", async () => {
  const { report } = await learner().learn(lesson(), { simplified: true });

  assert.equal(report.simplified, true);
  assert.equal(report.trained.epochs, 10);
});

test("many sounds are heard by several workers", async () => {
  await learner().learn(lesson());

  assert.equal(browser.workers.length, 4);
  const heard = browser.workers.flatMap((worker) => worker.heard);
  assert.equal(heard.filter((task) => task === "hear").length, 3);
  assert.equal(heard.filter((task) => task === "learn").length, 1);
});

test("a recording that is gone is left out", async () => {
  delete browser.answers["/low/5/sound.wav"];
  const { report } = await learner().learn(lesson());

  assert.deepEqual(
    report.measured.map(([id]) => id),
    ["high-5"],
  );
});

test("when nearly all are gone, it asks for more", async () => {
  for (let number = 0; number < COUNT; number++) {
    delete browser.answers[`/low/${number}/sound.wav`];
  }
  await assert.rejects(learner().learn(lesson()), {
    name: "CannotLearn",
    message: "Too few of the recordings are still there. Add some, then train again.",
  });
});

const TROUBLES = [
  ["of another kind", () => (browser.answers["/low/1/sound.wav"] = "<!doctype html>")],
  ["without a base", () => delete browser.answers["/base/model.json"]],
];

for (const [words, make] of TROUBLES) {
  test(`what does not arrive is said so: ${words}`, async () => {
    make();
    await assert.rejects(learner().learn(lesson()), {
      name: "CannotLearn",
      message: "The recordings did not arrive. Check the network, then try again.",
      offersSimplified: false,
    });
  });
}

test("a base of other features is found out", async () => {
  const wrong = new SoundLearner({
    assets: ASSETS,
    base: { ...BASE, id: "wrong", features: 4 },
  });
  await assert.rejects(wrong.learn(lesson()), { message: /Load the page again/ });
});

test("without workers, it says that the browser is too old", async () => {
  delete globalThis.Worker;
  await assert.rejects(learner().learn(lesson()), {
    name: "CannotLearn",
    message: "This browser is too old to learn. Update it, or use another one.",
  });
});

test("out of memory, it offers the simplified model, and begins anew", async () => {
  const engine = sharedSoundEngine({ assets: ASSETS, base: BASE });
  await engine.prepare();
  const [worker] = browser.workers;
  worker.postMessage = ({ id }) =>
    setImmediate(() =>
      worker.onmessage({ data: { id, problem: "Array buffer allocation failed" } }),
    );
  const of = lesson();
  of.examples = of.examples.filter((_, place) => place % COUNT < 2); // one batch
  await assert.rejects(learner().learn(of), {
    message:
      "This computer ran out of memory. Close other pages, or train the simplified model.",
    offersSimplified: true,
  });

  assert.ok(engine.hasEnded);
  const { report } = await learner().learn(of, { simplified: true });
  assert.equal(report.simplified, true);
});

for (const stage of ["reading", "looking", "learning"]) {
  test(`it can be stopped: ${stage}`, async () => {
    const stopping = new AbortController();
    const onProgress = (news) => {
      if (news.stage === stage) stopping.abort();
    };
    const how = { signal: stopping.signal, onProgress };
    await assert.rejects(learner().learn(lesson(), how), { name: "AbortError" });
  });
}
