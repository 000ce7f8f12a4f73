import assert from "node:assert/strict";
import { test } from "node:test";

import { Hearing } from "../../static/js/sounds/hearing.js";

const [NOISE, YES, NO] = [1, 2, 3];
const NAMES = { [NOISE]: "Background noise", [YES]: "yes", [NO]: "no" };

function answer(label, confidence) {
  const other = label === YES ? NO : YES;
  return [
    { label, name: NAMES[label], confidence },
    { label: other, name: NAMES[other], confidence: 1 - confidence },
  ];
}

/** Returns what was heard, and when, of answers that come four times a second. */
function heardOf(answers, hearing = new Hearing({ background: NOISE })) {
  return answers.flatMap((each, place) => {
    const heard = hearing.hear(each && answer(...each), 250 * place);
    return heard ? [`${heard.name} at ${250 * place}`] : [];
  });
}

test("a word is heard once, however long it stays in the window", () => {
  const word = [
    [NOISE, 0.99],
    [YES, 0.7],
    [YES, 0.95],
    [YES, 0.99],
    [NOISE, 0.9],
  ];

  assert.deepEqual(heardOf(word), ["yes at 250"]);
});

test("below seventy percent nothing is heard", () => {
  assert.deepEqual(
    heardOf([
      [YES, 0.69],
      [YES, 0.6999],
      [YES, 0.5],
    ]),
    [],
  );
});

test("the room is nothing, however sure the model is of it", () => {
  assert.deepEqual(
    heardOf([
      [NOISE, 1],
      [NOISE, 1],
      [NOISE, 1],
    ]),
    [],
  );
});

test("a label that is no noise may have the number of a noise elsewhere", () => {
  assert.deepEqual(heardOf([[NOISE, 0.9]], new Hearing()), ["Background noise at 0"]);
});

test("the same word is heard again after half a second of something else", () => {
  const twice = [
    [YES, 0.9],
    [NOISE, 0.9],
    [NOISE, 0.9],
    [YES, 0.9],
  ];

  assert.deepEqual(heardOf(twice), ["yes at 0", "yes at 750"]);
});

test("the same word is heard again after a silence", () => {
  assert.deepEqual(heardOf([[YES, 0.9], null, null, [YES, 0.9]]), [
    "yes at 0",
    "yes at 750",
  ]);
});

test("one unsure answer in the middle of a word does not make two of it", () => {
  const doubtful = [
    [YES, 0.9],
    [YES, 0.9],
    [YES, 0.6],
    [YES, 0.9],
    [NO, 0.5],
  ];

  assert.deepEqual(heardOf(doubtful), ["yes at 0"]);
});

test("another word is heard at once, but not within half a second", () => {
  assert.deepEqual(
    heardOf([
      [YES, 0.9],
      [YES, 0.9],
      [NO, 0.9],
    ]),
    ["yes at 0", "no at 500"],
  );
  assert.deepEqual(
    heardOf([
      [YES, 0.9],
      [NO, 0.9],
      [NO, 0.9],
      [NO, 0.9],
    ]),
    ["yes at 0", "no at 500"],
  );
});

test("a word held for long is still one", () => {
  assert.deepEqual(heardOf(new Array(40).fill([YES, 0.9])), ["yes at 0"]);
});

test("begun anew it hears the same at once", () => {
  const hearing = new Hearing({ background: NOISE });
  heardOf([[YES, 0.9]], hearing);

  hearing.forget();

  assert.deepEqual(heardOf([[YES, 0.9]], hearing), ["yes at 0"]);
});

test("another threshold may be asked for", () => {
  const hearing = new Hearing({ background: NOISE, threshold: 0.9 });

  assert.deepEqual(
    heardOf(
      [
        [YES, 0.89],
        [YES, 0.9],
      ],
      hearing,
    ),
    ["yes at 250"],
  );
});
