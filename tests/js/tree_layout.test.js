import assert from "node:assert/strict";
import { test } from "node:test";

import { layOut, saysYes, wayThrough } from "../../static/js/elements/tree_layout.js";

const LEFT = { counts: [3, 0] };
const RIGHT = { counts: [0, 2] };
const COLOUR = { field: 1, choices: ["red"], missing: true, yes: LEFT, no: RIGHT };
const OTHER = { counts: [1, 1] };
const ROOT = { field: 0, threshold: 2.45, missing: false, yes: COLOUR, no: OTHER };

test("a number says yes at the threshold and above", () => {
  assert.ok(saysYes(ROOT, [2.45]));
  assert.ok(!saysYes(ROOT, [2.4]));
});

test("a choice says yes when it is one of those", () => {
  assert.ok(saysYes(COLOUR, [0, "red"]));
  assert.ok(!saysYes(COLOUR, [0, "blue"]));
});

test("what is missing goes the way the forest sends it", () => {
  assert.ok(!saysYes(ROOT, [null]));
  assert.ok(saysYes(COLOUR, [0, null]));
});

test("a row takes one way from the root to a leaf", () => {
  assert.deepEqual(wayThrough(ROOT, [3, "blue"]), [ROOT, COLOUR, RIGHT]);
  assert.deepEqual(wayThrough(ROOT, [1, "blue"]), [ROOT, OTHER]);
});

test("every node has its own place, and questions stand between their answers", () => {
  const { nodes, lines, width, height } = layOut(ROOT);
  const at = (node) => nodes.find((placed) => placed.node === node);

  assert.equal(nodes.length, 5);
  assert.equal(lines.length, 4);
  assert.ok(at(LEFT).x < at(COLOUR).x && at(COLOUR).x < at(RIGHT).x);
  assert.ok(at(ROOT).y < at(COLOUR).y && at(COLOUR).y < at(LEFT).y);
  assert.ok(nodes.every(({ x, y }) => x > 0 && x < width && y >= 0 && y < height));
});

test("a tree of one leaf can be drawn", () => {
  assert.equal(layOut(LEFT).nodes.length, 1);
});
