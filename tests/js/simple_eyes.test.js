import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import "../../static/js/learning/simple_eyes.js";
import { makePicture } from "./pictures.js";

const VECTORS = JSON.parse(
  readFileSync(new URL("../simple_eyes.json", import.meta.url)),
);

test("simple eyes see in JavaScript what they see in Python", () => {
  for (const [name, wanted] of Object.entries(VECTORS)) {
    const seen = globalThis.simpleEyes(makePicture(name));

    assert.equal(seen.length, wanted.length, name);
    const furthest = seen.reduce(
      (most, number, place) => Math.max(most, Math.abs(number - wanted[place])),
      0,
    );
    assert.ok(furthest <= 1e-5, `${name}: ${furthest}`);
  }
});

test("simple eyes do not care how see-through a pixel says that it is", () => {
  const picture = makePicture("disc");
  const before = globalThis.simpleEyes(picture);
  for (let place = 3; place < picture.length; place += 4) picture[place] = 128;

  assert.deepEqual(globalThis.simpleEyes(picture), before);
});
