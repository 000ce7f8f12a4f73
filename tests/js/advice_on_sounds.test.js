import assert from "node:assert/strict";
import { test } from "node:test";

import { nextStepOfSounds } from "../../static/js/advice.js";

function label(name, example_count, is_background = false) {
  return { name, example_count, is_background };
}

const ROOM = (count) => label("Background noise", count, true);

test("the room alone is not what the computer shall tell apart", () => {
  const { words, ready } = nextStepOfSounds({ labels: [ROOM(20)] });

  assert.match(words, /Start here: add a label/);
  assert.ok(!ready);
});

test("labels are filled first, then the room", () => {
  const next = (...labels) => nextStepOfSounds({ labels }).words;

  assert.match(next(ROOM(0), label("yes", 0)), /Let me hear “yes”/);
  assert.match(next(ROOM(0), label("yes", 5)), /record the room: “Background noise”/);
  assert.match(next(ROOM(5), label("yes", 3)), /“yes” needs 2 more/);
});

test("one label beside the room is enough to learn from", () => {
  const { ready } = nextStepOfSounds({ labels: [ROOM(5), label("yes", 5)] });

  assert.equal(ready, true);
});
