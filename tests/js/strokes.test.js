import assert from "node:assert/strict";
import { test } from "node:test";

import { Strokes } from "../../static/js/elements/strokes.js";

/** Notes what is drawn. */
class Paper {
  lines = [];
  fillRect() {
    this.lines = [];
  }
  beginPath() {}
  moveTo(...point) {
    this.points = [point];
  }
  lineTo(...point) {
    this.points.push(point);
  }
  stroke() {
    this.lines.push({ colour: this.strokeStyle, points: this.points });
  }
}

function drawn(strokes) {
  const paper = new Paper();
  strokes.drawAll(paper, 512);
  return paper.lines;
}

test("a fresh sheet is empty, and so is one that was only rubbed", () => {
  const strokes = new Strokes();
  assert.ok(strokes.isEmpty && !strokes.canUndo);

  strokes.begin("", 54, [5, 5]);

  assert.ok(strokes.isEmpty);
});

test("a press without a movement is a dot", () => {
  const strokes = new Strokes();

  strokes.begin("red", 8, [5, 5]);

  assert.deepEqual(drawn(strokes), [
    {
      colour: "red",
      points: [
        [5, 5],
        [5, 5],
      ],
    },
  ]);
  assert.ok(!strokes.isEmpty);
});

test("only the new part of a stroke has to be drawn", () => {
  const strokes = new Strokes();
  strokes.begin("red", 8, [0, 0]);
  strokes.extend([[1, 1]]);

  const { points } = strokes.extend([
    [2, 2],
    [3, 3],
  ]);

  assert.deepEqual(points, [
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

test("the newest stroke is taken back, and so is clearing", () => {
  const strokes = new Strokes();
  strokes.begin("red", 8, [0, 0]);
  strokes.begin("blue", 8, [9, 9]);

  strokes.clear();
  assert.ok(strokes.isEmpty);
  assert.deepEqual(drawn(strokes), []);
  strokes.undo();
  assert.deepEqual(
    drawn(strokes).map(({ colour }) => colour),
    ["red", "blue"],
  );
  strokes.undo();

  assert.deepEqual(
    drawn(strokes).map(({ colour }) => colour),
    ["red"],
  );
});

test("a drawing that was put in does not come back", () => {
  const strokes = new Strokes();
  strokes.begin("red", 8, [0, 0]);

  strokes.forget();

  assert.ok(strokes.isEmpty && !strokes.canUndo);
});
