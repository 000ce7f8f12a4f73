import assert from "node:assert/strict";
import { test } from "node:test";

import { piecesOf } from "../../static/js/elements/sound_collector.js";
import { RATE, joined, noise, silence, tone } from "./waves.js";

const LABEL = { name: "yes", is_background: false };
const ROOM = { name: "Background noise", is_background: true };

function seconds(pieces) {
  return pieces.map((piece) => piece.length / RATE);
}

test("a short sound is an example as it is, silence and all", () => {
  const sound = joined(silence(1), tone(0.3), silence(1));

  assert.deepEqual(piecesOf(sound, null, LABEL), [sound]);
  assert.deepEqual(piecesOf(sound, { seconds: 0 }, ROOM), [sound]);
});

test("a long one that nobody wants cut gives nothing", () => {
  assert.deepEqual(piecesOf(tone(6), { seconds: 0 }, LABEL), []);
});

test("pieces of a long one are without the pauses around them", () => {
  const sound = joined(tone(0.3), silence(2.7), tone(3));

  assert.equal(piecesOf(sound, { seconds: 1 }, LABEL).length, 4);
  assert.ok(seconds(piecesOf(sound, { seconds: 1 }, LABEL))[0] < 0.6);
  assert.deepEqual(seconds(piecesOf(sound, { seconds: 2 }, LABEL)).slice(1), [2, 1.12]);
});

test("the room has no pauses, but nothing at all is no room", () => {
  const sound = joined(noise(1), silence(1), noise(4.4));

  assert.deepEqual(seconds(piecesOf(sound, { seconds: 1 }, ROOM)), [1, 1, 1, 1, 1]);
});
