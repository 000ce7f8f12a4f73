import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Refusal } from "../../static/js/api.js";
import { BrowserTraining } from "../../static/js/learning/browser_training.js";
import { ProblemInWords } from "../../static/js/words.js";

const LESSON = { id: "m1", method: "held-back", labels: [], examples: [{ id: "e1" }] };
const LEARNT = { weights: new Float32Array(2), report: { base: "b" } };

let project;
let told;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  told = [];
  project = {
    id: "p1",
    startLesson: mock.fn(async () => ({ status: "training", lesson: LESSON })),
    lessonProgress: mock.fn(async (id, news) => told.push({ id, ...news })),
    lessonResult: mock.fn(async () => ({ status: "ready" })),
    giveUpLesson: mock.fn(async (id, { failed = false } = {}) => ({
      status: failed ? "failed" : "cancelled",
    })),
    model: mock.fn(async () => ({ status: "training", id: "m2" })),
  };
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

/** A learner that does as it is told: it waits until it is let go, or stopped. */
function learner(act = async () => {}) {
  return {
    async learn(lesson, options) {
      options.onProgress({ stage: "looking", fraction: 0.5 });
      await act(options);
      return LEARNT;
    },
  };
}

function untilStopped({ signal }) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

/** Lets everything happen that waits for nothing but its turn. */
function settle() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Lets time go by, as often as something waits for it. */
async function passTime(times) {
  for (let n = 0; n < times; n += 1) {
    await settle();
    mock.timers.tick(20_000);
  }
  await settle();
}

test("what was learnt is brought, and how things stand then comes back", async () => {
  const steps = [];
  const training = new BrowserTraining(project, learner());

  const model = await training.start({ onProgress: (step) => steps.push(step) });

  assert.equal(model.status, "ready");
  assert.deepEqual(project.lessonResult.mock.calls[0].arguments, [
    "m1",
    LEARNT.weights,
    LEARNT.report,
  ]);
  assert.equal(steps[0].lesson, LESSON);
  assert.equal(steps[0].model.lesson, undefined);
  assert.equal(steps[1].stage, "looking");
  assert.ok(steps[1].total > 0.3 && steps[1].total < 0.6);
  assert.deepEqual(told, [{ id: "m1", stage: "looking", fraction: steps[1].total }]);
});

test("where another page learns, nothing is learnt here", async () => {
  project.startLesson = mock.fn(async () => ({ status: "training", id: "m0" }));
  const learn = mock.fn();

  const model = await new BrowserTraining(project, { learn }).start({ again: false });

  assert.equal(model.id, "m0");
  assert.equal(learn.mock.callCount(), 0);
});

test("how far it is is not said too often, and never too seldom", async () => {
  let now = 0;
  mock.method(performance, "now", () => now);
  const pass = async (milliseconds) => {
    now += milliseconds;
    mock.timers.tick(milliseconds);
    await settle();
  };
  let done;
  const busy = learner(async ({ onProgress }) => {
    for (let n = 0; n < 100; n += 1)
      onProgress({ stage: "looking", fraction: n / 100 });
    await new Promise((resolve) => (done = resolve));
  });
  const going = new BrowserTraining(project, busy).start();
  await settle();
  assert.equal(told.length, 1);

  await pass(501);
  assert.equal(told.length, 2); // The last of the hundred, and none of the others.
  assert.ok(told[1].fraction > 0.75);
  for (let half = 0; half < 2 * 60; half += 1) await pass(500);
  assert.ok(told.length >= 2 + 5 && told.length <= 2 + 6, told.length);

  const before = told.length;
  done();
  await going;
  await pass(60_000);
  assert.equal(told.length, before);
});

test("the last word on how far it is arrives before the result", async () => {
  const order = [];
  let arrive;
  project.lessonProgress = () => {
    return new Promise((resolve) => (arrive = resolve)).then(() => order.push("word"));
  };
  project.lessonResult = async () => order.push("result");
  const going = new BrowserTraining(project, learner()).start();
  await settle();

  arrive();
  await going;

  assert.deepEqual(order, ["word", "result"]);
});

test("cancelling stops the learner, and gives up this very training", async () => {
  const training = new BrowserTraining(project, learner(untilStopped));
  const going = training.start();
  await settle();

  training.cancel();

  assert.equal((await going).status, "cancelled");
  assert.deepEqual(project.giveUpLesson.mock.calls[0].arguments[0], "m1");
  assert.equal(project.lessonResult.mock.callCount(), 0);
});

test("cancelling before there is a lesson gives it up when it comes", async () => {
  const training = new BrowserTraining(project, learner());
  const going = training.start();

  training.cancel();

  assert.equal((await going).status, "cancelled");
  assert.equal(project.lessonResult.mock.callCount(), 0);
});

test("a page that is left says so at once", async () => {
  const training = new BrowserTraining(project, learner(untilStopped));
  training.start();
  await settle();

  training.leave();

  assert.equal(project.giveUpLesson.mock.callCount(), 1);
});

test("it stops when it hears that nobody wants it any more", async () => {
  project.lessonProgress = async () => {
    throw new Refusal("This training has ended.", 409);
  };
  const training = new BrowserTraining(project, learner(untilStopped));

  const model = await training.start();

  assert.equal(model.id, "m2");
  assert.equal(project.giveUpLesson.mock.callCount(), 0);
});

test("a result that nobody wants any more is no failure", async () => {
  project.lessonResult = async () => {
    throw new Refusal("This training has ended.", 409);
  };

  assert.equal((await new BrowserTraining(project, learner()).start()).id, "m2");
});

test("a network that is away for a moment costs nothing", async () => {
  project.lessonProgress = async () => {
    throw new Refusal("offline", 0);
  };
  let tries = 0;
  project.lessonResult = async () => {
    tries += 1;
    if (tries < 4) throw new Refusal("offline", tries === 2 ? 503 : 0);
    return { status: "ready" };
  };
  const going = new BrowserTraining(project, learner()).start();
  await passTime(4);

  assert.equal((await going).status, "ready");
  assert.equal(tries, 4);
});

test("a network that stays away is said in words", async () => {
  project.lessonResult = async () => {
    throw new Refusal("I cannot reach the server.", 0);
  };
  const going = new BrowserTraining(project, learner()).start();
  going.catch(() => {});
  await passTime(10);

  await assert.rejects(going, { message: "I cannot reach the server." });
  assert.deepEqual(project.giveUpLesson.mock.calls[0].arguments[1], { failed: true });
});

test("what this computer cannot do is told, and raised", async () => {
  const failing = learner(async () => {
    throw new ProblemInWords("Out of memory.");
  });

  await assert.rejects(new BrowserTraining(project, failing).start(), {
    message: "Out of memory.",
  });

  assert.deepEqual(project.giveUpLesson.mock.calls[0].arguments[1], { failed: true });
});

test("a learner that does not arrive gives the lesson up", async () => {
  const missing = Promise.reject(new TypeError("Failed to fetch"));

  await assert.rejects(new BrowserTraining(project, missing).start(), TypeError);

  assert.equal(project.giveUpLesson.mock.callCount(), 1);
});
