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

test("only pictures are files, and learnt from in the browser", () => {
  for (const code of ["text", "images", "numbers"]) {
    assert.equal(kindOf(code).isFile, code === "images");
    assert.equal(kindOf(code).learnsInBrowser, code === "images");
  }
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
