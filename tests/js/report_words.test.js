import assert from "node:assert/strict";
import { test } from "node:test";

import {
  figuresOfLabels,
  heldBackInWords,
  newsInWords,
  rightInWords,
  sinceInWords,
  whoseInWords,
  worstFirst,
} from "../../static/js/report_words.js";

test("what has changed since is counted, and what has not is not named", () => {
  assert.equal(
    sinceInWords({ added: 14, removed: 0, changed: 1 }),
    "Since then: 14 added, 1 changed.",
  );
  assert.equal(
    sinceInWords({ added: 0, removed: 2, changed: 0 }),
    "Since then: 2 removed.",
  );
  assert.equal(sinceInWords({ added: 0, removed: 0, changed: 0 }), "");
  assert.equal(sinceInWords(null), "");
});

test("it is said how fair the examples were that measured it", () => {
  assert.match(heldBackInWords("contributor"), /learnt nothing/);
  assert.match(heldBackInWords("example"), /Too few people/);
  assert.equal(heldBackInWords(undefined), "");
});

test("whose examples they are, by name where there is one", () => {
  const nobody = { username: null, group: null, is_teacher: false };
  assert.equal(whoseInWords({ ...nobody, username: "Ada" }), "Ada");
  assert.equal(
    whoseInWords({ ...nobody, username: "Ada", group: "Owls" }),
    "Ada (Owls)",
  );
  assert.equal(whoseInWords({ ...nobody, is_teacher: true }), "A teacher");
  assert.equal(whoseInWords(nobody), "Somebody without a name");
});

test("labels that were asked are listed with what was right", () => {
  const labels = ["cat", "dog", "fox"].map((name, place) => ({
    name,
    number: place + 1,
  }));
  const confusion = [
    [3, 1, 0],
    [0, 2, 0],
    [0, 0, 0],
  ];

  assert.deepEqual(figuresOfLabels({ confusion }, labels), [
    { name: "cat", number: 1, count: 4, right: 3 },
    { name: "dog", number: 2, count: 2, right: 2 },
  ]);
  assert.equal(rightInWords({ right: 3, count: 4 }), "3 of 4 right");
  assert.deepEqual(figuresOfLabels({}, labels), []);
});

test("where most went wrong comes first; of predictions the order stays", () => {
  const figures = [
    { id: 1, right: 4, count: 4 },
    { id: 2, right: 1, count: 4 },
  ];
  assert.deepEqual(
    worstFirst(figures).map(({ id }) => id),
    [2, 1],
  );
  const predictions = [
    { id: 1, errors: [2] },
    { id: 2, errors: [1] },
  ];
  assert.deepEqual(worstFirst(predictions), predictions);
});

test("a model that comes, goes, or takes the place of another is news", () => {
  assert.match(newsInWords("one", "other"), /new model/);
  assert.match(newsInWords(undefined, "one"), /has learnt/);
  assert.match(newsInWords("one", undefined), /put the model away/);
});
