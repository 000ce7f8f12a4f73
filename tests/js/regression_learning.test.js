import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Regressor } from "../../static/js/learning/regressor.js";
import "../../static/js/learning/regression_learning.js";

const vectors = JSON.parse(
  readFileSync(new URL("../regression.json", import.meta.url), "utf8"),
);
const { RegressionRandom, learnRegression, regressionTable } = globalThis;

function learn(lesson, report = () => {}) {
  return learnRegression(lesson, report);
}

function regressorOf(lesson, { chosen, weights }) {
  const fields = [...lesson.inputs, ...lesson.targets];
  const schema = {
    fields: fields.map(({ number }) => ({
      number,
      name: `column ${number}`,
      unit: "cm",
    })),
  };
  const told = { format: 1, chosen, ...lesson };
  return new Regressor({ schema, told, weights: weights.buffer });
}

function assertNear(found, wanted, most = 1e-6) {
  assert.equal(found.length, wanted.length);
  found.forEach((number, at) => {
    const off = Math.abs(number - wanted[at]);
    const size = Math.max(1, Math.abs(wanted[at]));
    assert.ok(off <= most * size, `${number} is not ${wanted[at]}`);
  });
}

test("chance is the same as in Python", () => {
  const { seed, random, order } = vectors;
  assert.deepEqual([...new RegressionRandom(seed).take(5)], random);
  assert.deepEqual(new RegressionRandom(seed).order(9), order);
});

for (const name of ["few", "curve"]) {
  const lesson = vectors[name];
  const wanted = vectors[`${name}_learnt`];
  const learnt = learn(lesson);

  test(`it learns what Python learns: ${name}`, () => {
    assert.equal(learnt.chosen, wanted.chosen);
    assert.equal(learnt.epochs, wanted.epochs);
    assertNear(
      [learnt.errors.line, learnt.errors.network],
      [wanted.errors.line, wanted.errors.network],
    );
    const isMeasured = lesson.rows.map(({ group }) => group !== null);
    const said = [...learnt.measured].sort(([one], [other]) => one - other);
    assert.ok(said.every(([place]) => isMeasured[place]));
    said.forEach(([, row], at) => assertNear(row, wanted.measured[at]));
  });

  test(`it predicts what Python predicts: ${name}`, () => {
    const regressor = regressorOf(lesson, learnt);
    vectors.asked.forEach((values, at) => {
      const scaled = regressionTable.scaledRow(lesson, values);
      assertNear(scaled, wanted.scaled[at]);
      const said = regressor.predict(values).map(({ value }) => value);
      assertNear(said, wanted.predicted[at], 1e-4);
      const outside = regressor.outside(values).map(({ number }) => number);
      assert.deepEqual(outside, wanted.outside[at]);
    });
  });
}

test("it tells how far it is, and the curve of the first training", () => {
  const told = [];
  const { loss } = learn(vectors.curve, (news) => told.push(news));

  const fractions = told.slice(0, -1).map(({ fraction }) => fraction);
  assert.ok(fractions.every((fraction, at) => fraction >= (fractions[at - 1] ?? 0)));
  assert.equal(told[told.length - 1].stage, "measuring");
  const curve = told.filter((news) => "heldBackLoss" in news);
  assert.ok(curve.every((news) => news.epoch >= 1 && news.loss >= 0));
  assert.ok(loss.length <= 100 && loss.length > 10);
  const last = curve[curve.length - 1];
  assert.deepEqual(loss[loss.length - 1], [last.loss, last.heldBackLoss]);
});

test("the simplified model is a line, and no network is tried", () => {
  const learnt = learn({ ...vectors.curve, simplified: true });

  assert.equal(learnt.chosen, "line");
  assert.equal(learnt.errors.network, null);
  assert.deepEqual(learnt.loss, []);
});

test("without a column that says anything, it is the mean", () => {
  const lesson = { ...vectors.few, inputs: [] };

  const learnt = learn(lesson);
  const regressor = regressorOf(lesson, learnt);

  assert.equal(learnt.errors.network, null);
  const said = regressor.predict({}).map(({ value }) => value);
  assertNear(
    said,
    lesson.targets.map(({ mean }) => mean),
  );
});
