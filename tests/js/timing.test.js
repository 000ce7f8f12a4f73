import assert from "node:assert/strict";
import { test } from "node:test";

import { delay, pauseBefore } from "../../static/js/timing.js";

const longest = { random: () => 1 };

test("a pause doubles with every try", () => {
  assert.deepEqual(
    [0, 1, 2].map((attempt) => pauseBefore(attempt, longest)),
    [400, 800, 1600],
  );
});

test("a pause never gets longer than fifteen seconds", () => {
  assert.equal(pauseBefore(40, longest), 15_000);
});

test("two computers do not come back at the same time", () => {
  assert.equal(pauseBefore(0, { random: () => 0 }), 200);
  assert.equal(pauseBefore(0, { random: () => 0.5 }), 300);
});

test("a delay ends", async () => {
  await delay(1);
});
