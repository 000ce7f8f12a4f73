import assert from "node:assert/strict";
import { test } from "node:test";

import {
  countsOf,
  modelWords,
  placeWords,
  spokenWords,
  summaryWords,
} from "../../static/js/live_words.js";

function words(project) {
  return modelWords({ training: null, model: null, ...project });
}

test("training is told as a percentage", () => {
  const training = { status: "training", fraction: 0.434 };

  assert.equal(words({ training }), "Training: 43%");
  assert.equal(words({ training: { status: "queued" } }), "Waiting to train…");
});

test("a failure is told in the sentence that the student reads", () => {
  const training = { status: "failed", problem: "This took too long." };

  assert.equal(words({ training }), "This took too long.");
});

test("a model is told with what guessing would give", () => {
  const measured = { baseline: 0.333, example_count: 15 };
  const model = { ...measured, accuracy: 0.87, outdated: false };

  assert.equal(words({ model }), "Ready · 87% right (guessing would give 33%).");
  assert.match(
    words({ model: { ...model, outdated: true } }),
    /Examples changed since/,
  );
  assert.match(
    words({ model: { ...model, accuracy: 0.2 } }),
    /no better than guessing/,
  );
  assert.match(
    words({ model: { accuracy: null, baseline: null } }),
    /too few examples/,
  );
  assert.equal(words({}), "Not trained yet");
});

test("a model that few examples measured is not judged", () => {
  const model = { accuracy: 0.25, baseline: 0.5, example_count: 4, outdated: false };

  assert.equal(words({ model }), "Ready · 25% right, but asked only 4 examples.");
});

test("where a student is, in words", () => {
  const here = { here: true, last_seen: null };

  assert.equal(placeWords({ ...here, step: "learn" }), "At step 2: Learn & Test");
  assert.equal(placeWords({ ...here, step: "" }), "Looking around");
  assert.equal(placeWords({ here: false, step: "", last_seen: null }), "");
  const seen = "2020-02-03T10:00:00+00:00";
  assert.match(placeWords({ here: false, step: "", last_seen: seen }), /Feb 3, 2020/);
});

test("the summary knows one from many", () => {
  const summary = { here: 12, all: 28, training: 3, help: 1 };

  assert.deepEqual(summaryWords(summary), {
    here: "12 of 28 here",
    training: "3 training",
    help: "1 needs help",
  });
  assert.equal(summaryWords({ ...summary, help: 2 }).help, "2 need help");
});

test("not more is said aloud than can be listened to", () => {
  const ready = { kind: "ready", student: "a", name: "Pets", accuracy: 0.9 };
  const failed = { kind: "failed", student: "b", name: "Cars" };
  const nameOf = (id) => ({ a: "Ada", b: "Bo" })[id];

  assert.equal(
    spokenWords([ready, failed], nameOf),
    "Ada: “Pets” is ready, 90% right. Bo: training “Cars” failed.",
  );
  assert.match(spokenWords([ready, ready, ready, failed], nameOf), /And 1 more\.$/);
});

test("of a model that predicts it is told how far off it usually is", () => {
  const error = { name: "height", unit: "cm", mean_absolute_error: 3.25, baseline: 9 };
  const model = { accuracy: null, baseline: null, example_count: 12, outdated: false };

  assert.equal(
    words({ model: { ...model, error } }),
    "Ready · “height” is usually off by 3.25\u00a0cm (the average would be off by 9\u00a0cm).",
  );
  assert.match(
    words({ model: { ...model, error: { ...error, baseline: 3 } } }),
    /no better than the average/,
  );
  const ready = { kind: "ready", student: 1, name: "Beans", accuracy: null, error };
  assert.equal(
    spokenWords([ready], () => "Ada"),
    "Ada: “Beans” is ready, usually off by 3.25\u00a0cm.",
  );
});

test("rows are counted where there are no labels to count them under", () => {
  assert.deepEqual(countsOf({ labels: [], rows: 12 }), [
    { number: 1, name: "rows", count: 12 },
  ]);
  assert.deepEqual(countsOf({ labels: [], rows: null }), []);
});
