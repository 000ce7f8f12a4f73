import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { fill, gettext, ngettext } from "../../static/js/words.js";

afterEach(() => {
  delete globalThis.gettext;
  delete globalThis.ngettext;
});

test("without a catalogue the words are English", () => {
  assert.equal(gettext("Train"), "Train");
  assert.equal(ngettext("one", "many", 1), "one");
  assert.equal(ngettext("one", "many", 2), "many");
});

test("with one they are in the language of the page", () => {
  globalThis.gettext = () => "Trainieren";
  globalThis.ngettext = (one, many, count) => `${count} Beispiele`;

  assert.equal(gettext("Train"), "Trainieren");
  assert.equal(ngettext("one", "many", 3), "3 Beispiele");
});

test("values go into their places, and nothing else", () => {
  assert.equal(fill("%(n)s of %(all)s", { n: 0, all: 5 }), "0 of 5");
  assert.equal(fill("%(n)s %(other)s", { n: "$1" }), "$1 %(other)s");
});
