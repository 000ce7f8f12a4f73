import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { alike, tidyText } from "../../static/js/learning/alike.js";

const PAIRS = JSON.parse(readFileSync(new URL("../alike.json", import.meta.url)));

test("it finds alike what the server finds alike", () => {
  assert.ok(PAIRS.length > 60);
  for (const [text, expected] of PAIRS) {
    assert.equal(alike(text), expected, `${JSON.stringify(text)}`);
    assert.equal(alike(expected), expected);
  }
});

test("a text is tidied as it is stored", () => {
  assert.equal(tidyText(" Cafe\u0301\u00a0\u0000\n\tau  lait "), "Caf\u00e9 au lait");
});
