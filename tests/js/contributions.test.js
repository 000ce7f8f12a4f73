import assert from "node:assert/strict";
import { test } from "node:test";

import { columnsOf, inOrder, sumOf } from "../../static/js/contributions.js";
import { rowWords, sumWords } from "../../static/js/contribution_words.js";

const labels = [
  { number: 1, name: "cat" },
  { number: 3, name: "dog" },
];
const nothing = { counts: {}, waiting: 0, hidden: 0, total: 0, last_at: null };
const ada = { ...nothing, id: "a", username: "Ada", is_member: true };
const tim2 = {
  ...ada,
  id: "t2",
  username: "Tim 2",
  counts: { 1: 2, 3: 1 },
  waiting: 1,
  total: 4,
  last_at: "2026-11-22T09:00:00Z",
};
const tim10 = {
  ...ada,
  id: "t10",
  username: "Tim 10",
  counts: { 3: 5 },
  hidden: 2,
  total: 7,
  last_at: "2026-11-22T08:00:00Z",
};
const others = { ...nothing, counts: { 1: 3 }, total: 3 };
const contributions = { labels, students: [tim10, ada, tim2], others };
const columns = columnsOf(contributions, true);

function names(order) {
  return inOrder(contributions.students, columns, order).map(
    ({ username }) => username,
  );
}

test("each label is a column, and a deleted one is none", () => {
  assert.deepEqual(
    columns.map(({ name, count }) => [name, count(tim2)]),
    [
      ["cat", 2],
      ["dog", 1],
    ],
  );
});

test("where there are no labels, rows that everybody sees are counted", () => {
  const [rows] = columnsOf({ labels: [] }, false);

  assert.equal(rows.count(tim2), 3);
  assert.equal(rows.count(tim10), 5);
});

test("names are in the order in which people count", () => {
  assert.deepEqual(names({ by: "name", descending: false }), [
    "Ada",
    "Tim 2",
    "Tim 10",
  ]);
  assert.deepEqual(names({ by: "name", descending: true }), ["Tim 10", "Tim 2", "Ada"]);
});

test("numbers and moments are in order, and of equal ones the names", () => {
  assert.deepEqual(names({ by: "total", descending: true }), [
    "Tim 10",
    "Tim 2",
    "Ada",
  ]);
  assert.deepEqual(names({ by: "label-1", descending: true }), [
    "Tim 2",
    "Ada",
    "Tim 10",
  ]);
  assert.deepEqual(names({ by: "last_at", descending: true }), [
    "Tim 2",
    "Tim 10",
    "Ada",
  ]);
});

test("sorting by a label that is gone leaves the names in order", () => {
  assert.deepEqual(names({ by: "label-9", descending: true }), [
    "Ada",
    "Tim 2",
    "Tim 10",
  ]);
});

test("all are added up, teachers as well", () => {
  assert.deepEqual(sumOf(contributions, columns), {
    columns: [5, 6],
    waiting: 1,
    hidden: 2,
    total: 14,
    adding: 2,
    members: 3,
  });
});

test("the sum is said in words", () => {
  assert.equal(
    sumWords(sumOf(contributions, columns)),
    "14 examples · 1 waiting · 2 hidden · 2 of 3 students have added something",
  );
});

test("those who have left are not more than there are", () => {
  const sum = { total: 1, waiting: 0, hidden: 0, adding: 2, members: 1 };

  assert.match(sumWords(sum), /^1 example · 2 of 2 students/);
});

test("a line of the picture is said in words", () => {
  assert.equal(rowWords(tim2, columns), "cat: 2, dog: 1, 1 waiting");
  assert.equal(rowWords(ada, columns), "nothing yet");
});
