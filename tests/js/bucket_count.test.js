import assert from "node:assert/strict";
import { test } from "node:test";

import { BucketCount } from "../../static/js/elements/bucket_count.js";

function makeCount(count = 0) {
  const label = { example_count: count };
  return { label, counted: new BucketCount(label, () => {}) };
}

test("what was added here is counted once, before and after the server does", () => {
  const { label, counted } = makeCount(3);

  counted.add({ id: "a" });
  assert.equal(label.example_count, 4);
  counted.hear(3); // Read before it was stored.
  assert.equal(label.example_count, 4);
  counted.tell(["a"]);
  counted.hear(4);
  assert.equal(label.example_count, 4);
});

test("what waits for a teacher is counted no more once the server has said so", () => {
  const { label, counted } = makeCount(3);

  counted.add({ id: "a" });
  counted.store({ id: "a", state: "waiting" });

  assert.equal(label.example_count, 3);
});

test("what was told before it was answered is not taken off again", () => {
  const { label, counted } = makeCount(3);

  counted.add({ id: "a" });
  counted.tell(["a"]);
  counted.hear(3);
  counted.store({ id: "a", state: "waiting" });

  assert.equal(label.example_count, 3);
});

test("only what was counted is taken off with what is deleted", () => {
  const { label, counted } = makeCount(3);

  counted.takeOut([
    { id: "a", state: "shown" },
    { id: "b", state: "hidden" },
  ]);

  assert.equal(label.example_count, 2);
});
