import assert from "node:assert/strict";
import { test } from "node:test";

import "../../static/js/learning/head_rows.js";
import "../../static/js/learning/head_descent.js";
import "../../static/js/learning/head_calibration.js";
import "../../static/js/learning/head_learning.js";

const { learnHead } = globalThis;

/** Returns made examples, always the same ones; every label likes some features. */
function made(count, width, labels) {
  let number = 7;
  const random = () => {
    number = (Math.imul(number, 1664525) + 1013904223) >>> 0;
    return number / 2 ** 32;
  };
  const features = new Float32Array(count * width);
  const answers = Array.from({ length: count }, (_, place) => place % labels);
  answers.forEach((label, place) => {
    for (let at = 0; at < width; at++) {
      features[place * width + at] = random() + (at % labels === label ? 0.15 : 0);
    }
  });
  return { features, answers, labels, heldBack: answers.map(() => false) };
}

function learn(lesson, report = () => {}) {
  return learnHead({ method: "too-few", simplified: false, ...lesson }, report);
}

/** Answers an example as pages do: features of length 1, weights, biases, softmax. */
function answer({ features, answers, labels }, { weights }, place) {
  const width = features.length / answers.length;
  const row = features.subarray(place * width, (place + 1) * width);
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  const evidence = Array.from({ length: labels }, (_, label) =>
    row.reduce(
      (sum, value, at) => sum + (value / length) * weights[at * labels + label],
      weights[width * labels + label],
    ),
  );
  const parts = evidence.map((value) => Math.exp(value - Math.max(...evidence)));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

/** What is learnt is made twice as sure where nothing was measured. */
function sure(row, power = 2) {
  const sum = row.reduce((total, each) => total + each ** power, 0);
  return row.map((each) => each ** power / sum);
}

function assertNear(found, wanted, most = 1e-3) {
  assert.equal(found.length, wanted.length);
  found.forEach((value, place) =>
    assert.ok(Math.abs(value - wanted[place]) < most, `${found} is not ${wanted}`),
  );
}

test("it finds the optimum that scikit-learn 1.9 finds with C=10, of three labels", () => {
  const lesson = made(24, 40, 3);
  const learnt = learn(lesson);

  assertNear(answer(lesson, learnt, 0), sure([0.82987, 0.07292, 0.09722]));
  assertNear(answer(lesson, learnt, 1), sure([0.15947, 0.56103, 0.2795]));
  assertNear(answer(lesson, learnt, 3), sure([0.43469, 0.28705, 0.27826]));
});

test("so it does of more examples than features, and of two labels", () => {
  // There, scikit-learn counts the weights of one label only: it is its C=20.
  const lesson = made(60, 8, 2);
  const learnt = learn(lesson);

  assertNear(answer(lesson, learnt, 0), sure([0.27882, 0.72118]));
  assertNear(answer(lesson, learnt, 3), sure([0.18658, 0.81342]));
});

test("the same examples give the same weights", () => {
  assert.deepEqual(learn(made(24, 40, 3)).weights, learn(made(24, 40, 3)).weights);
});

test("examples that are all the same do no harm", () => {
  const lesson = made(24, 40, 3);
  lesson.features.fill(0.5);
  const learnt = learn(lesson);

  assertNear(answer(lesson, learnt, 5), [1 / 3, 1 / 3, 1 / 3]);
});

test("what sees nothing at all does no harm", () => {
  const lesson = made(24, 40, 3);
  lesson.features.fill(0);

  assert.ok(learn(lesson).weights.every(Number.isFinite));
});

test("a label without examples is never the answer", () => {
  const lesson = { ...made(24, 40, 3), labels: 5 };
  const spread = {
    ...lesson,
    answers: lesson.answers.map((label) => [0, 2, 4][label]),
  };
  const learnt = learn(spread);

  const [first, second, third, fourth, fifth] = answer(spread, learnt, 0);
  assertNear([first, third, fifth], sure([0.82987, 0.07292, 0.09722]));
  assertNear([second, fourth], [0, 0], 1e-12);
});

test("what is held back measures a model that has not seen it", () => {
  const lesson = made(24, 40, 3);
  const heldBack = lesson.answers.map((_, place) => place < 6);
  const { measured } = learn({ ...lesson, heldBack, method: "held-back" });
  const rest = {
    ...lesson,
    features: lesson.features.subarray(6 * 40),
    answers: lesson.answers.slice(6),
  };
  const without = learn(rest);

  assert.deepEqual(
    measured.map(([place]) => place),
    [0, 1, 2, 3, 4, 5],
  );
  // Both are as sure as they may be, and that is all in which they differ.
  const powers = measured.map(([place, confidences]) =>
    findPower(confidences, answer(lesson, without, place)),
  );
  assertNear(powers, new Array(6).fill(powers[0]), 0.02);
});

test("the model that is used has learnt from what was held back, too", () => {
  const lesson = made(24, 40, 3);
  const heldBack = lesson.answers.map((_, place) => place < 6);
  const measured = learn({ ...lesson, heldBack, method: "held-back" });

  const power = findPower(answer(lesson, measured, 0), [0.82987, 0.07292, 0.09722]);
  const others = answer(lesson, measured, 1);
  assertNear(others, sure([0.15947, 0.56103, 0.2795], power), 2e-3);
});

function findPower([one, other], [wanted, than]) {
  return Math.log(one / other) / Math.log(wanted / than);
}

test("left out one by one, every example measures a model without it", () => {
  const lesson = made(12, 20, 3);
  const parts = lesson.answers.map((_, place) => place);
  const { measured } = learn({ ...lesson, parts, method: "leave-one-out" });
  const rest = {
    ...lesson,
    features: lesson.features.slice(20),
    answers: lesson.answers.slice(1),
  };

  assert.equal(measured.length, 12);
  const power = findPower(measured[0][1], answer(lesson, learn(rest), 0));
  assertNear(measured[0][1], sure(answer(lesson, learn(rest), 0), power));
});

test("what one person added is left out together, and what is nobody's never", () => {
  const lesson = made(12, 20, 3);
  const parts = lesson.answers.map((_, place) => (place < 9 ? place % 2 : null));
  const { measured } = learn({ ...lesson, parts, method: "leave-one-out" });

  assert.deepEqual(
    measured.map(([place]) => place),
    [0, 1, 2, 3, 4, 5, 6, 7, 8],
  );
  const isKept = (place) => parts[place] !== 0;
  const rest = {
    ...lesson,
    features: lesson.features.filter((_, at) => isKept(Math.floor(at / 20))),
    answers: lesson.answers.filter((_, place) => isKept(place)),
  };
  const alone = answer(lesson, learn(rest), 0);
  const power = findPower(measured[0][1], alone);
  assertNear(measured[0][1], sure(alone, power));
  const second = measured.find(([place]) => place === 2)[1];
  assertNear(second, sure(answer(lesson, learn(rest), 2), power));
});

test("it tells how far it is, and how wrong it still is", () => {
  const told = [];
  const lesson = made(24, 40, 3);
  const heldBack = lesson.answers.map((_, place) => place < 6);
  const learnt = learn({ ...lesson, heldBack, method: "held-back" }, (news) =>
    told.push(news),
  );

  const curve = told.filter(({ stage }) => stage === "learning");
  assert.equal(curve.length, learnt.epochs);
  assert.ok(curve.every(({ epoch }, place) => epoch === place + 1));
  assert.ok(curve.at(-1).loss < curve[0].loss);
  assert.ok(curve.every(({ heldBackLoss }) => heldBackLoss > 0));
  assert.deepEqual(learnt.loss.at(-1), [curve.at(-1).loss, curve.at(-1).heldBackLoss]);
  assert.equal(told.at(-1).stage, "measuring");
  assert.ok(told.every(({ fraction }) => fraction >= 0 && fraction <= 1));
});

test("the simplified model learns the same examples in ten rounds", () => {
  const lesson = { ...made(60, 40, 3), simplified: true };
  const learnt = learn(lesson);

  assert.equal(learnt.epochs, 10);
  assert.deepEqual(learnt.weights, learn(lesson).weights);
  const right = lesson.answers.filter((label, place) => {
    const confidences = answer(lesson, learnt, place);
    return confidences.indexOf(Math.max(...confidences)) === label;
  });
  assert.ok(right.length > 40, `${right.length} of 60 are right.`);
});
