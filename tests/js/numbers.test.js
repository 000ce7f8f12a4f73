import assert from "node:assert/strict";
import { test } from "node:test";

import {
  formatNumber,
  formatPercent,
  formatSigned,
  parseNumber,
} from "../../static/js/numbers.js";

test("it reads numbers with a point or a comma", () => {
  assert.equal(parseNumber("5.1"), 5.1);
  assert.equal(parseNumber(" 5,1 "), 5.1);
  assert.equal(parseNumber("-3"), -3);
  assert.equal(parseNumber("−3"), -3);
  assert.equal(parseNumber("1e3"), 1000);
});

test("it reads the digits of other scripts", () => {
  assert.equal(parseNumber("٣٫٥"), 3.5);
  assert.equal(parseNumber("۱۲"), 12);
  assert.equal(parseNumber("१२"), 12);
});

test("nothing is null, so that it can be missing", () => {
  assert.equal(parseNumber(""), null);
  assert.equal(parseNumber("   "), null);
});

test("what is no number is NaN", () => {
  for (const typed of ["abc", "1.2.3", "1,000,000", "Infinity", "0x10", "5 cm"]) {
    assert.ok(Number.isNaN(parseNumber(typed)), typed);
  }
});

test("it writes numbers as they were typed", () => {
  assert.equal(formatNumber(5.1), "5.1");
  assert.equal(formatNumber(0.1 + 0.2), "0.3");
  assert.equal(formatNumber(1234567), "1234567");
});

test("it writes confidences as whole percents", () => {
  assert.equal(formatPercent(0.874), "87%");
});

test("a push has its sign, and small ones are not nothing", () => {
  assert.equal(formatSigned(1.318), "+1.32");
  assert.equal(formatSigned(-0.04), "-0.04");
  assert.equal(formatSigned(0.001), "0.00");
});
