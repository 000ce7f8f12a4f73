import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import {
  sharedEngine,
  PictureEngine,
} from "../../static/js/learning/picture_engine.js";
import { forgetNotes, whyWeak } from "../../static/js/learning/weak_device.js";

const BASE = {
  id: "0123456789abcdef",
  kind: "network",
  features: 2,
  files: { model: "/base-models/1/model.json", weights: "/base-models/1/weights.bin" },
};
const ASSETS = { pictureWorker: "/static/picture_worker.js", tfjs: "/static/tf.js" };
const STRONG_CARD = { 1: 16384, 2: 16384, 3: "A good card" };

/** Looks at a picture by saying what its first pixel is. */
class FakeWorker {
  static all = [];
  static backend = "wasm";
  static problem = null;

  constructor(address) {
    this.address = address;
    this.heard = [];
    this.isTerminated = false;
    FakeWorker.all.push(this);
  }

  async postMessage(message, moved) {
    const { id, task, details } = structuredClone(message, { transfer: moved });
    this.heard.push({ task, details });
    await null;
    const problem = task === "look" ? FakeWorker.problem : null;
    const reply = problem ? { problem } : { answer: this.answer(task, details) };
    this.onmessage({ data: { id, ...reply } });
  }

  answer(task, details) {
    if (task === "prepare") return { backend: FakeWorker.backend };
    const pixels = details.pictures.map((buffer) => new Uint8Array(buffer)[0]);
    return Float32Array.from(pixels.flatMap((pixel) => [pixel, -pixel]));
  }

  terminate() {
    this.isTerminated = true;
  }
}

function picture(pixel) {
  return { data: Uint8ClampedArray.of(pixel, 0, 0, 255) };
}

beforeEach(() => {
  FakeWorker.all = [];
  FakeWorker.backend = "wasm";
  FakeWorker.problem = null;
  const context = {
    MAX_TEXTURE_SIZE: 1,
    MAX_RENDERBUFFER_SIZE: 2,
    RENDERER: 3,
    getExtension: () => null,
    getParameter: (name) => STRONG_CARD[name],
  };
  const document = { createElement: () => ({ getContext: () => context }) };
  const location = { href: "https://school.example/projects/1/learn/", search: "" };
  Object.assign(globalThis, { Worker: FakeWorker, document, location });
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64)";
  const navigator = { hardwareConcurrency: 8, maxTouchPoints: 0, userAgent };
  Object.defineProperty(globalThis, "navigator", {
    value: navigator,
    configurable: true,
  });
  forgetNotes();
});

afterEach(() => {
  for (const careful of [true, false]) {
    sharedEngine({ assets: ASSETS, base: BASE, careful }).dispose();
  }
  for (const name of ["Worker", "document", "location", "navigator"]) {
    delete globalThis[name];
  }
});

test("its workers are told everything in full", async () => {
  await sharedEngine({ assets: { ...ASSETS, base: BASE }, base: BASE }).prepare();

  const [{ heard, address }] = FakeWorker.all;
  assert.equal(address, "https://school.example/static/picture_worker.js");
  const { assets, base, only } = heard[0].details;
  assert.equal(assets.tfjs, "https://school.example/static/tf.js");
  assert.equal(assets.base, undefined);
  assert.equal(base.files.model, "https://school.example/base-models/1/model.json");
  assert.equal(only, undefined);
});

test("a page has one engine, until there is another base", async () => {
  const first = sharedEngine({ assets: ASSETS, base: BASE });
  assert.equal(sharedEngine({ assets: ASSETS, base: BASE }), first);

  const other = sharedEngine({ assets: ASSETS, base: { ...BASE, id: "another" } });
  assert.notEqual(other, first);
  assert.ok(first.hasEnded);
});

test("features come in the order of the pictures, whoever looked at them", async () => {
  const engine = sharedEngine({ assets: ASSETS, base: BASE });
  await engine.spread();

  const features = await engine.features([1, 2, 3, 4, 5].map(picture));

  assert.deepEqual([...features], [1, -1, 2, -2, 3, -3, 4, -4, 5, -5]);
  assert.equal(FakeWorker.all.length, 4);
  const looks = FakeWorker.all.flatMap(({ heard }) => heard.slice(1));
  assert.deepEqual(
    looks.map(({ details }) => details.pictures.length).sort(),
    [1, 2, 2],
  );
});

test("the page keeps its pixels", async () => {
  const shown = picture(7);
  await sharedEngine({ assets: ASSETS, base: BASE }).features([shown]);

  assert.equal(shown.data.length, 4);
});

test("a graphics card is asked by one worker only", async () => {
  FakeWorker.backend = "webgl";
  const engine = sharedEngine({ assets: ASSETS, base: BASE });
  await engine.spread();

  assert.equal(FakeWorker.all.length, 1);
});

test("on two cores, one is left to the page", async () => {
  globalThis.navigator.hardwareConcurrency = 2;
  await new PictureEngine({ assets: ASSETS, base: BASE }).spread();

  assert.equal(FakeWorker.all.length, 1);
});

test("a tablet has one worker, too, which keeps it cool", async () => {
  Object.assign(globalThis.navigator, { userAgent: "Android", maxTouchPoints: 5 });
  await new PictureEngine({ assets: ASSETS, base: BASE }).spread();

  assert.equal(FakeWorker.all.length, 1);
});

test("a careful engine has one worker, no card, and one picture in hand", async () => {
  const engine = sharedEngine({ assets: ASSETS, base: BASE, careful: true });
  await engine.spread();
  await engine.features([picture(1), picture(2)]);

  assert.equal(FakeWorker.all.length, 1);
  const [prepare, ...looks] = FakeWorker.all[0].heard;
  assert.deepEqual(prepare.details.only, ["wasm", "cpu"]);
  assert.deepEqual(
    looks.map(({ details }) => details.pictures.length),
    [1, 1],
  );
});

test("a card that fails is remembered, and the next engine does without it", async () => {
  FakeWorker.backend = "webgl";
  const engine = sharedEngine({ assets: ASSETS, base: BASE });
  await engine.prepare();
  assert.equal(await whyWeak(), "");

  FakeWorker.problem = "Failed to compile fragment shader.";
  await assert.rejects(engine.features([picture(1)]), /shader/);

  assert.ok(FakeWorker.all[0].isTerminated);
  assert.equal(await whyWeak(), "failed");
  const next = sharedEngine({ assets: ASSETS, base: BASE });
  await next.prepare();
  assert.deepEqual(FakeWorker.all.at(-1).heard[0].details.only, ["wasm", "cpu"]);
});

test("what is no fault of the card ends nothing", async () => {
  const engine = sharedEngine({ assets: ASSETS, base: BASE });
  FakeWorker.problem = "Something else.";
  await assert.rejects(engine.features([picture(1)]), { message: "Something else." });

  FakeWorker.problem = null;
  assert.deepEqual([...(await engine.features([picture(3)]))], [3, -3]);
});

test("put away, it ends its workers and whatever still waits", async () => {
  const engine = new PictureEngine({ assets: ASSETS, base: BASE });
  await engine.prepare();
  const looking = engine.features([picture(1)]);
  engine.dispose();

  await assert.rejects(looking, { message: "The engine was put away." });
  assert.ok(FakeWorker.all.every(({ isTerminated }) => isTerminated));
});
