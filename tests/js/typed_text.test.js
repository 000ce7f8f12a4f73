import assert from "node:assert/strict";
import { test } from "node:test";

import {
  isNearlyTooLong,
  isVisible,
  lengthOf,
  linesOf,
  oneLine,
} from "../../static/js/typed_text.js";

test("a text is one line with single spaces", () => {
  assert.equal(oneLine("  I am\n\thappy \u00a0 today\ufeff "), "I am happy today");
});

test("letters have one form, however they were typed", () => {
  assert.equal(oneLine("cafe\u0301"), "café");
});

test("what does nothing in a text is left out", () => {
  assert.equal(oneLine("nul\u0000, bell\u0007, half \ud83d😀"), "nul, bell, half 😀");
});

test("lines end as any system ends them, and empty ones are none", () => {
  assert.deepEqual(linesOf("one\r\ntwo\rthree\n\n \nfour\u2028five\n"), [
    "one",
    "two",
    "three",
    "four",
    "five",
  ]);
});

test("spaces and signs that cannot be seen are nothing", () => {
  for (const typed of [
    "",
    "  ",
    "\u200b\u200e",
    "\u2800",
    "\u0000",
    "\u3164",
    "\ud83d",
  ]) {
    assert.equal(isVisible(typed), false, JSON.stringify(typed));
  }
  for (const typed of ["a", "😀", "!", " ش ", "👩‍🚀"]) assert.ok(isVisible(typed));
});

test("an emoji counts as the server counts it", () => {
  assert.equal(lengthOf("😀😀"), 2);
  assert.equal(lengthOf(" a  b "), 3);
});

test("what is far too long is not looked at closely", () => {
  const book = "e\u0301 ".repeat(3_000_000);
  const begun = performance.now();

  assert.ok(lengthOf(book) > 1024);

  assert.ok(performance.now() - begun < 50);
});

test("the length is worth a word from 901 of 1,024 characters", () => {
  assert.equal(isNearlyTooLong(900), false);
  assert.equal(isNearlyTooLong(901), true);
  assert.equal(isNearlyTooLong(901, 2048), false);
});
