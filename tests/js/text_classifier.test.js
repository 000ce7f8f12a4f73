import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { afterEach, beforeEach, test } from "node:test";

import { TextClassifier } from "../../static/js/learning/text_classifier.js";
import {
  MEANINGS,
  read,
  VERSION,
  WIDTH,
} from "../../static/js/learning/text_features.js";
import { fingerprint } from "../../static/js/learning/text_recognition.js";

const tf = createRequire(import.meta.url)("@tensorflow/tfjs/dist/tf.es2017.min.js");
const ENCODED = 3; // numbers of the encoder of these tests
const ASSETS = { tfjs: "/static/tf.js", wordTable: "/static/words.bin" };
const SCHEMA = {
  fields: [],
  labels: [
    { number: 7, name: "kind" },
    { number: 2, name: "nobody's" },
    { number: 3, name: "mean" },
  ],
};
const OTHERWISE = "The site reads sentences in another way now. Train again.";

let files;

beforeEach(() => {
  globalThis.tf = tf;
  globalThis.location = { href: "https://school.example/projects/1/learn/" };
  globalThis.fetch = async (address) => {
    const { pathname } = new URL(address);
    const content = files[pathname.split("/").at(-1)];
    if (content === undefined) return new Response("", { status: 404 });
    return new Response(
      content instanceof ArrayBuffer ? content : JSON.stringify(content),
    );
  };
  files = model();
});

afterEach(() => {
  for (const name of ["tf", "location", "fetch"]) delete globalThis[name];
});

/** Returns the files of a model that knows “lovely” and “awful”, and no label 1. */
function model({ encoder = null, meaning = false } = {}) {
  const width = WIDTH + (encoder ? ENCODED : 0);
  const numbers = new Float32Array(2 * width + 2);
  for (const [text, label] of [
    ["lovely", 0],
    ["awful", 1],
  ]) {
    const { places, values } = read(text);
    places.forEach((place, i) => (numbers[2 * place + label] += 3 * values[i]));
  }
  if (encoder) numbers.set([1, -1, 0.5, 0, 0, 2], 2 * WIDTH);
  numbers.set([0.25, -0.5], 2 * width);
  const seen = ["lovely", "awful"].flatMap((text) => [...read(text).seenAs]);
  return {
    "model.json": topology(width),
    "group1-shard1of1.bin": numbers.buffer,
    "text.json": {
      version: VERSION,
      meaning,
      encoder,
      encoder_width: encoder ? ENCODED : 0,
      label_count: 3,
      label_order: [0, 2],
      shares: [0.75, 0.25],
    },
    "seen.bin": Uint32Array.from(seen).sort().buffer,
    "examples.bin": Uint32Array.from(fingerprint("How lovely!")).buffer,
  };
}

function topology(width) {
  const dense = { name: "labels", units: 2, activation: "softmax", dtype: "float32" };
  const input = { name: "sentence", batch_input_shape: [null, width] };
  const layers = [
    { class_name: "InputLayer", config: { ...input, dtype: "float32" } },
    { class_name: "Dense", config: dense },
  ];
  return {
    modelTopology: {
      keras_version: "2.19.0",
      model_config: { class_name: "Sequential", config: { name: "text", layers } },
    },
    weightsManifest: [
      {
        paths: ["group1-shard1of1.bin"],
        weights: [
          { name: "labels/kernel", shape: [width, 2], dtype: "float32" },
          { name: "labels/bias", shape: [2], dtype: "float32" },
        ],
      },
    ],
  };
}

function load(options = {}) {
  return TextClassifier.load("/files/", SCHEMA, { assets: ASSETS, ...options });
}

function add(one, other) {
  return one.map((number, place) => number + other[place]);
}

test("it answers with the project's labels, the most confident first", async () => {
  const classifier = await load();

  const [first, second, third] = await classifier.classify("So awful.");

  assert.deepEqual([first.label, first.name], [3, "mean"]);
  assert.deepEqual([second.label, third.label], [7, 2]);
  assert.ok(first.confidence > 0.5);
  assert.ok(Math.abs(first.confidence + second.confidence - 1) < 1e-6);
  assert.equal(third.confidence, 0);
  classifier.dispose();
});

for (const encoder of [null, "tiny@1"]) {
  test(`all pushes together are the answer (encoder: ${encoder})`, async () => {
    files = model({ encoder });
    const encode = async () => ({ encoder, vector: [0.5, -0.25, 1] });
    const classifier = await load({ encode });

    for (const text of ["A lovely, lovely day", "awful 😀 lovely", "日本語 नमस्ते", ""]) {
      const [first, second] = await classifier.classify(text);
      const told = await classifier.explain(text);
      const difference = Math.log(first.confidence / second.confidence);
      const places = told.labels.map(({ label }) => label === first.label);
      const logits = [...told.tokens, ...told.parts.filter(isWhole)]
        .map(({ pushes }) => pushes)
        .reduce(add, told.bias);

      assert.ok(Math.abs(logits[0] + logits[1]) < 1e-9);
      const gap = logits[places.indexOf(true)] - logits[places.indexOf(false)];
      assert.ok(Math.abs(gap - difference) < 1e-5, text);
      const parts = told.parts.map(({ pushes }) => pushes).reduce(add, told.bias);
      assert.ok(Math.abs(parts[0] - logits[0]) < 1e-9);
    }
    classifier.dispose();
  });
}

