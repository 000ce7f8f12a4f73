import assert from "node:assert/strict";
import { test } from "node:test";

import { meaningOf } from "../../static/js/elements/review_keys.js";

test("letters are verbs, whether they are large or small", () => {
  const keys = ["a", "A", "h", "m", "z", "?", "Enter", "Escape", "x", "Tab"];

  assert.deepEqual(
    keys.map((key) => meaningOf({ key })),
    [
      "approve",
      "approve",
      "hide",
      "move",
      "undo",
      "help",
      "open",
      "none",
      undefined,
      undefined,
    ],
  );
});

test("the space bar picks, and with Shift all up to there", () => {
  assert.equal(meaningOf({ key: " " }), "pick");
  assert.equal(meaningOf({ key: " ", shiftKey: true }), "pick-range");
});

test("with Ctrl a key does what it does everywhere", () => {
  assert.equal(meaningOf({ key: "a", ctrlKey: true }), "all");
  assert.equal(meaningOf({ key: "z", metaKey: true }), "undo");
  assert.equal(meaningOf({ key: "h", ctrlKey: true }), undefined);
  assert.equal(meaningOf({ key: "a", altKey: true }), undefined);
});

test("where keys have other letters, their places count", () => {
  assert.equal(meaningOf({ key: "ф", code: "KeyA" }), "approve");
  assert.equal(meaningOf({ key: "م", code: "KeyH" }), "hide");
  assert.equal(meaningOf({ key: "q", code: "KeyA" }), undefined, "a French keyboard");
});
