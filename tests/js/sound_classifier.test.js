import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { SoundClassifier } from "../../static/js/learning/sound_classifier.js";
import { sharedSoundEngine } from "../../static/js/learning/sound_engine.js";
import { SoundLearner } from "../../static/js/learning/sound_learner.js";
import { ASSETS, BASE, fileOf, giveBrowser, tone } from "./sound_browser.js";

const FILES = "/models/m1/";
const SCHEMA = {
  labels: [
    { number: 2, name: "low" },
    { number: 5, name: "high" },
  ],
};
const EARS = { assets: ASSETS, base: BASE };

let browser;

beforeEach(async () => {
  browser = giveBrowser();
  const sounds = { low: tone(200), high: tone(3000) };
  const examples = Object.entries(sounds).map(([name, samples], label) => {
    browser.answers[`/${name}.wav`] = fileOf(samples);
    return { id: name, label, held_back: false, sound: `/${name}.wav` };
  });
  const lesson = { method: "too-few", labels: SCHEMA.labels, examples };
  const { weights } = await new SoundLearner(EARS).learn(lesson);
  const about = { format: 1, base: { id: BASE.id, features: 3 }, labels: 2 };
  browser.answers[`${FILES}head.json`] = JSON.stringify(about);
  browser.answers[`${FILES}weights.bin`] = weights;
});

afterEach(() => {
  sharedSoundEngine(EARS).dispose();
  browser.undo();
});

test("it answers sounds, the most confident label first", async () => {
  const classifier = await SoundClassifier.load(FILES, SCHEMA, EARS);
  for (const [pitch, label, name] of [
    [220, 2, "low"],
    [2800, 5, "high"],
  ]) {
    const [best, other] = await classifier.classify(tone(pitch));
    assert.deepEqual([best.label, best.name], [label, name]);
    assert.ok(best.confidence > other.confidence);
    assert.ok(Math.abs(best.confidence + other.confidence - 1) < 1e-9);
  }
});

test("several sounds are answered in the order of the labels", async () => {
  const classifier = await SoundClassifier.load(FILES, SCHEMA, EARS);
  const sounds = [tone(2800), tone(220)];
  const [high, low] = await classifier.answers(sounds);

  assert.ok(high[1] > high[0] && low[0] > low[1]);
  assert.ok(sounds.every(({ length }) => length > 0)); // The page keeps them.
});

test("one engine learns and answers", async () => {
  await SoundClassifier.load(FILES, SCHEMA, EARS);
  assert.equal(browser.workers.length, 1);
});

test("a model of other ears says what to do", async () => {
  const base = { ...BASE, id: "fedcba9876543210" };
  await assert.rejects(SoundClassifier.load(FILES, SCHEMA, { ...EARS, base }), {
    message: "This model was trained with other ears. It has to be trained again.",
  });
});

test("put away, it answers no more", async () => {
  const classifier = await SoundClassifier.load(FILES, SCHEMA, EARS);
  classifier.dispose();
  await assert.rejects(classifier.classify(tone(220)), /put away/);
});

test("loading can be stopped", async () => {
  const stopping = new AbortController();
  const how = { ...EARS, signal: stopping.signal };
  const loading = SoundClassifier.load(FILES, SCHEMA, how);
  stopping.abort();
  await assert.rejects(loading, { name: "AbortError" });
});
