import assert from "node:assert/strict";
import { test } from "node:test";

import { ruleInWords, soundInWords } from "../../static/js/sounds/heard_words.js";

const NOISE = { number: 1, name: "Background noise" };

test("a sound is heard from the line on", () => {
  const yes = { label: 2, name: "yes" };

  assert.equal(
    soundInWords({ ...yes, confidence: 0.7 }, NOISE),
    "I heard “yes”! I am 70% sure.",
  );
  assert.match(
    soundInWords({ ...yes, confidence: 0.69 }, NOISE),
    /^Maybe .*too little/,
  );
});

test("the noise is nothing, however sure it is", () => {
  const noise = { label: 1, name: NOISE.name, confidence: 0.99 };

  assert.match(soundInWords(noise, NOISE), /^I heard nothing/);
});

test("the rule names the line, and the noise where there is one", () => {
  assert.match(ruleInWords(NOISE), /70%.*“Background noise” never counts/);
  assert.doesNotMatch(ruleInWords(null), /never counts/);
});
