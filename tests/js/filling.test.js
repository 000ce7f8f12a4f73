import assert from "node:assert/strict";
import { test } from "node:test";

import {
  addingWords,
  bucketsOf,
  columnsFor,
  fullAt,
  headline,
} from "../../static/js/filling.js";
import { patternOf } from "../../static/js/elements/patterns.js";

test("a full bucket is a round number, and leaves a little room", () => {
  for (const [most, full] of [
    [0, 10],
    [9, 10],
    [10, 20],
    [49, 50],
    [50, 100],
    [199, 200],
    [4999, 5000],
    [5000, 10000],
  ]) {
    assert.equal(fullAt([1, most]), full, `${most}`);
  }
  assert.equal(fullAt([]), 10);
});

test("few buckets stand in one line, and thirty in a few", () => {
  assert.equal(columnsFor(0), 1);
  assert.equal(columnsFor(5), 5);
  assert.equal(columnsFor(8), 4);
  for (let count = 9; count <= 30; count += 1) {
    assert.ok(Math.ceil(count / columnsFor(count)) <= columnsFor(count), `${count}`);
  }
});

test("labels are buckets; where there are none, all rows are one", () => {
  const labels = [{ number: 4, name: "cat", example_count: 7 }];

  assert.deepEqual(bucketsOf({ labels, shown: 9 }, true), [
    { number: 4, name: "cat", count: 7 },
  ]);
  assert.deepEqual(bucketsOf({ labels: [], shown: 9 }, false), [
    { number: 1, name: "Rows", count: 9 },
  ]);
});

test("when collecting ends, the class is thanked", () => {
  assert.match(headline(true, 0), /waiting for your examples/);
  assert.match(headline(true, 3), /filling the buckets/);
  assert.match(headline(false, 3), /Thank you/);
  assert.match(headline(false, 0), /closed/);
});

test("how many have added something is said without names", () => {
  assert.equal(addingWords({ adding: 0, members: 3 }), "");
  assert.equal(addingWords({ adding: 1, members: 3 }), "1 of 3 has added something.");
  assert.equal(addingWords({ adding: 5, members: 3 }), "5 of 5 have added something.");
});

test("labels of the same colour, and neighbours, have other patterns", () => {
  for (let number = 1; number <= 24; number += 1) {
    const neighbour = number % 8 === 0 ? number : number + 1; // else it is another colour
    assert.ok(number === neighbour || patternOf(number) !== patternOf(neighbour));
    assert.notEqual(patternOf(number), patternOf(number + 8), `${number}`);
  }
});
