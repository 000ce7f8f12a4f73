import assert from "node:assert/strict";
import { test } from "node:test";

import { parseBlock, withoutNames, writeBlock } from "../../static/js/sheet/block.js";
import { pasteInto } from "../../static/js/sheet/pasting.js";
import { Sheet } from "../../static/js/sheet/sheet.js";

const FIELDS = [
  { number: 1, name: "sun", unit: "h", kind: "number", choices: [] },
  { number: 2, name: "soil", unit: "", kind: "choice", choices: ["sand", "clay"] },
];

test("a block is read as spreadsheets write it", () => {
  const cases = {
    "1\t2\n3\t4\n": [
      ["1", "2"],
      ["3", "4"],
    ],
    "1\t\t3": [["1", "", "3"]],
    "\t\r\n5\t6\r\n": [
      ["", ""],
      ["5", "6"],
    ],
    "a\n\nb": [["a"], [""], ["b"]],
    '"two\nlines"\t"a ""quote"""': [["two lines", 'a "quote"']],
    '5" wide\t3': [['5" wide', "3"]],
    '"': [['"']],
    "1,5": [["1,5"]],
    "": [],
    "\n": [],
  };
  for (const [text, lines] of Object.entries(cases)) {
    assert.deepEqual(parseBlock(text), lines, JSON.stringify(text));
  }
});

test("what is copied can be pasted", () => {
  const lines = [
    ["1", "sand"],
    ["", "clay"],
  ];

  assert.deepEqual(parseBlock(writeBlock(lines)), lines);
});

test("a large block is read in no time", () => {
  const text = "1.25\t3.5\t7\n".repeat(10_000);
  const before = performance.now();

  assert.equal(parseBlock(text).length, 10_000);
  assert.ok(performance.now() - before < 2000);
});

test("a first line that only names the columns is left out", () => {
  const body = [["1", "sand"]];

  for (const names of [
    ["sun", "soil"],
    ["Sun (h)", "SOIL"],
    ["sun [h]", "soil"],
  ]) {
    assert.deepEqual(withoutNames([names, ...body], ["sun", "soil"]), body);
  }
  assert.deepEqual(withoutNames(body, ["sun", "soil"]), body);
  assert.deepEqual(withoutNames([["sun"]], ["sun"]), [["sun"]]);
  assert.equal(withoutNames([["sun", "x"], ...body], ["sun", "soil"]).length, 2);
});

test("a block goes where it is put down, and adds rows", () => {
  const sheet = new Sheet(FIELDS, [["a", { 1: 5 }]]);
  const lines = [["1"], ["2"], [""], ["3"]];

  const { cells, rows, left } = pasteInto(sheet, { lines, row: 0, column: 0 });

  assert.deepEqual(
    cells.map(({ row, field, typed }) => [row, field.number, typed]),
    [
      [0, 1, "1"],
      [1, 1, "2"],
      [2, 1, "3"], // A line of nothing makes no row.
    ],
  );
  assert.deepEqual([rows, left], [3, 0]);
});

test("columns that do not fit are counted", () => {
  const sheet = new Sheet(FIELDS, []);
  const lines = [["sand", "1"], ["clay"]];

  const { cells, left } = pasteInto(sheet, { lines, row: 0, column: 1 });

  assert.deepEqual(
    cells.map(({ field, typed }) => [field.name, typed]),
    [
      ["soil", "sand"],
      ["soil", "clay"],
    ],
  );
  assert.equal(left, 1);
});
