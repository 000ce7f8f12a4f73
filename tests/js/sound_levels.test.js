import assert from "node:assert/strict";
import { test } from "node:test";

import {
  isClipped,
  isQuiet,
  isSilent,
  loudnessOf,
  meterOf,
  peakOf,
} from "../../static/js/sounds/levels.js";
import { noise, silence, tone } from "./waves.js";

test("a tone is as loud as the root of half its square", () => {
  assert.ok(Math.abs(loudnessOf(tone(1, 0.5)) - 0.5 / Math.SQRT2) < 1e-3);
  assert.ok(Math.abs(peakOf(tone(1, 0.5)) - 0.5) < 1e-3);
  assert.equal(loudnessOf(new Float32Array(0)), 0);
});

test("the meter goes from nothing to all, a whisper in between", () => {
  assert.equal(meterOf(silence(0.1)), 0);
  const [whisper, word] = [0.01, 0.3].map((peak) => meterOf(tone(0.1, peak)));
  assert.ok(whisper > 0.2 && word > whisper && word < 1, `${whisper} ${word}`);
  assert.equal(meterOf(new Float32Array(100).fill(1)), 1);
});

test("only what has nothing in it is silent, also beside a constant", () => {
  assert.ok(isSilent(silence(1)));
  assert.ok(isSilent(new Float32Array(1000).fill(0.2)));
  assert.ok(isSilent(tone(1, 0.0002)));
  assert.ok(isSilent(new Float32Array(0)));
  assert.ok(!isSilent(tone(1, 0.001)));
});

test("what the server would call silent is never sent", () => {
  const least = 1 / 2 ** 12; // projects/uploads/sounds.py
  for (const peak of [0.5, 0.9, 0.999]) assert.ok(isSilent(tone(1, peak * least)));
});

test("quiet is less than a word into a near microphone", () => {
  assert.ok(isQuiet(tone(1, 0.01)));
  assert.ok(!isQuiet(tone(1, 0.1)));
});

test("waves with their tops cut off are clipped, a single loud click is not", () => {
  const loud = tone(1, 3).map((sample) => Math.max(-1, Math.min(1, sample)));
  const click = noise(1, 0.1);
  click.set([1, 1, 1, 1], 100);

  assert.ok(isClipped(loud));
  assert.ok(!isClipped(click));
  assert.ok(!isClipped(tone(1, 0.95)));
});
