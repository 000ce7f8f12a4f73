import assert from "node:assert/strict";
import { test } from "node:test";

// The kinds bring their elements along, which nobody makes here.
globalThis.HTMLElement = class {};
globalThis.customElements = { define() {} };
const { kindOf } = await import("../../static/js/kinds/index.js");

const FIELDS = [
  { number: 1, name: "height", kind: "number", choices: [] },
  { number: 2, name: "colour", kind: "choice", choices: ["red", "blue"] },
];

test("each kind is found by its code", () => {
  assert.equal(kindOf("text").code, "text");
  assert.equal(kindOf("numbers").code, "numbers");
  assert.equal(kindOf("images").code, "images");
  assert.equal(kindOf("sounds").code, "sounds");
  assert.equal(kindOf("smells"), undefined);
});

test("a row is described by what is known of it", () => {
  const { describe } = kindOf("numbers");

  assert.equal(
    describe({ values: { 1: 5.1, 2: "red" } }, FIELDS),
    "height 5.1, colour red",
  );
  assert.equal(describe({ values: { 1: null, 2: "red" } }, FIELDS), "colour red");
});

test("a sentence describes itself", () => {
  assert.equal(kindOf("text").describe({ text: "I am happy" }, []), "I am happy");
});

test("a picture is described by who added it", () => {
  const { describe } = kindOf("images");

  assert.equal(describe({ author: "Ada" }), "a picture added by Ada");
  assert.equal(describe({ author: null }), "a picture");
});

test("a recording is described by who made it", () => {
  const { describe } = kindOf("sounds");

  assert.equal(describe({ author: "Ada" }), "a recording by Ada");
  assert.equal(describe({ author: null }), "a recording");
});

test("pictures and sounds are files, and learnt from in the browser", () => {
  for (const code of ["text", "images", "sounds", "numbers"]) {
    const isFile = ["images", "sounds"].includes(code);
    assert.equal(kindOf(code).isFile, isFile);
    assert.equal(kindOf(code).learnsInBrowser, isFile);
  }
});

test("what is not saved is counted in words of its kind", () => {
  assert.match(kindOf("images").wordsForUnsaved(1), /picture is not saved/);
  assert.match(kindOf("sounds").wordsForUnsaved(2), /recordings are not saved/);
});

test("an empty label says what to do, the one of the room no more than that", () => {
  const { wordsForEmpty } = kindOf("sounds");

  assert.match(wordsForEmpty({ name: "yes" }), /Let me hear “yes”/);
  assert.equal(wordsForEmpty({ name: "room", is_background: true }), "Empty so far.");
});

test("each says which columns a table has before the label", () => {
  assert.deepEqual(kindOf("numbers").columnNames(FIELDS), ["height", "colour"]);
  assert.deepEqual(kindOf("numbers").columnNames([]), ["height", "colour"]);
  assert.deepEqual(kindOf("text").columnNames([]), ["text"]);
});

test("only rows need columns before anything else", () => {
  const nothing = { fields: [], labels: [] };

  assert.match(kindOf("numbers").nextStep(nothing).words, /column/);
  assert.match(kindOf("text").nextStep(nothing).words, /label/);
});
