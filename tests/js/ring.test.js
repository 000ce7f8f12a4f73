import assert from "node:assert/strict";
import { test } from "node:test";

import { Ring } from "../../static/js/sounds/ring.js";

test("the newest samples stay, oldest first", () => {
  const ring = new Ring(5);

  ring.add(Float32Array.of(1, 2, 3));
  assert.deepEqual([...ring.last()], [1, 2, 3]);
  assert.equal(ring.length, 3);

  ring.add(Float32Array.of(4, 5, 6, 7));
  assert.deepEqual([...ring.last()], [3, 4, 5, 6, 7]);
  assert.deepEqual([...ring.last(2)], [6, 7]);
  assert.equal(ring.length, 5);
  assert.equal(ring.count, 7);
});

test("more than fits at once leaves the end of it", () => {
  const ring = new Ring(3);

  ring.add(Float32Array.of(0));
  ring.add(Float32Array.from({ length: 10 }, (_, place) => place));

  assert.deepEqual([...ring.last()], [7, 8, 9]);
});

test("what was taken out does not change any more", () => {
  const ring = new Ring(2);
  ring.add(Float32Array.of(1, 2));
  const last = ring.last();

  ring.add(Float32Array.of(3, 4));

  assert.deepEqual([...last], [1, 2]);
});

test("it begins anew", () => {
  const ring = new Ring(2);
  ring.add(Float32Array.of(1, 2, 3));

  ring.clear();

  assert.equal(ring.length, 0);
  assert.deepEqual([...ring.last()], []);
});
