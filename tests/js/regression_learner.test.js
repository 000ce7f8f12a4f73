import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

import "../../static/js/learning/regression_random.js";
import "../../static/js/learning/regression_table.js";
import "../../static/js/learning/regression_line.js";
import "../../static/js/learning/regression_layers.js";
import "../../static/js/learning/regression_network.js";
import "../../static/js/learning/regression_learning.js";
import { RegressionLearner } from "../../static/js/learning/regression_learner.js";

const { few } = JSON.parse(
  readFileSync(new URL("../regression.json", import.meta.url), "utf8"),
);
const ASSETS = { regressionWorker: "/worker.js", tfjs: "/other.js" };
let workers = [];
let behaviour = "good";

/** Stands for a worker: learns here, but never answers after it was ended. */
class HereWorker {
  isEnded = false;

  constructor(address) {
    this.address = address;
    workers.push(this);
    if (behaviour === "gone") setTimeout(() => this.onerror({ message: "404" }));
  }

  postMessage({ id, task, details }) {
    if (behaviour === "gone") return;
    setTimeout(() => {
      const tell = (data) => this.isEnded || this.onmessage({ data: { id, ...data } });
      if (task === "prepare") return tell({ answer: null });
      tell({ progress: { stage: "learning", fraction: 0 } });
      const answer = globalThis.learnRegression(details.lesson, () => {});
      return tell({ answer });
    });
  }

  terminate() {
    this.isEnded = true;
  }
}

beforeEach(() => {
  globalThis.Worker = HereWorker;
  globalThis.location = { href: "http://site.example/learn/" };
  [workers, behaviour] = [[], "good"];
});

test("it says which rows it has measured, and how it went", async () => {
  const learner = new RegressionLearner({ assets: ASSETS });
  await learner.prepare();
  const told = [];

  const onProgress = ({ stage }) => told.push(stage);
  const { weights, report } = await learner.learn(few, { onProgress });

  assert.equal(workers.length, 1);
  assert.equal(workers[0].address, "http://site.example/worker.js");
  assert.deepEqual(told, ["reading", "learning"]);
  const ids = report.measured.map(([id]) => id).sort();
  assert.deepEqual(
    ids,
    few.rows.map(({ id }) => id),
  );
  assert.ok(report.measured.every(([, said]) => said.length === 2));
  assert.equal(report.chosen, "line");
  assert.equal(weights.length, (1 + 3 + 1) * 2);
  assert.equal(report.trained.backend, "plain");
  assert.ok(report.trained.seconds.learning >= 0);
  learner.dispose();
});

test("it stops at once, and can learn again", async () => {
  const learner = new RegressionLearner({ assets: ASSETS });
  const stopping = new AbortController();
  const onProgress = ({ stage }) => stage === "learning" && stopping.abort();

  const problem = await learner
    .learn(few, { signal: stopping.signal, onProgress })
    .catch((error) => error);

  assert.equal(problem.name, "AbortError");
  assert.ok(workers[0].isEnded);
  const { report } = await learner.learn(few);
  assert.equal(report.chosen, "line");
  assert.equal(workers.length, 2);
});

test("a worker that does not start is said in words", async (t) => {
  t.mock.method(console, "error", () => {});
  behaviour = "gone";
  const learner = new RegressionLearner({ assets: ASSETS });
  await learner.prepare();

  const problem = await learner.learn(few).catch((error) => error);

  assert.equal(problem.name, "CannotLearn");
  assert.match(problem.message, /could not learn the rows/);
  assert.equal(problem.offersSimplified, false);
});
