import assert from "node:assert/strict";
import { test } from "node:test";

import { following } from "../../static/js/sheet/following.js";
import { Sheet } from "../../static/js/sheet/sheet.js";

const FIELDS = [{ number: 1, name: "sun", kind: "number", choices: [] }];

function example(id, value, by = "grace") {
  return { id, values: { 1: value }, by, state: "shown" };
}

function makeSheet() {
  return new Sheet(FIELDS, [["a", { 1: 1 }, "ada", "shown"]], "ada");
}

test("rows of others come after those that are stored, before what is typed here", () => {
  const sheet = makeSheet();
  const { rows } = sheet;
  sheet.write([{ row: 1, field: FIELDS[0], typed: "many" }]); // cannot be stored

  sheet.take([example("b", 2)]);

  assert.equal(rows[0], sheet.rows[0]); // They are the same as before.
  assert.deepEqual(
    sheet.rows.map(({ by }) => by),
    ["ada", "grace", "ada"],
  );
  assert.deepEqual(sheet.bad, [{ row: 2, column: 0 }]);
});

test("an older message takes nothing back of what was sent since", () => {
  const sheet = makeSheet();
  const { job } = sheet.write([{ row: 0, field: FIELDS[0], typed: "7" }]);
  sheet.noteSent(job);

  assert.deepEqual(sheet.take([example("a", 1, "ada")]), ["a"]);
  assert.equal(sheet.rows[0].values[1], 7);

  assert.deepEqual(sheet.take([example("a", 7, "ada")]), []);
  sheet.take([example("a", 9, "ada")]); // Later somebody else has changed it.
  assert.equal(sheet.rows[0].values[1], 9);
});

test("what somebody else says of a row goes once it is clear that it is newer", () => {
  const sheet = makeSheet();
  const { job } = sheet.write([{ row: 0, field: FIELDS[0], typed: "7" }]);
  sheet.noteSent(job);

  sheet.forgetSent(sheet.take([example("a", 9, "ada")]));
  sheet.take([example("a", 9, "ada")]);

  assert.equal(sheet.rows[0].values[1], 9);
});

test("a row that is being sent stays as it is here", () => {
  const sheet = makeSheet();
  sheet.write([{ row: 0, field: FIELDS[0], typed: "7" }]);

  sheet.take([example("a", 1, "ada")], new Set(["a"]));

  assert.equal(sheet.rows[0].values[1], 7);
});

test("rows on the page go with what they show when others come between them", () => {
  const [a, b, c] = [{}, {}, {}];
  const placeNow = following([a, b], [c, a]);

  assert.equal(placeNow(0), 1);
  assert.equal(placeNow(1), undefined);
  assert.equal(placeNow(2), 2); // the row that is to be filled
});

test("the row that was to be filled is the one that filling it has made", () => {
  const [a, told, made] = [{}, {}, { isMade: true }];

  assert.equal(following([a], [a, told, made])(1), 2);
  assert.equal(following([a], [a, told])(1), 2);
});
