import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Burst } from "../../static/js/elements/burst.js";

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(performance, "now", () => 0); // Nothing takes any time here.
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

async function pass(milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += 25) {
    mock.timers.tick(25);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("a short press is one picture", async () => {
  let shots = 0;
  const burst = new Burst(async () => Boolean((shots += 1)));

  burst.start();
  await pass(100);
  burst.stop();
  await pass(2000);

  assert.equal(shots, 1);
});

test("held, it is about eight in a second, until it is let go", async () => {
  let shots = 0;
  const burst = new Burst(async () => Boolean((shots += 1)));

  burst.start();
  await pass(350 + 1000);
  burst.stop();
  await pass(1000);

  assert.ok(shots >= 9 && shots <= 10, shots);
});

test("it ends by itself when there is no room for another", async () => {
  let shots = 0;
  const burst = new Burst(async () => (shots += 1) < 3);

  burst.start();
  await pass(2000);

  assert.equal(shots, 3);
  assert.ok(!burst.isHeld);
});

test("pressed twice in a row, it does not go on twice", async () => {
  let shots = 0;
  const burst = new Burst(async () => Boolean((shots += 1)));

  burst.start();
  await pass(50);
  burst.stop();
  burst.start();
  await pass(350 + 500);
  burst.stop();

  assert.ok(shots <= 6, shots);
});
