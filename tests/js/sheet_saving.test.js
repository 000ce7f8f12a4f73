import assert from "node:assert/strict";
import { test } from "node:test";

import { SheetSaving } from "../../static/js/sheet/saving.js";

const row = (id, values) => ({ id, values });
const changeOf = (id, values) => ({ rows: [row(id, values)], new: [] });
const newRow = (id) => ({ rows: [], new: [row(id, { 1: 1 })] });

/** A server that gives these answers, one after the other, and then says yes. */
function serve(answers = []) {
  const sent = [];
  const about = { sent, refused: [], problems: [], waits: [] };
  const saving = new SheetSaving(
    async (job) => {
      sent.push(structuredClone(job));
      const error = answers.shift();
      if (error) throw Object.assign(new Error(error.message), error);
    },
    {
      refused: (job, error) => about.refused.push([job, error.message]),
      changed: () => about.problems.push(saving.problem),
      wait: async (time) => about.waits.push(time),
    },
  );
  return { ...about, saving, done: () => saving.run(async () => "done") };
}

test("changes go one after the other, those that wait together", async () => {
  const { saving, sent, done } = serve();

  saving.add(changeOf("a", { 1: 1 }));
  saving.add(changeOf("a", { 1: 2 }));
  saving.add(changeOf("a", { 2: 3 }));
  saving.add(changeOf("b", { 1: 4 }));

  assert.equal(await done(), "done");
  assert.deepEqual(sent, [
    changeOf("a", { 1: 1 }),
    { rows: [row("a", { 1: 2, 2: 3 }), row("b", { 1: 4 })], new: [] },
  ]);
  await new Promise(setImmediate);
  assert.ok(!saving.isBusy);
});

test("every block of new rows goes alone, so that one that fits is stored", async () => {
  const full = { status: 409, message: "Full" };
  const { saving, sent, refused, done } = serve([null, null, full, null]);

  for (const id of ["a", "b", "c"]) saving.add(newRow(id));
  saving.add(changeOf("a", { 1: 5 }));
  await done();

  assert.deepEqual(
    sent.map(({ new: added, rows }) => [...added, ...rows].map(({ id }) => id)),
    [["a"], ["b"], ["c"], ["a"]],
  );
  assert.equal(refused.length, 1);
  assert.equal(refused[0][1], "Full");
});

test("without a network it waits and tries again, and says so", async () => {
  const away = { status: 0, message: "I cannot reach the server." };
  const busy = { status: 429, message: "Slowly.", seconds: 7 };
  const { saving, sent, waits, problems, done } = serve([away, busy]);

  saving.add(newRow("a"));
  await done();

  assert.equal(sent.length, 3);
  assert.equal(waits[1], 7000);
  assert.deepEqual(
    problems.filter((each, place) => each !== problems[place - 1]),
    ["", away.message, busy.message, ""],
  );
});

test("what is done meanwhile waits its turn", async () => {
  const order = [];
  const { saving } = serve();
  saving.add(newRow("a"));
  const first = saving.run(async () => order.push("first"));
  const second = saving.run(async () => {
    throw new Error("No.");
  });

  await first;
  await assert.rejects(second, /No\./);
  assert.deepEqual(order, ["first"]);
});

test("nothing is sent for nothing", async () => {
  const { saving, sent, done } = serve();

  saving.add({ rows: [], new: [] });
  await done();

  assert.deepEqual(sent, []);
});
