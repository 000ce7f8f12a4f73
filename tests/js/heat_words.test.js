import assert from "node:assert/strict";
import { test } from "node:test";

import { hasMattered, heatInWords } from "../../static/js/heat_words.js";

const CAT = { name: "cat", confidence: 0.9 };

function heatOf(side, drops) {
  const heat = new Float32Array(side * side);
  for (const [row, column, drop] of drops) heat[row * side + column] = drop;
  return { side, heat };
}

test("the place that mattered is named, and how much", () => {
  const words = heatInWords(heatOf(8, [[0, 1, 0.4]]), CAT);

  assert.match(words, /“cat”: top left\./);
  assert.match(words, /50.?% sure instead of 90.?%/);
});

test("rows are counted from the top, columns from the left", () => {
  assert.match(heatInWords(heatOf(8, [[0, 7, 0.4]]), CAT), /: top right\./);
  assert.match(heatInWords(heatOf(8, [[7, 0, 0.4]]), CAT), /: bottom left\./);
  assert.match(heatInWords(heatOf(7, [[3, 3, 0.4]]), CAT), /: middle\./);
});

test("two places that matter nearly as much are both named", () => {
  const both = heatOf(8, [
    [0, 0, 0.4],
    [7, 7, 0.35],
  ]);

  assert.match(heatInWords(both, CAT), /top left and bottom right/);
});

test("all corners that matter are named", () => {
  const corners = heatOf(8, [
    [0, 0, 0.4],
    [0, 7, 0.39],
    [7, 0, 0.38],
    [7, 7, 0.37],
  ]);

  const words = heatInWords(corners, CAT);

  assert.match(words, /top left, top right, bottom left, and bottom right\./);
});

test("weak parts do not name a place", () => {
  const weak = [0, 1, 2].flatMap((row) => [0, 1].map((column) => [row, column, 0.1]));

  assert.match(heatInWords(heatOf(8, [[7, 7, 0.4], ...weak]), CAT), /: bottom right\./);
});

test("a picture that matters all over is said to", () => {
  const heat = { side: 4, heat: new Float32Array(16).fill(0.3) };

  assert.match(heatInWords(heat, CAT), /nearly the whole picture/);
});

test("it is said honestly when no part alone matters", () => {
  const heat = heatOf(8, [[0, 0, 0.01]]);

  assert.equal(hasMattered(heat), false);
  assert.match(heatInWords(heat, CAT), /changed next to nothing/);
});
