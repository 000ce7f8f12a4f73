import assert from "node:assert/strict";
import { test } from "node:test";

import { heatOf, partsOf, without } from "../../static/js/sounds/hidden_parts.js";
import { partsInWords, strongParts } from "../../static/js/sounds/part_words.js";

const RATE = 16000;
const QUESTION = { name: "yes", confidence: 0.9 };

/** Returns a second of silence with a tone in it, from one time to another. */
function sound(from, to) {
  return Float32Array.from({ length: RATE }, (_, place) =>
    place >= from * RATE && place < to * RATE ? Math.sin(place / 5) / 2 : 0,
  );
}

function loudest(samples) {
  return samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
}

test("the parts lie side by side, and the silence around is in none", () => {
  const parts = partsOf(sound(0.4, 0.8));

  assert.ok(parts[0].start > 0.2 * RATE && parts[0].start <= 0.4 * RATE);
  assert.ok(parts.at(-1).end >= 0.8 * RATE && parts.at(-1).end < RATE);
  for (const [place, { start, end }] of parts.entries()) {
    assert.ok(end > start);
    if (place > 0) assert.equal(start, parts[place - 1].end);
  }
});

test("there are not too few parts of a clap, nor too many of five seconds", () => {
  assert.equal(partsOf(sound(0.5, 0.52)).length, 5);
  assert.equal(partsOf(new Float32Array(5 * RATE).fill(0.5)).length, 25);
});

test("a part that is hidden is silent, and the rest stays as it was", () => {
  const samples = sound(0, 1);
  const part = { start: 4000, end: 6000 };

  const hidden = without(samples, part);

  assert.equal(loudest(hidden.subarray(4100, 5900)), 0);
  assert.deepEqual(hidden.subarray(0, 4000), samples.subarray(0, 4000));
  assert.deepEqual(hidden.subarray(6000), samples.subarray(6000));
  assert.ok(loudest(samples.subarray(4100, 5900)) > 0.4);
});

test("heat is how much less sure it is, and never less than nothing", () => {
  const answers = [
    [0.9, 0.1],
    [0.4, 0.6],
    [0.95, 0.05],
  ];

  const close = (heat, wanted) =>
    heat.forEach((each, place) => assert.ok(Math.abs(each - wanted[place]) < 1e-6));
  close(heatOf(answers, 0), [0.5, 0]);
  close(heatOf(answers, 1), [0, 0.05]);
});

test("it says when what mattered was to be heard, neighbours as one", () => {
  const parts = [0, 1600, 3200, 4800].map((start) => ({ start, end: start + 1600 }));

  assert.equal(
    partsInWords({ parts, heat: [0, 0.4, 0.6, 0] }, QUESTION),
    "What mattered most for “yes”: from 0.1 to 0.3 seconds. " +
      "With the strongest part silent it was 30% sure instead of 90%.",
  );
  assert.match(
    partsInWords({ parts, heat: [0.5, 0, 0, 0.5] }, QUESTION),
    /from 0 to 0\.1 seconds and from 0\.3 to 0\.4 seconds/,
  );
  assert.match(
    partsInWords({ parts, heat: [1, 1, 1, 1] }, QUESTION),
    /the whole sound/,
  );
});

test("where nothing mattered by itself it says so", () => {
  const explanation = { parts: [{ start: 0, end: 1600 }], heat: [0.01] };

  assert.match(partsInWords(explanation, QUESTION), /changed next to nothing/);
  assert.deepEqual(strongParts([0.01, 0]), [false, false]);
});
