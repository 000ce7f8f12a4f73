import assert from "node:assert/strict";
import { test } from "node:test";

import { findSound, trimSilence } from "../../static/js/sounds/trimming.js";
import { RATE, joined, mixed, noise, silence, tone } from "./waves.js";

function word(before, seconds, after, peak = 0.3) {
  return joined(silence(before), tone(seconds, peak), silence(after));
}

function about(samples, seconds) {
  assert.ok(
    Math.abs(samples / RATE - seconds) <= 0.02,
    `${samples / RATE} is not ${seconds}`,
  );
}

test("silence around a word is cut away, but for a little", () => {
  const { start, end, isCutOff } = findSound(word(0.4, 0.3, 0.3));

  about(start, 0.4 - 0.12);
  about(end, 0.7 + 0.12);
  assert.equal(isCutOff, false);
});

test("it is so in a room where others speak, too", () => {
  const room = noise(1, 0.02);

  const { start, end } = findSound(mixed(word(0.4, 0.3, 0.3), room));

  about(start, 0.4 - 0.12);
  about(end, 0.7 + 0.12);
});

test("a soft end of a word stays", () => {
  const samples = joined(silence(0.2), tone(0.3, 0.5), tone(0.2, 0.05), silence(0.3));

  assert.ok(findSound(samples).end >= 0.7 * RATE);
});

test("what is as loud from the beginning to the end stays as it is", () => {
  for (const samples of [tone(1), noise(1, 0.2), silence(1)]) {
    assert.deepEqual(findSound(samples), {
      start: 0,
      end: samples.length,
      isCutOff: false,
    });
  }
});

test("a clap alone leaves enough to be seen and pressed", () => {
  for (const before of [0, 0.5, 0.98]) {
    const kept = trimSilence(word(before, 0.02, 0.98 - before));

    assert.ok(kept.length >= 0.26 * RATE, `${before}: ${kept.length / RATE}`);
    assert.ok(kept.some((sample) => Math.abs(sample) > 0.2));
  }
});

test("nothing is cut from what is shorter than that", () => {
  assert.equal(trimSilence(word(0.1, 0.05, 0.1)).length, 0.25 * RATE);
});

test("an odd number of samples loses none of its sound", () => {
  const samples = joined(silence(0.6), tone(0.4001));

  assert.equal(findSound(samples).end, samples.length);
});

test("who begins late and still speaks at the end may be cut off", () => {
  assert.equal(findSound(joined(silence(0.6), tone(0.4))).isCutOff, true);
  assert.equal(findSound(joined(silence(0.2), tone(0.8))).isCutOff, false);
  assert.equal(findSound(word(0.6, 0.2, 0.2)).isCutOff, false);
});
