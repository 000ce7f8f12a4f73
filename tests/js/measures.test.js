import assert from "node:assert/strict";
import { test } from "node:test";

import { cautionInWords, changeInWords, saysLittle } from "../../static/js/measures.js";

const measured = (accuracy, example_count) => ({ accuracy, example_count });

test("a handful of examples says little of a model", () => {
  assert.ok(saysLittle(measured(1, 7)));
  assert.ok(!saysLittle(measured(1, 8)));
  assert.ok(!saysLittle(measured(null, 0)));
});

test("who asked little is told so, and nobody else", () => {
  assert.match(cautionInWords(measured(1, 2)), /^It was asked only 2 examples/);
  assert.equal(cautionInWords(measured(1, 8)), "");
  assert.equal(cautionInWords(measured(null, 0)), "");
});

test("a model is called worse only when enough examples say so", () => {
  assert.equal(
    changeInWords(measured(1, 20), measured(0.2, 20)),
    "It got worse: from 100% to 20% right.",
  );
  assert.equal(
    changeInWords(measured(0.5, 20), measured(0.75, 20)),
    "It got better: from 50% to 75% right.",
  );
  assert.equal(
    changeInWords(measured(0.5, 20), measured(0.5, 30)),
    "Both are equally good.",
  );
  assert.match(
    changeInWords(measured(1, 2), measured(0.2, 5)),
    /^From 100% to 20% right, but asked so little/,
  );
  assert.match(changeInWords(measured(null, 0), measured(1, 9)), /too few examples/);
});
