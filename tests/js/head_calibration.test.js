import assert from "node:assert/strict";
import { test } from "node:test";

import "../../static/js/learning/head_calibration.js";

const { calibrated, findTemperature } = globalThis.headCalibration;
const ROWS = [
  [0.7, 0.2, 0.1],
  [0.4, 0.35, 0.25],
  [0.1, 0.6, 0.3],
  [0.3, 0.3, 0.4],
];
// What training/learning/heads/calibration.py finds for them.
const TEMPERATURES = new Map([
  [[0, 0, 1, 2], 0.452419],
  [[0, 1, 2, 0], 0.541644],
]);

test("it finds the temperatures that Python finds", () => {
  for (const [answers, temperature] of TEMPERATURES) {
    const found = findTemperature(ROWS, answers);
    assert.ok(Math.abs(found - temperature) < 1e-4, `${found} is not ${temperature}`);
  }
});

test("where nothing was measured, it is the usual one", () => {
  assert.equal(findTemperature([], []), 0.5);
});

test("a confidence of nothing does no harm", () => {
  const found = findTemperature([[1, 0]], [1]);

  assert.ok(found > 0.5 && Number.isFinite(found));
  assert.ok(calibrated([1, 0], found).every(Number.isFinite));
});

test("calibrating changes how sure, and never which", () => {
  const [one, two, three] = calibrated([0.5, 0.3, 0.2], 0.5);

  assert.ok(Math.abs(one + two + three - 1) < 1e-12);
  assert.ok(one > 0.5 && one > two && two > three);
});
