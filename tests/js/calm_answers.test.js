import assert from "node:assert/strict";
import { test } from "node:test";

import { CalmAnswers } from "../../static/js/calm_answers.js";

function answer(cat) {
  const both = [
    { label: 1, name: "cat", confidence: cat },
    { label: 2, name: "dog", confidence: 1 - cat },
  ];
  return cat >= 0.5 ? both : both.reverse();
}

const nameOf = ({ name }) => name;

test("the first answer stands as it is", () => {
  const { shown, said } = new CalmAnswers().add(answer(0.9), 1000, nameOf);

  assert.deepEqual(shown, answer(0.9));
  assert.equal(said, "cat");
});

test("a bar moves towards the newest answer without jumping there", () => {
  const calm = new CalmAnswers();
  calm.add(answer(0.9), 1000, nameOf);

  const { shown } = calm.add(answer(0.5), 1100, nameOf);

  const cat = shown.find(({ label }) => label === 1).confidence;
  assert.ok(cat > 0.6 && cat < 0.85, cat);
  assert.ok(Math.abs(shown[0].confidence + shown[1].confidence - 1) < 1e-9);
});

test("a flicker changes neither the order nor what is said", () => {
  const calm = new CalmAnswers();
  calm.add(answer(0.9), 1000, nameOf);

  const flicker = calm.add(answer(0), 1900, nameOf);
  const after = calm.add(answer(1), 2000, nameOf);

  assert.equal(flicker.said, "cat");
  assert.equal(flicker.shown[0].label, 1);
  assert.equal(after.said, "cat");
});

test("another answer that stays is said a little later, and comes first", () => {
  const calm = new CalmAnswers();
  calm.add(answer(0.9), 0, nameOf);

  const said = new Map();
  for (let now = 100; now <= 3000; now += 100) {
    said.set(now, calm.add(answer(0.1), now, nameOf));
  }

  assert.equal(said.get(600).said, "cat");
  assert.equal(said.get(600).shown[0].label, 1);
  assert.equal(said.get(1500).said, "dog");
  assert.equal(said.get(1500).shown[0].label, 2);
});

test("what flickers for ever is never said", () => {
  const calm = new CalmAnswers();
  calm.add(answer(0.9), 0, nameOf);

  for (let now = 1000; now <= 60_000; now += 1000) {
    const { said } = calm.add(answer((now / 1000) % 2), now, nameOf);
    assert.equal(said, "cat");
  }
});

test("after forgetting, the next answer stands as it is again", () => {
  const calm = new CalmAnswers();
  calm.add(answer(0.9), 0, nameOf);
  calm.forget();

  const { shown, said } = calm.add(answer(0.2), 50, nameOf);

  assert.deepEqual(shown, answer(0.2));
  assert.equal(said, "dog");
});
