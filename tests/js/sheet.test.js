import assert from "node:assert/strict";
import { test } from "node:test";

import { countKnown, nextStepOfSheet } from "../../static/js/advice_on_sheets.js";
import { readCell, showValue } from "../../static/js/sheet/cells.js";
import { blockBetween, isIn, placeAfter } from "../../static/js/sheet/cursor.js";
import { Sheet } from "../../static/js/sheet/sheet.js";
import { rowsToShow } from "../../static/js/sheet/shown_rows.js";

const SUN = { number: 1, name: "sun", unit: "h", kind: "number", choices: [] };
const SOIL = { number: 2, name: "soil", unit: "", kind: "choice", choices: ["Sand"] };
const TABLE = { rows: 5, columns: 3, isMirrored: false, ctrl: false };

function open() {
  return new Sheet(
    [SUN, SOIL],
    [
      ["a", { 1: 1, 2: "Sand" }],
      ["b", { 1: 2, 2: null }],
    ],
  );
}

test("numbers are read as people write them", () => {
  for (const [typed, value] of [
    ["5", 5],
    [" 1,5 ", 1.5],
    ["-2.5e3", -2500],
    ["٣", 3],
    ["12 h", 12],
    ["12H", 12],
    ["", null],
    ["  ", null],
  ]) {
    assert.deepEqual(readCell(SUN, typed), { value }, typed);
  }
});

test("what is no number, or too big a one, is said in words", () => {
  for (const typed of ["a lot", "1.2.3", "h", "NaN", "Infinity", "5 cm"]) {
    assert.match(readCell(SUN, typed).problem, /is not a number\. “sun” needs one/);
  }
  for (const typed of ["1e300", "-1e300", "1e999"]) {
    assert.match(readCell(SUN, typed).problem, /too big/);
  }
  assert.ok(readCell(SUN, "x".repeat(500)).problem.length < 120);
});

test("a choice is found whatever its case, and others are said in words", () => {
  assert.deepEqual(readCell(SOIL, "sAND"), { value: "Sand" });
  assert.match(readCell(SOIL, "moon").problem, /“moon” is not one of .*: Sand\./);
  assert.equal(showValue(SOIL, null), "");
});

test("a cell that is written is sent, and taken back", () => {
  const sheet = open();

  const { job, undo } = sheet.write([{ row: 1, field: SUN, typed: "7,5" }]);

  assert.deepEqual(job, { rows: [{ id: "b", values: { 1: 7.5 } }], new: [] });
  assert.equal(sheet.look(1, SUN).text, "7.5");
  assert.deepEqual(sheet.takeBack(undo).job.rows, [{ id: "b", values: { 1: 2 } }]);
  assert.equal(sheet.look(1, SUN).text, "2");
});

test("nothing is sent for what is as it was", () => {
  const { job, undo } = open().write([{ row: 0, field: SUN, typed: "1" }]);

  assert.deepEqual(job, { rows: [], new: [] });
  assert.equal(undo.cells.length, 0);
});

test("what cannot be stored stays in its cell, and what is stored stays stored", () => {
  const sheet = open();

  const { job, undo } = sheet.write([{ row: 0, field: SUN, typed: "lots" }]);

  assert.deepEqual(job, { rows: [], new: [] });
  assert.deepEqual(sheet.bad, [{ row: 0, column: 0 }]);
  assert.equal(sheet.look(0, SUN).text, "lots");
  assert.equal(sheet.rows[0].values[1], 1);
  sheet.takeBack(undo);
  assert.deepEqual(sheet.bad, []);
});

test("taking a change of a wrong cell back shows what was wrong again", () => {
  const sheet = open();
  sheet.write([{ row: 0, field: SUN, typed: "lots" }]);
  const { undo } = sheet.write([{ row: 0, field: SUN, typed: "9" }]);

  const { job } = sheet.takeBack(undo);

  assert.deepEqual(job.rows, [{ id: "a", values: { 1: 1 } }]);
  assert.equal(sheet.look(0, SUN).text, "lots");
});

test("a new row is sent whole, and once, when something is in it", () => {
  const sheet = open();
  const first = sheet.write([{ row: 2, field: SUN, typed: "?" }]);
  assert.deepEqual(first.job, { rows: [], new: [] });

  const second = sheet.write([{ row: 2, field: SOIL, typed: "sand" }]);
  const { id } = sheet.rows[2];
  assert.deepEqual(second.job, { rows: [], new: [{ id, values: { 2: "Sand" } }] });

  const third = sheet.write([{ row: 2, field: SUN, typed: "3" }]);
  assert.deepEqual(third.job, { rows: [{ id, values: { 1: 3 } }], new: [] });
});

test("taking back what added rows takes them out", () => {
  const sheet = open();
  const { undo } = sheet.write([
    { row: 1, field: SUN, typed: "5" },
    { row: 2, field: SUN, typed: "6" },
  ]);

  const { job, removed } = sheet.takeBack(undo);

  assert.deepEqual(job, { rows: [{ id: "b", values: { 1: 2 } }], new: [] });
  assert.equal(removed.length, 1);
  assert.equal(sheet.rows.length, 2);
});

