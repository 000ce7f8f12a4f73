import assert from "node:assert/strict";
import { test } from "node:test";

import { judge } from "../../static/js/sounds/judging.js";
import { Take } from "../../static/js/sounds/take.js";
import { RATE, joined, silence, tone } from "./waves.js";

const WORD = joined(silence(0.3), tone(0.3, 0.3), silence(0.4));

test("a good recording is kept without its silence, and nothing is said", () => {
  const { start, end, words, canBeKept } = judge(WORD);

  assert.equal(words, "");
  assert.equal(canBeKept, true);
  assert.ok(start > 0 && end < WORD.length);
});

test("a silent one cannot be kept", () => {
  const { words, canBeKept } = judge(silence(1));

  assert.match(words, /I heard nothing/);
  assert.equal(canBeKept, false);
});

test("what may be better is said, and can be kept", () => {
  const shouted = WORD.map((sample) => Math.max(-1, Math.min(1, 10 * sample)));
  for (const [samples, lost, words] of [
    [WORD.map((sample) => sample / 20), 0, /very quiet/],
    [shouted, 0, /too loud/],
    [joined(silence(0.6), tone(0.4)), 0, /end may be missing/],
    [WORD, RATE / 4, /missed a bit/],
  ]) {
    const judged = judge(samples, lost);

    assert.match(judged.words, words);
    assert.equal(judged.canBeKept, true);
  }
});

test("a take has as many samples as were wanted, and counts those that were lost", () => {
  const take = new Take(5);

  take.add(Float32Array.of(1, 2, 3), 7);
  assert.equal(take.isFull, false);
  assert.deepEqual([...take.samples], [1, 2, 3]);
  take.add(Float32Array.of(4, 5, 6), 1);

  assert.equal(take.isFull, true);
  assert.deepEqual([...take.samples], [1, 2, 3, 4, 5]);
  assert.equal(take.lost, 8);
});
