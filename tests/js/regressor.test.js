import assert from "node:assert/strict";
import { test } from "node:test";

import { Regressor } from "../../static/js/learning/regressor.js";

const SCHEMA = {
  fields: [
    { number: 1, name: "sun", unit: "h" },
    { number: 2, name: "soil" },
    { number: 3, name: "height", unit: "cm" },
  ],
};
const TOLD = {
  format: 1,
  chosen: "line",
  inputs: [
    {
      number: 1,
      kind: "number",
      median: 4,
      mean: 5,
      deviation: 2,
      least: 0,
      most: 10,
      gaps: 0,
    },
    { number: 2, kind: "choice", choices: ["sand", "clay"], usual: "clay", gaps: 1 },
  ],
  targets: [{ number: 3, mean: 30, deviation: 10, least: 5, most: 60 }],
};
// Height = 30 + 10 × (0.5 × deviations of the sun + 0.1 on clay + 0.2).
const WEIGHTS = Float32Array.of(0.5, 0, 0.1, 0.2).buffer;

function make() {
  return new Regressor({ schema: SCHEMA, told: TOLD, weights: WEIGHTS });
}

function assertNear(found, wanted) {
  assert.ok(Math.abs(found - wanted) < 1e-4, `${found} is not ${wanted}`);
}

test("it predicts in the unit of the column", () => {
  const [{ value, ...column }] = make().predict({ 1: 9, 2: "sand" });

  assert.deepEqual(column, { number: 3, name: "height", unit: "cm" });
  assertNear(value, 42);
});

test("what is missing is the usual, and said", () => {
  const regressor = make();

  assertNear(regressor.predict({ 1: null })[0].value, 30 - 2.5 + 1 + 2);
  assert.deepEqual(
    regressor.missing({ 1: "", 2: undefined }).map(({ name, usual }) => [name, usual]),
    [
      ["sun", 4],
      ["soil", "clay"],
    ],
  );
  assert.deepEqual(regressor.missing({ 1: 0, 2: "sand" }), []);
});

test("what it has not seen is said, and zero is not missing", () => {
  const regressor = make();

  assert.deepEqual(regressor.outside({ 1: 0, 2: null }), []);
  assert.deepEqual(regressor.outside({ 1: 10.5, 2: "sand" }), [
    { number: 1, name: "sun", unit: "h", least: 0, most: 10, value: 10.5 },
  ]);
  const [{ choices, value }] = regressor.outside({ 1: 1, 2: "peat" });
  assert.deepEqual([choices, value], [["sand", "clay"], "peat"]);
});

test("a line says how much each column counts", () => {
  const [{ bias, columns }] = make().slopes();

  assertNear(bias, 30 + 2 - 12.5);
  assertNear(columns[0].slope, 2.5);
  assert.deepEqual(
    columns[1].choices.map(({ choice }) => choice),
    ["sand", "clay"],
  );
  assertNear(columns[1].choices[1].adds, 1);
});

test("no number is too large for an answer", () => {
  for (const sun of [3.4e38, -3.4e38, 1e-300]) {
    const [{ value }] = make().predict({ 1: sun });
    assert.ok(Math.abs(value) <= 3.4e38, `${value}`);
  }
});
