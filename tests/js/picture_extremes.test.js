import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.HTMLElement ??= class {};
const { extremesOf } = await import("../../static/js/elements/picture_extremes.js");

const answer = (id, label, given, confidence) => ({
  id,
  label,
  answer: given,
  confidence,
});
const RIGHT = [answer("a", 0, 0, 0.5), answer("b", 1, 1, 0.6), answer("c", 0, 0, 0.9)];

test("the surest and the least sure picture of a label are its extremes", () => {
  const [cat] = extremesOf(2, { least_sure: RIGHT, mistakes: [], example_count: 3 });

  assert.equal(cat.place, 0);
  assert.equal(cat.easiest.id, "c");
  assert.equal(cat.hardest.id, "a");
});

test("a mistake is harder than any right answer", () => {
  const mistakes = [answer("d", 1, 0, 0.8)];

  const extremes = extremesOf(2, { least_sure: RIGHT, mistakes, example_count: 4 });

  assert.deepEqual(
    extremes.map(({ hardest }) => hardest.id),
    ["a", "d"],
  );
});

test("one picture cannot be both", () => {
  const extremes = extremesOf(2, {
    least_sure: RIGHT,
    mistakes: [],
    example_count: 3,
  });

  assert.equal(extremes.length, 1);
});

test("nothing is said where the surest ones were not kept", () => {
  const many = { least_sure: RIGHT, mistakes: [], example_count: 80 };

  assert.deepEqual(extremesOf(2, many), []);
});

test("an older training has kept nothing", () => {
  assert.deepEqual(extremesOf(2, {}), []);
});
