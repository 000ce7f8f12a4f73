import assert from "node:assert/strict";
import { test } from "node:test";

import {
  adviceOnBalance,
  nextStepOfPictures,
  nextStepOfTable,
  nextStepOfText,
} from "../../static/js/advice.js";

const FIELDS = [{ number: 1, name: "petal length" }];

function labels(counts) {
  return Object.entries(counts).map(([name, example_count]) => ({
    name,
    example_count,
  }));
}

test("first come the columns", () => {
  assert.match(nextStepOfTable({ fields: [], labels: [] }).words, /add a column/);
});

test("then two labels", () => {
  const step = nextStepOfTable({ fields: FIELDS, labels: labels({ rose: 9 }) });

  assert.match(step.words, /at least two labels/);
  assert.ok(!step.ready);
});

test("sentences have no columns, so that the labels come first", () => {
  const none = nextStepOfText({ fields: [], labels: [] });
  const one = nextStepOfText({ fields: [], labels: labels({ happy: 9 }) });
  const two = nextStepOfText({ fields: [], labels: labels({ happy: 9, sad: 9 }) });

  assert.match(none.words, /add a label/);
  assert.match(one.words, /another label/);
  assert.ok(!one.ready);
  assert.ok(two.ready);
});

test("then it names the empty label", () => {
  const step = nextStepOfTable({
    fields: FIELDS,
    labels: labels({ rose: 9, tulip: 0 }),
  });

  assert.equal(step.words, "Put some examples into “tulip”.");
  assert.ok(!step.ready);
});

test("pictures are shown", () => {
  const step = nextStepOfPictures({ labels: labels({ cat: 9, dog: 0 }) });

  assert.equal(step.words, "Show me some pictures of “dog”.");
  assert.ok(!step.ready);
  assert.match(nextStepOfPictures({ labels: [] }).words, /add a label/);
  assert.match(nextStepOfPictures({ labels: labels({ cat: 0 }) }).words, /another/);
  assert.ok(nextStepOfPictures({ labels: labels({ cat: 9, dog: 9 }) }).ready);
});

test("a few examples are enough to go on, and more are better", () => {
  const one = nextStepOfTable({
    fields: FIELDS,
    labels: labels({ rose: 9, tulip: 4 }),
  });
  const two = nextStepOfTable({
    fields: FIELDS,
    labels: labels({ rose: 9, tulip: 3 }),
  });

  assert.equal(one.words, "“tulip” needs 1 more example for a good start.");
  assert.equal(two.words, "“tulip” needs 2 more examples for a good start.");
  assert.ok(two.ready);
});

test("one example in a label is too little to go on", () => {
  const step = nextStepOfText({ labels: labels({ happy: 1, sad: 9 }) });
  const next = nextStepOfText({ labels: labels({ happy: 4, sad: 1 }) });

  assert.equal(step.words, "“happy” needs 4 more examples for a good start.");
  assert.ok(!step.ready);
  assert.ok(!next.ready);
});

test("it points out a label with less than a third of the largest", () => {
  assert.match(
    adviceOnBalance(labels({ rose: 30, tulip: 9 })),
    /“tulip” has far fewer examples/,
  );
  assert.equal(adviceOnBalance(labels({ rose: 30, tulip: 10 })), null);
});

test("names with signs of their own stay as they are", () => {
  const step = nextStepOfTable({
    fields: FIELDS,
    labels: labels({ a: 1, "%(x)s $& <b>": 0 }),
  });

  assert.equal(step.words, "Put some examples into “%(x)s $& <b>”.");
});
