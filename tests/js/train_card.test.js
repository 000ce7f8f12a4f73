import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

globalThis.HTMLElement = class {};
globalThis.customElements = { define() {} };
const { TrainCard } = await import("../../static/js/elements/train_card.js");

const REPORT = { missing: "", since: { added: 1, removed: 0, changed: 0 } };
let documentBefore;

beforeEach(() => {
  documentBefore = globalThis.document;
  globalThis.document = { activeElement: null, documentElement: { lang: "en" } };
});

afterEach(() => {
  globalThis.document = documentBefore;
});

function card() {
  const parts = {};
  return {
    querySelector: (wanted) => (parts[wanted] ??= {}),
    querySelectorAll: () => [],
    contains: () => false,
  };
}

function ready(id) {
  const finished_at = "2026-11-22T11:00:00Z";
  return { status: "ready", current: { id, finished_at, example_count: 24 } };
}

function trained() {
  const train = new TrainCard(card(), { mayChange: false, isMember: true });
  train.show(ready("old"));
  return train;
}

test("it says what the class has added since it has learnt", () => {
  const train = trained();

  train.note({ ...REPORT, model: "old" });

  assert.match(train.part("about").textContent, /24 examples\. Since then: 1 added\./);
});

test("what is new since the model before is not said of a newer one", () => {
  const train = trained();
  train.note({ ...REPORT, model: "old" });

  train.show(ready("new"));

  assert.doesNotMatch(train.part("about").textContent, /Since then/);
});