function isWhole({ words }) {
  return words.length === 0; // Of the sentence, not of any of its words.
}

test("a word pushes towards its label, and the strongest part comes first", async () => {
  const classifier = await load();

  const { labels, tokens, parts } = await classifier.explain("a lovely day");

  assert.deepEqual(
    labels.map(({ label }) => label),
    [7, 3],
  );
  const [first, word] = tokens;
  assert.deepEqual([word.text, word.start, word.end], ["lovely", 2, 8]);
  assert.ok(word.pushes[0] > 0.2 && word.pushes[1] < -0.2);
  assert.ok(Math.abs(first.pushes[0]) < word.pushes[0]);
  const strengths = parts.map(({ pushes }) => Math.abs(pushes[0]));
  assert.deepEqual(
    strengths,
    strengths.toSorted((one, other) => other - one),
  );
  assert.ok(parts.some(({ text, kind }) => text === "lovely" && kind === "word"));
  classifier.dispose();
});

test("it knows what it has never met, and what it has learnt from", async () => {
  const classifier = await load();

  const told = async (text) => {
    const { isNew, isExample } = await classifier.explain(text);
    return [isNew, isExample];
  };

  assert.deepEqual(await told("Zzz 何?"), [true, false]);
  assert.deepEqual(await told(""), [true, false]);
  assert.deepEqual(await told("what a lovely day"), [false, false]);
  assert.deepEqual(await told("  HOW  LÓVELY!"), [false, true]);
  classifier.dispose();
});

test("it leaves no tensors", async () => {
  const before = tf.memory().numTensors;
  const classifier = await load();
  await classifier.classify("lovely");
  const loaded = tf.memory().numTensors;

  for (const text of ["lovely", "awful", "", "😀"]) {
    await classifier.classify(text);
    await classifier.explain(text);
  }

  assert.equal(tf.memory().numTensors, loaded);
  classifier.dispose();
  classifier.dispose();
  assert.equal(tf.memory().numTensors, before);
  await assert.rejects(classifier.classify("lovely"), {
    message: "The model was put away.",
  });
});

test("a model that was made another way says so", async () => {
  for (const [changed, encode] of [
    [{ ...model()["text.json"], version: "other" }],
    [model({ encoder: "tiny@1" })["text.json"]],
    [
      model({ encoder: "tiny@1" })["text.json"],
      async () => ({ encoder: "tiny@2", vector: [0, 0, 0] }),
    ],
  ]) {
    files = { ...model({ encoder: changed.encoder }), "text.json": changed };

    const asking = async () => (await load({ encode })).classify("lovely");

    await assert.rejects(asking, { message: OTHERWISE });
  }
});

test("a model with meanings needs the table of words", async () => {
  files = model({ meaning: true });

  await assert.rejects(load({ assets: { tfjs: "/static/tf.js", wordTable: null } }), {
    message: OTHERWISE,
  });
  await assert.rejects(load(), { message: "/static/words.bin did not arrive (404)." });
});

test("a table of words that arrives late is asked for again", async () => {
  files = model({ meaning: true });
  await assert.rejects(load(), { message: "/static/words.bin did not arrive (404)." });
  files["words.bin"] = await tableOf("zebra");

  const classifier = await load();

  assert.equal((await classifier.explain("Zebra")).isNew, false);
  assert.equal((await classifier.explain("Qqq")).isNew, true);
  const guessed = await classifier.classify("Qqq");
  assert.deepEqual(
    guessed.map(({ confidence }) => confidence),
    [0.75, 0.25, 0],
  );
  classifier.dispose();
});

/** Returns what static/base-models/words-en.bin is, of one word. */
function tableOf(word) {
  const words = new TextEncoder().encode(word.padEnd(8, "\n"));
  const sizes = new Uint32Array([1, MEANINGS, words.length]);
  const weight = new Float32Array([1]);
  const numbers = new Int8Array(MEANINGS).fill(1);
  const parts = ["words-1\n", sizes, words, weight, numbers];
  return new Blob(parts).arrayBuffer();
}

test("what did not arrive is named", async () => {
  delete files["model.json"];

  await assert.rejects(load(), { message: "/files/model.json did not arrive (404)." });
});

test("loading can be stopped", async () => {
  const stopping = new AbortController();
  const loading = load({ signal: stopping.signal });
  stopping.abort();

  await assert.rejects(loading, { name: "AbortError" });
});
