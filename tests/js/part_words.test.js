import assert from "node:assert/strict";
import { test } from "node:test";

import { kindOfPart, spellPart } from "../../static/js/elements/part_words.js";

test("words and their parts are called so", () => {
  assert.equal(kindOfPart({ text: "lonely", kind: "word" }), "word");
  assert.equal(kindOfPart({ text: "very good", kind: "pair" }), "two words together");
  assert.equal(kindOfPart({ text: "…one…", kind: "part" }), "part of a word");
  assert.equal(kindOfPart({ text: "حساء", kind: "word" }), "word");
  assert.equal(kindOfPart({ text: "", kind: "encoder" }), "the whole sentence");
});

test("signs of a script without gaps, and emoji, are no words", () => {
  assert.equal(kindOfPart({ text: "雨", kind: "word" }), "one sign");
  assert.equal(kindOfPart({ text: "き ら", kind: "pair" }), "two signs together");
  assert.equal(kindOfPart({ text: "…きらい", kind: "part" }), "signs together");
  assert.equal(kindOfPart({ text: "💔", kind: "word" }), "one sign");
  assert.equal(kindOfPart({ text: "!", kind: "word" }), "one sign");
});

test("signs without gaps stand together", () => {
  assert.equal(spellPart({ text: "き ら", kind: "pair" }), "きら");
  assert.equal(spellPart({ text: "very good", kind: "pair" }), "very good");
  assert.equal(spellPart({ text: "雨 bad", kind: "pair" }), "雨 bad");
  assert.equal(spellPart({ text: "雨", kind: "word" }), "雨");
});
