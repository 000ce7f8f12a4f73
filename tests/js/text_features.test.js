import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  BUCKETS,
  partsOf,
  read,
  WIDTH,
} from "../../static/js/learning/text_features.js";
import { normalised } from "../../static/js/learning/text_tokens.js";
import { WordTable } from "../../static/js/learning/word_table.js";

const SENTENCES = JSON.parse(
  readFileSync(new URL("../text_features.json", import.meta.url)),
);
const WORDS = new URL("../../static/base-models/words-en.bin", import.meta.url);
const table = WordTable.read(Uint8Array.from(readFileSync(WORDS)).buffer);

function assertNear(one, other) {
  assert.equal(one.length, other.length);
  one.forEach((value, place) => assert.ok(Math.abs(value - other[place]) <= 1e-6));
}

function vectorOf(parts) {
  const sums = new Float64Array(WIDTH);
  for (const { places, values } of parts) {
    places.forEach((place, number) => (sums[place] += values[number]));
  }
  return sums;
}

test("it reads every script as Python does", () => {
  assert.ok(SENTENCES.length > 25);
  for (const { text, ...expected } of SENTENCES) {
    const sentence = read(text, { table });
    const typed = normalised("NFC", text);
    const tokens = sentence.tokens.map(({ text, start, end }) => [
      text,
      typed.slice(start, end),
    ]);
    assert.deepEqual(tokens, expected.tokens, JSON.stringify(text));
    assert.deepEqual([...sentence.places], expected.places, JSON.stringify(text));
    assertNear([...sentence.values], expected.values);
    assert.deepEqual([...sentence.seenAs], expected.seenAs);
    assert.equal(sentence.hasMeaning, expected.hasMeaning);
  }
});

test("it takes sentences apart as Python does", () => {
  for (const { text, parts } of SENTENCES) {
    const found = partsOf(text, { table });
    assert.deepEqual(
      found.map(({ kind, text, words }) => [kind, text, words]),
      parts,
    );
    assertNear(vectorOf(found), vectorOf([read(text, { table })]));
  }
});

test("without a table, words have no meaning", () => {
  const { hasMeaning, places } = read("turn the lamp on");

  assert.equal(hasMeaning, false);
  assert.ok(places.every((place) => place < BUCKETS));
  assert.equal(read("turn the lamp on", { table }).hasMeaning, true);
});

test("other files are refused", () => {
  assert.throws(() => WordTable.read(new ArrayBuffer(8)), TypeError);
  assert.throws(() => WordTable.read(new ArrayBuffer(80)), TypeError);
});

test("a page of text is read in no time", () => {
  const text = "I don't like the rain, but 我喜欢猫 and 😀! ".repeat(500);
  const start = performance.now();

  read(text, { table });

  assert.ok(performance.now() - start < 10_000);
});
