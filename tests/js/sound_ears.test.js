import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import "../../static/js/learning/sound_front_end.js";
import "../../static/js/learning/sound_network.js";
import "../../static/js/learning/sound_ears.js";
import { makeSound } from "./made_sounds.js";

const BASE = new URL("../../static/base-models/sound-v1/", import.meta.url);
const VECTORS = JSON.parse(
  readFileSync(new URL("../sound_features.json", import.meta.url)),
);
const SECOND = 16_000; // samples

const ears = new globalThis.SoundEars({
  description: JSON.parse(readFileSync(new URL("model.json", BASE))),
  weights: Uint8Array.from(readFileSync(new URL("weights.bin", BASE))).buffer,
});

test("ears hear in JavaScript what they hear in Python", () => {
  for (const [name, wanted] of Object.entries(VECTORS)) {
    const heard = ears.features(makeSound(name));

    assert.equal(heard.length, wanted.length, name);
    const far = furthest(heard, wanted);
    assert.ok(far <= 2e-5, `${name}: ${far}`);
  }
});

test("ears say how much they hear", () => {
  assert.equal(ears.size, VECTORS.word.length);
});

test("a word is heard wherever in the second it was said", () => {
  const early = makeSound("word");
  const late = new Float32Array(SECOND);
  late.set(early.subarray(0, 0.9 * SECOND), 0.1 * SECOND);

  const far = furthest(ears.features(early), ears.features(late));

  assert.ok(far < 1e-3, `${far}`);
});

test("a word is heard however softly it was said", () => {
  const loud = makeSound("word");

  const far = furthest(
    ears.features(loud),
    ears.features(loud.map((sample) => sample / 3)),
  );

  assert.ok(far < 0.02, `${far}`);
});

test("silence around a long sound says nothing", () => {
  const melody = makeSound("melody");
  const longer = new Float32Array(5 * SECOND);
  longer.set(melody, SECOND);

  assert.deepEqual(ears.features(longer), ears.features(melody));
});

test("whatever comes, features are numbers", () => {
  for (const length of [0, 1, 1600, 16_001, 80_000]) {
    for (const level of [0, 1e-9, 1]) {
      const heard = ears.features(new Float32Array(length).fill(level));

      assert.ok(heard.every(Number.isFinite), `${length} × ${level}`);
    }
  }
});

function furthest(some, others) {
  return some.reduce(
    (most, number, place) => Math.max(most, Math.abs(number - others[place])),
    0,
  );
}
