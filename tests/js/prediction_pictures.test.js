import assert from "node:assert/strict";
import { test } from "node:test";

import { effectsOf, slopeOf } from "../../static/js/effects.js";
import {
  SIDE,
  along,
  marksOf,
  place,
  rangeOf,
} from "../../static/js/elements/scatter_layout.js";
import { missingInWords, outsideInWords } from "../../static/js/prediction_words.js";

const fields = [
  { number: 1, name: "sun", unit: "h" },
  { number: 2, name: "soil", kind: "choice" },
  { number: 3, name: "height", unit: "cm", is_predicted: true },
];
const regressor = {
  inputs: [
    { number: 1, kind: "number", median: 4, least: 0, most: 12 },
    { number: 2, kind: "choice", choices: ["sand", "clay"], usual: "sand" },
  ],
  targets: [{ number: 3 }],
  predict: (values) => [
    { number: 3, value: 10 + 3 * values[1] + (values[2] === "clay" ? 4 : 0) },
  ],
};

test("points that are right lie on the diagonal, far ones inside of the picture", () => {
  const points = [
    { truth: 10, said: 10 },
    { truth: 20, said: 12 },
  ];
  const [right, wrong] = place(points, rangeOf(points));

  assert.ok(Math.abs(right.x - (SIDE - right.y)) < 1e-9);
  assert.ok(
    wrong.y > SIDE - wrong.x,
    "too little was said: it lies below the diagonal",
  );
  for (const { x, y } of [right, wrong])
    assert.ok(x > 0 && x < SIDE && y > 0 && y < SIDE);
});

test("equal, huge and tiny numbers have a place, too", () => {
  for (const number of [0, 5, -3.4e38, 1e-300]) {
    const points = [{ truth: number, said: number }];
    const [{ x, y }] = place(points, rangeOf(points));
    assert.ok(Number.isFinite(x) && Number.isFinite(y), String(number));
  }
  const extremes = { least: -3.4e38, most: 3.4e38 };
  assert.equal(along(0, extremes), 0.5);
});

test("the marks at the sides are few, round and inside", () => {
  for (const range of [
    { least: 0.3, most: 11 },
    { least: -4, most: 4 },
    { least: 171, most: 233 },
    { least: 0.001, most: 0.009 },
  ]) {
    const marks = marksOf(range);
    assert.ok(marks.length >= 1 && marks.length <= 4, JSON.stringify(marks));
    for (const mark of marks) assert.ok(mark >= range.least && mark <= range.most);
  }
});

test("effects are what the model itself says when one column moves", () => {
  const [sun, soil] = effectsOf(regressor, fields);

  assert.equal(sun.column.name, "sun");
  assert.deepEqual(sun.points[0], { at: 0, value: 10 });
  assert.deepEqual(sun.points.at(-1), { at: 12, value: 46 });
  assert.deepEqual(soil.points, [
    { at: "sand", value: 22 },
    { at: "clay", value: 26 },
  ]);
  assert.deepEqual([soil.low, soil.high], [10, 46]);
  assert.deepEqual(slopeOf(sun.points), { step: 1, change: 3 });
});

test("what is outside of all that was seen is said with where that ends", () => {
  const column = { name: "sun", unit: "h", least: 1, most: 10 };
  const [above] = outsideInWords([{ ...column, value: 12 }]);
  const [below] = outsideInWords([{ ...column, value: 0 }]);
  const choice = { name: "soil", unit: "", choices: ["sand"], value: "wood" };

  assert.match(above, /“sun” up to 10\u00a0h, and never 12\u00a0h/);
  assert.match(below, /“sun” from 1\u00a0h on, and never 0\u00a0h/);
  assert.match(outsideInWords([choice])[0], /never seen “wood” for “soil”/);
});

test("what is not known is said with what was taken for it", () => {
  assert.deepEqual(missingInWords([{ name: "sun", unit: "h", usual: 4.5 }]), [
    "“sun” is not known, so it took 4.5\u00a0h, which is usual.",
  ]);
});
