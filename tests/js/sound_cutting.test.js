import assert from "node:assert/strict";
import { test } from "node:test";

import {
  cutIntoPieces,
  cutIntoSounds,
  peaksOf,
} from "../../static/js/sounds/cutting.js";
import { RATE, joined, silence, tone } from "./waves.js";

function seconds(pieces) {
  return pieces.map((piece) => piece.length / RATE);
}

test("a sound is cut into pieces of equal length, one after the other", () => {
  const samples = joined(tone(1, 0.1), tone(1, 0.2), tone(1, 0.3));

  const pieces = cutIntoPieces(samples, 1);

  assert.deepEqual(seconds(pieces), [1, 1, 1]);
  assert.deepEqual(
    pieces.map((piece) => Math.max(...piece).toFixed(1)),
    ["0.1", "0.2", "0.3"],
  );
});

test("what is left at the end is a piece if it is half as long", () => {
  assert.deepEqual(seconds(cutIntoPieces(tone(2.5), 1)), [1, 1, 0.5]);
  assert.deepEqual(seconds(cutIntoPieces(tone(2.4), 1)), [1, 1]);
  assert.deepEqual(cutIntoPieces(new Float32Array(0), 1), []);
});

test("pieces hold sound of their own: the whole can be forgotten", () => {
  const samples = tone(2);
  const [piece] = cutIntoPieces(samples, 1);

  samples.fill(0);

  assert.ok(piece.some((sample) => sample !== 0));
});

test("pieces without any sound are left out, and pauses around it as well", () => {
  const samples = joined(tone(0.3), silence(0.7), silence(1), silence(0.6), tone(0.4));

  const pieces = cutIntoSounds(samples, 1);

  assert.equal(pieces.length, 2);
  for (const piece of pieces) assert.ok(piece.length < 0.6 * RATE);
});

test("no word is torn in two where there are pauses", () => {
  const word = joined(silence(0.5), tone(0.5), silence(0.5));
  const words = joined(word, word, word, word, word);

  assert.equal(cutIntoSounds(words, 1).length, 5);
  assert.deepEqual(
    cutIntoSounds(words, 3).map((piece) => Math.round(piece.length / RATE)),
    [2, 2, 1],
  );
  for (const piece of cutIntoSounds(words, 1)) assert.ok(piece.length >= 0.5 * RATE);
});

test("a clap is a piece of its own, however long pieces may be", () => {
  const claps = joined(silence(2), tone(0.05), silence(3), tone(0.05), silence(2));

  assert.equal(cutIntoSounds(claps, 2).length, 2);
});

test("a sound without a pause is cut all the same", () => {
  assert.deepEqual(seconds(cutIntoSounds(tone(3), 1)), [1, 1, 1]);
});

test("a drawing has the loudest sample of each part", () => {
  const samples = Float32Array.of(0.1, -0.4, 0.2, 0, 0, 0.3);

  const peaks = peaksOf(samples, 3).map((peak) => peak.toFixed(1));

  assert.deepEqual(peaks, ["0.4", "0.2", "0.3"]);
  assert.deepEqual(peaksOf(new Float32Array(0), 2), [0, 0]);
});
