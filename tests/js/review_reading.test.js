import assert from "node:assert/strict";
import { test } from "node:test";
import { ReviewReading } from "../../static/js/review_reading.js";

const ADA = "ada";

/** A project whose waiting examples are `all`, the oldest first. */
function projectOf(all) {
  return {
    review: async ({ show, ids }) => {
      const found = ids
        ? all.filter(({ id }) => ids.split(",").includes(id))
        : [...all];
      const examples = show === "waiting" ? found : found.reverse();
      return { examples, next: null, count: examples.length };
    },
  };
}

function waiting(id) {
  return { id, label: 1, by: ADA, state: "waiting", alike: [] };
}

test("what comes together stands in the order in which it was added", async () => {
  const there = [waiting("first")];
  let told = () => {};
  const reading = new ReviewReading(projectOf(there), {
    changed: () => told(),
    failed: (error) => assert.fail(error),
  });
  await reading.begin({ show: "waiting", student: null, label: null });
  const fresh = [waiting("second"), waiting("third")];
  there.push(...fresh);

  await new Promise((resolve) => {
    told = () => reading.list.count === 3 && resolve();
    reading.hear({ examples: fresh });
  });

  const ids = reading.list.items.map(({ example }) => example.id);
  assert.deepEqual(ids, ["first", "second", "third"]);
});
