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

  assert.deepEqual(heardOf(word), ["yes at 500"]);
});

test("one answer alone is not enough: a word that has only begun may be another", () => {
  assert.deepEqual(
    heardOf([
      [NO, 0.9],
      [YES, 0.9],
      [YES, 0.9],
      [NOISE, 0.9],
    ]),
    ["yes at 500"],
  );
  assert.deepEqual(
    heardOf([
      [YES, 0.9],
      [NOISE, 0.9],
      [YES, 0.9],
    ]),
    [],
  );
  assert.deepEqual(
    heardOf([
      [YES, 0.9],
      [YES, 0.6],
      [YES, 0.9],
    ]),
    [],
  );
});

test("where answers are rare one has to do, or no word would ever be heard", () => {
  const hearing = new Hearing({ background: NOISE });
  const ask = (label, now) => hearing.hear(answer(label, 0.9), now)?.name;

  assert.equal(ask(NOISE, 0), undefined);
  assert.equal(ask(YES, 800), "yes");
  assert.equal(ask(NOISE, 1600), undefined);
  assert.equal(ask(NO, 2400), "no");
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
  assert.deepEqual(heardOf(twice([NOISE, 0.9]), new Hearing()), [
    "Background noise at 250",
  ]);
});

test("the same word is heard again after half a second of something else", () => {
  const again = [...twice([YES, 0.9]), ...twice([NOISE, 0.9]), ...twice([YES, 0.9])];

  assert.deepEqual(heardOf(again), ["yes at 250", "yes at 1250"]);
});

test("the same word is heard again after a silence", () => {
  const again = [...twice([YES, 0.9]), null, null, ...twice([YES, 0.9])];

  assert.deepEqual(heardOf(again), ["yes at 250", "yes at 1250"]);
});

test("one unsure answer in the middle of a word does not make two of it", () => {
  const doubtful = [...twice([YES, 0.9]), [YES, 0.6], ...twice([YES, 0.9])];

  assert.deepEqual(heardOf(doubtful), ["yes at 250"]);
});

test("another word is heard at once, but not within half a second", () => {
  assert.deepEqual(heardOf([...twice([YES, 0.9]), [NO, 0.9], [NO, 0.9]]), [
    "yes at 250",
    "no at 750",
  ]);
  const hearing = new Hearing();
  const at = (label, now) => hearing.hear(answer(label, 0.9), now)?.name;
  at(YES, 0);
  assert.equal(at(YES, 100), "yes");
  at(NO, 200);
  assert.equal(at(NO, 300), undefined);
  assert.equal(at(NO, 600), "no");
});

test("a word held for long is still one", () => {
  assert.deepEqual(heardOf(new Array(40).fill([YES, 0.9])), ["yes at 250"]);
});

test("begun anew it hears the same again, and needs two answers again", () => {
  const hearing = new Hearing({ background: NOISE });
  heardOf(twice([YES, 0.9]), hearing);

  hearing.forget();

  assert.deepEqual(heardOf(twice([YES, 0.9]), hearing), ["yes at 250"]);
});

test("another threshold may be asked for", () => {
  const hearing = new Hearing({ background: NOISE, threshold: 0.9 });

  assert.deepEqual(
    heardOf(
      [
        [YES, 0.89],
        [YES, 0.9],
        [YES, 0.9],
      ],
      hearing,
    ),
    ["yes at 500"],
  );
});

function twice(each) {
  return [each, each];
}
