import assert from "node:assert/strict";
import { test } from "node:test";

import {
  baselineInWords,
  chosenInWords,
  errorsInWords,
  measuredTargets,
  methodInWords,
} from "../../static/js/errors.js";
import { formatMeasured } from "../../static/js/measured.js";
import { goodInWords, whichIsBetter } from "../../static/js/measures.js";

const fields = [
  { number: 1, name: "sun", unit: "h" },
  { number: 3, name: "height", unit: "cm", is_predicted: true },
  { number: 4, name: "leaves", is_predicted: true },
];
const target = (off, more = {}) => ({
  number: 3,
  mean_absolute_error: off,
  baseline: 9.5,
  ...more,
});
const model = (...targets) => ({ evaluation: { targets }, schema: { fields } });

test("a number has as many digits as it is worth", () => {
  const written = (number, off) =>
    formatMeasured(number, { unit: "cm", off }).replace("\u00a0", " ");

  assert.equal(written(12.3456, 3.2), "12.3 cm");
  assert.equal(written(4123.4, 300), "4120 cm");
  assert.equal(written(0.123456, 0.001), "0.1235 cm");
  assert.equal(written(12.3456, 0), "12.3456 cm");
  assert.equal(written(12.3456), "12.3 cm");
  assert.equal(written(0, 3), "0 cm");
  assert.equal(formatMeasured(3.4e38, { off: 1 }), "3.4E38");
  assert.equal(formatMeasured(5), "5");
});

test("the error is said in the unit of the column", () => {
  const one = errorsInWords({ targets: [target(3.24)] }, fields);
  const leaves = { number: 4, mean_absolute_error: 2 };
  const two = errorsInWords({ targets: [target(3.24), leaves] }, fields);

  assert.equal(one, "usually off by 3.24\u00a0cm");
  assert.equal(two, "height: usually off by 3.24\u00a0cm, leaves: usually off by 2");
  assert.equal(errorsInWords({ targets: [] }, fields), "too few rows to say");
});

test("what nobody would call wrong is called right", () => {
  const targets = [target(0.000002)];

  assert.equal(errorsInWords({ targets }, fields), "almost exactly right");
});

test("a column that is gone, or was not measured, is not spoken of", () => {
  const targets = [{ number: 9, mean_absolute_error: 1 }, target(null)];

  assert.deepEqual(measuredTargets({ targets }, fields), []);
});

test("no better than the average is said to be so", () => {
  assert.match(
    baselineInWords({ ...target(9.5), unit: "cm" }),
    /^Always saying the average would be off by 9.5\u00a0cm: it has found nothing yet/,
  );
  assert.equal(
    baselineInWords({ ...target(3), unit: "cm" }),
    "Always saying the average would be off by 9.5\u00a0cm.",
  );
});

test("few rows are called few", () => {
  const words = (method, example_count) => methodInWords({ method, example_count });

  assert.match(words("held-back", 4), /4 rows that it had never seen\. Those are few/);
  assert.equal(
    words("held-back", 40),
    "That was measured with 40 rows that it had never seen.",
  );
  assert.match(words("cross-validation", 12), /^Each of the 12 rows was hidden once/);
});

test("what was used is named, with how much better it is", () => {
  assert.match(chosenInWords({ chosen: "line" }), /straight line was enough/);
  assert.match(
    chosenInWords({ chosen: "network", errors: { line: 0.8, network: 0.6 } }),
    /off by 25% less/,
  );
  assert.equal(chosenInWords({}), "");
  assert.equal(chosenInWords({ chosen: "line", targets: [target(9.6)] }), "");
  assert.match(
    chosenInWords({ chosen: "line", targets: [target(9.6), target(3)] }),
    /straight line was enough/,
  );
});

test("models that predict are compared by how far off they are", () => {
  const words = (older, newer) =>
    whichIsBetter(model(target(older)), model(target(newer)));

  assert.equal(
    words(4, 3),
    "It got better: “height” was off by 4\u00a0cm, now by 3\u00a0cm.",
  );
  assert.match(words(3, 4), /^It got worse/);
  assert.equal(words(4, 4.01), "Both are equally good.");
  assert.match(
    whichIsBetter(model(target(4)), model({ number: 4, mean_absolute_error: 1 })),
    /do not predict the same/,
  );
});

test("one line of a table says how good a model is, whatever it answers", () => {
  const shares = { evaluation: { accuracy: 0.87 }, schema: { fields: [] } };

  assert.equal(goodInWords(model(target(4))), "usually off by 4\u00a0cm");
  assert.equal(goodInWords(shares), "87% right");
  assert.equal(goodInWords({ evaluation: null }), "too few examples to say");
});
