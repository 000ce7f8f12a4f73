import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { ForestClassifier } from "../../static/js/learning/forest_classifier.js";

const ASSETS = {
  forestWorker: "/static/forest_worker.js",
  tfjs: "/static/tf.js",
  tfjsTfdf: "/static/tfdf.js",
  tfdfWasm: "/static/inference.wasm",
};
const SCHEMA = {
  fields: [{ number: 4, name: "size", kind: "number", choices: [] }],
  labels: [
    { number: 7, name: "apple" },
    { number: 2, name: "plum" },
    { number: 3, name: "pear" },
  ],
};

class FakeWorker {
  static last = null;

  constructor(address) {
    this.address = address;
    this.heard = [];
    this.isTerminated = false;
    FakeWorker.last = this;
  }

  postMessage(message) {
    this.heard.push(message);
  }

  terminate() {
    this.isTerminated = true;
  }

  reply(message) {
    this.onmessage({ data: { id: this.heard.at(-1).id, ...message } });
  }
}

beforeEach(() => {
  globalThis.Worker = FakeWorker;
  globalThis.location = { href: "https://school.example/projects/1/learn/" };
});

afterEach(() => {
  delete globalThis.Worker;
  delete globalThis.location;
});

async function loaded() {
  const loading = ForestClassifier.load("/files/", SCHEMA, { assets: ASSETS });
  FakeWorker.last.reply({ answer: undefined });
  return loading;
}

test("it tells its worker where everything is, in full", async () => {
  await loaded();

  const [{ task, details }] = FakeWorker.last.heard;
  assert.equal(
    FakeWorker.last.address,
    "https://school.example/static/forest_worker.js",
  );
  assert.equal(task, "load");
  assert.equal(details.files, "https://school.example/files/");
  assert.equal(details.assets.tfdfWasm, "https://school.example/static/inference.wasm");
});

test("it takes the addresses that the page carries", async () => {
  globalThis.document = {
    getElementById: (id) => ({
      textContent: id === "assets" && JSON.stringify(ASSETS),
    }),
  };
  const loading = ForestClassifier.load("/files/", SCHEMA);
  FakeWorker.last.reply({});
  await loading;
  delete globalThis.document;

  assert.match(FakeWorker.last.heard[0].details.assets.tfjs, /\/static\/tf\.js$/);
});

test("it answers with the project's labels, the most confident first", async () => {
  const classifier = await loaded();

  const answering = classifier.classify([1.5]);
  FakeWorker.last.reply({ answer: [0.2, 0.7, 0.1] });

  assert.deepEqual(await answering, [
    { label: 2, name: "plum", confidence: 0.7 },
    { label: 7, name: "apple", confidence: 0.2 },
    { label: 3, name: "pear", confidence: 0.1 },
  ]);
  assert.deepEqual(FakeWorker.last.heard.at(-1).details, { row: [1.5] });
});

test("it answers questions in any order", async () => {
  const classifier = await loaded();
  const worker = FakeWorker.last;

  const first = classifier.classify([1]);
  const second = classifier.classify([2]);
  worker.onmessage({ data: { id: worker.heard[2].id, answer: [0, 0, 1] } });
  worker.onmessage({ data: { id: worker.heard[1].id, answer: [1, 0, 0] } });

  assert.equal((await first)[0].name, "apple");
  assert.equal((await second)[0].name, "pear");
});

test("a problem in the worker is a rejected promise", async () => {
  const classifier = await loaded();

  const answering = classifier.classify([1]);
  FakeWorker.last.reply({ problem: "Out of memory." });

  await assert.rejects(answering, { message: "Out of memory." });
});

test("a model that does not load leaves no worker behind", async () => {
  const loading = ForestClassifier.load("/files/", SCHEMA, { assets: ASSETS });
  FakeWorker.last.reply({ problem: "/files/model.json did not arrive (404)." });

  await assert.rejects(loading, /404/);
  assert.ok(FakeWorker.last.isTerminated);
});

test("a worker that does not start is a rejected promise", async () => {
  const loading = ForestClassifier.load("/files/", SCHEMA, { assets: ASSETS });
  FakeWorker.last.onerror({});

  await assert.rejects(loading, { message: "The model's worker did not start." });
});

test("loading can be stopped", async () => {
  const stopping = new AbortController();
  const loading = ForestClassifier.load("/files/", SCHEMA, {
    assets: ASSETS,
    signal: stopping.signal,
  });
  stopping.abort();

  await assert.rejects(loading, { name: "AbortError" });
  assert.ok(FakeWorker.last.isTerminated);
});

test("put away, it ends its worker and whatever still waits", async () => {
  const classifier = await loaded();

  const answering = classifier.classify([1]);
  classifier.dispose();
  classifier.dispose();

  await assert.rejects(answering, { message: "The model was put away." });
  await assert.rejects(classifier.classify([1]), {
    message: "The model was put away.",
  });
  assert.ok(FakeWorker.last.isTerminated);
});
