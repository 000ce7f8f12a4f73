import assert from "node:assert/strict";
import { test } from "node:test";

import {
  amountOf,
  cutAtTokens,
  isTelling,
  stepOf,
  strongestParts,
  strongestPush,
} from "../../static/js/elements/push_strength.js";

function tokensOf(text, ...pushes) {
  const found = [...text.matchAll(/[\p{L}\p{M}]+/gu)];
  return found.map((match, place) => ({
    text: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
    pushes: [pushes[place], -pushes[place]],
  }));
}

test("the pieces are the sentence as it was typed, in its order", () => {
  for (const text of ["  I LOVE it! 🎉", "أنا أحب الكعك!", "x", "¿Qué? – no…  "]) {
    const pieces = cutAtTokens(text, tokensOf(text, 2, -1, 0.5), 0);

    assert.equal(pieces.map((piece) => piece.text).join(""), text);
  }
});

test("words are marked by how strongly they pushed, whichever way", () => {
  const text = "love bad dog is it";
  const tokens = tokensOf(text, 2, -1, 0.3, 0.01, 0);

  const steps = cutAtTokens(text, tokens, 0).map(({ text, step }) => [text, step]);

  assert.deepEqual(
    steps.filter(([word]) => word.trim()),
    [
      ["love", 4],
      ["bad", 2],
      ["dog", 1],
      ["is", 0],
      ["it", 0],
    ],
  );
});

test("for the other label the same words push the other way", () => {
  const tokens = tokensOf("love bad", 2, -1);

  const pushes = cutAtTokens("love bad", tokens, 1).map(({ push }) => push);

  assert.deepEqual(pushes, [-2, 0, 1]);
});

test("a sentence without a word it knows has no marks", () => {
  assert.deepEqual(cutAtTokens("!?", [], 0), [{ text: "!?", push: 0, step: 0 }]);
  assert.equal(cutAtTokens("a", tokensOf("a", 0), 0)[0].step, 0);
  assert.equal(strongestPush([]), 0);
  assert.equal(stepOf(0, 0), 0);
  assert.equal(amountOf(0, 0), "nothing");
});

test("how much is said in words", () => {
  const amounts = [3, 2, -1, 0.2, 0.1].map((push) => amountOf(push, 3));

  assert.deepEqual(amounts, ["a-lot", "a-lot", "some", "a-little", "nothing"]);
});

test("the strongest parts come first, on the side that they pushed to", () => {
  const parts = [
    { text: "weak", pushes: [0.01, -0.01] },
    { text: "g", kind: "part", pushes: [3, -3] },
    { text: "雨", kind: "word", pushes: [0.7, -0.7] },
    { text: "good", kind: "word", pushes: [0.5, -0.5] },
    { text: "not good", pushes: [-2, 2] },
    { text: "ing", pushes: [1, -1] },
  ];

  const { towards, away } = strongestParts(parts, 0);

  assert.deepEqual(
    towards.map(({ text }) => text),
    ["ing", "雨", "good"],
  );
  assert.deepEqual(
    away.map(({ text }) => text),
    ["not good"],
  );
  assert.equal(strongestParts(parts, 1).towards[0].text, "not good");
});

test("parts of the same letters are one, which tells where they stand", () => {
  const parts = [
    { text: "…ing…", kind: "part", pushes: [0.5, -0.5] },
    { text: "ing", kind: "word", pushes: [0.7, -0.7] },
    { text: "…ing", kind: "part", pushes: [0.5, -0.5] },
  ];

  assert.deepEqual(strongestParts(parts, 0).towards, [
    { text: "…ing", kind: "part", pushes: [1, -1] },
    { text: "ing", kind: "word", pushes: [0.7, -0.7] },
  ]);
});

test("one letter at the edge of a word is not worth showing", () => {
  assert.equal(isTelling({ text: "g", kind: "part" }), false);
  assert.equal(isTelling({ text: "…g", kind: "part" }), false);
  assert.equal(isTelling({ text: "…ng", kind: "part" }), true);
  assert.equal(isTelling({ text: "🎉", kind: "word" }), true);
});

test("a few parts are enough, and not all of one kind", () => {
  const parts = ["meaning", "part", "pair"].flatMap((kind) =>
    Array.from({ length: 20 }, (_, number) => ({
      text: `x${number}`,
      kind,
      pushes: [kind === "meaning" ? 2 : 1],
    })),
  );

  const kinds = strongestParts(parts, 0).towards.map(({ kind }) => kind);

  assert.deepEqual(kinds, [...Array(3).fill("meaning"), ...Array(3).fill("part")]);
});