test("what the server has refused is sent again, with what came after it", () => {
  const sheet = open();
  const { job } = sheet.write([
    { row: 0, field: SUN, typed: "5" },
    { row: 2, field: SUN, typed: "6" },
  ]);
  sheet.refuse(job);
  assert.equal(sheet.unsaved.length, 2);

  const later = sheet.write([{ row: 0, field: SOIL, typed: "" }]);
  assert.deepEqual(later.job.rows, [{ id: "a", values: { 1: 5, 2: null } }]);

  const { id } = sheet.rows[2];
  assert.deepEqual(sheet.sendAgain(), { rows: [], new: [{ id, values: { 1: 6 } }] });
  assert.equal(sheet.unsaved.length, 0);
});

test("rows come back to their places", () => {
  const sheet = open();

  const removed = sheet.remove([sheet.rows[0]]);
  assert.deepEqual(
    sheet.rows.map(({ id }) => id),
    ["b"],
  );
  sheet.bringBack(removed);

  assert.deepEqual(
    sheet.rows.map(({ id }) => id),
    ["a", "b"],
  );
});

test("what the server has is taken in, and what only the page knows stays", () => {
  const sheet = open();
  sheet.write([
    { row: 0, field: SUN, typed: "lots" },
    { row: 2, field: SUN, typed: "more" },
  ]);

  sheet.update(
    [SUN, SOIL],
    [
      ["a", { 1: 8, 2: null }],
      ["c", { 1: 9, 2: null }],
    ],
  );

  const shown = sheet.rows.map((_, place) => sheet.look(place, SUN).text);
  assert.deepEqual(shown, ["lots", "9", "more"]);
});

test("arrows go from cell to cell, and stop at the edges", () => {
  const middle = { row: 2, column: 1 };
  for (const [key, about, goal] of [
    ["ArrowUp", {}, [1, 1]],
    ["ArrowDown", { ctrl: true }, [4, 1]],
    ["ArrowRight", {}, [2, 2]],
    ["ArrowRight", { isMirrored: true }, [2, 0]],
    ["PageUp", {}, [0, 1]],
    ["Home", { ctrl: true }, [0, 0]],
    ["End", {}, [2, 2]],
  ]) {
    const place = placeAfter(middle, key, { ...TABLE, ...about });
    assert.deepEqual([place.row, place.column], goal, key);
  }
  assert.equal(placeAfter({ row: 0, column: 0 }, "ArrowUp", TABLE), null);
  assert.equal(placeAfter({ row: 0, column: 2 }, "ArrowRight", TABLE), null);
  assert.equal(placeAfter({ row: 0, column: -1 }, "ArrowLeft", TABLE), null);
  assert.deepEqual(placeAfter({ row: 0, column: 0 }, "ArrowLeft", TABLE).column, -1);
  assert.equal(placeAfter(middle, "a", TABLE), null);
});

test("a block is what lies between two places", () => {
  const block = blockBetween({ row: 3, column: 2 }, { row: 1, column: 1 }, 4);
  assert.ok(isIn(block, { row: 2, column: 1 }));
  assert.ok(!isIn(block, { row: 2, column: 0 }));

  const whole = blockBetween({ row: 3, column: -1 }, { row: 1, column: -1 }, 4);
  assert.ok(whole.isWhole && isIn(whole, { row: 2, column: 3 }));
});

test("only the rows that are looked at are made, and that of the keyboard", () => {
  const about = { top: 40_000, height: 400, rowHeight: 40, count: 10_000 };

  const parts = rowsToShow({ ...about, kept: 5 });

  const rows = parts.filter((each) => !each.gap);
  const gaps = parts.filter((each) => each.gap).map(({ gap }) => gap);
  assert.ok(rows.length < 60 && rows.includes(5) && rows.includes(1000));
  assert.equal(rows.length + gaps.reduce((sum, gap) => sum + gap), 10_000);
  assert.deepEqual(rowsToShow({ ...about, top: 0, count: 0 }), []);
  assert.deepEqual(rowsToShow({ ...about, top: 0, count: 2 }), [0, 1]);
});

test("what to do next is said step by step", () => {
  const height = { number: 3, is_predicted: true };
  const rows = (count) => Array.from({ length: count }, () => ({ values: { 3: 1 } }));
  const say = (fields, count = 0) => nextStepOfSheet({ fields, rows: rows(count) });

  assert.match(say([]).words, /Start here/);
  assert.match(say([SUN]).words, /Which column/);
  assert.match(say([height]).words, /helps to predict/);
  assert.match(say([SUN, height], 3).words, /^7 more rows/);
  assert.match(say([SUN, height], 9).words, /^1 more row,/);
  assert.ok(!say([SUN, height], 9).ready);
  assert.ok(say([SUN, height], 10).ready);
  assert.equal(countKnown([{ values: { 1: 5, 3: null } }], [height]), 0);
});
