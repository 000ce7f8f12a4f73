import assert from "node:assert/strict";
import { test } from "node:test";

import {
  duplicatesInWords,
  newLabelsInWords,
  problemCount,
} from "../../static/js/elements/import_preview.js";

test("what is nothing new is counted, and not mentioned where there is none", () => {
  assert.equal(duplicatesInWords({ duplicates: 0 }), "");
  assert.equal(duplicatesInWords({}), "");
  assert.equal(
    duplicatesInWords({ duplicates: 1 }),
    "1 is there already or comes twice.",
  );
  assert.equal(
    duplicatesInWords({ duplicates: 2 }),
    "2 are there already or come twice.",
  );
});

test("new labels are named", () => {
  assert.equal(newLabelsInWords({ new_labels: [] }), "");
  assert.equal(
    newLabelsInWords({ new_labels: ["calm"] }),
    "This makes a new label: calm",
  );
  assert.equal(
    newLabelsInWords({ new_labels: ["calm", "angry"] }),
    "This makes new labels: calm, angry",
  );
});

test("all bad lines are counted, also those that are not shown", () => {
  assert.equal(problemCount({ problem_count: 1 }), "1 line stays out:");
  assert.equal(problemCount({ problem_count: 73 }), "73 lines stay out:");
});
