/** A drawing as a list of strokes, so that the newest can be taken back. No DOM. */

const PAPER = "#ffffff";

/**
 * A stroke is `{ colour, width, points: [[x, y], …] }`; that of the eraser has no
 * colour, and clearing is a stroke as well: both can be undone.
 */
export class Strokes {
  #strokes = [];

  get isEmpty() {
    return !this.#visible.some((stroke) => stroke.colour);
  }

  get canUndo() {
    return this.#strokes.length > 0;
  }

  begin(colour, width, point) {
    this.#strokes.push({ colour, width, points: [point] });
  }

  /** Lengthens the newest stroke; returns the part that is new. */
  extend(points) {
    const stroke = this.#strokes[this.#strokes.length - 1];
    const from = stroke.points[stroke.points.length - 1];
    stroke.points.push(...points);
    return { ...stroke, points: [from, ...points] };
  }

  /** An empty sheet; the strokes before it come back with `undo`. */
  clear() {
    if (!this.isEmpty) this.#strokes.push({ clears: true, points: [] });
  }

  undo() {
    this.#strokes.pop();
  }

  forget() {
    this.#strokes = [];
  }

  get newest() {
    return this.#strokes[this.#strokes.length - 1];
  }

  drawAll(paper, size) {
    paper.fillStyle = PAPER;
    paper.fillRect(0, 0, size, size);
    for (const stroke of this.#visible) draw(paper, stroke);
  }

  get #visible() {
    const cleared = this.#strokes.map((stroke) => Boolean(stroke.clears));
    return this.#strokes.slice(cleared.lastIndexOf(true) + 1);
  }
}

export function draw(paper, { colour, width, points }) {
  paper.strokeStyle = paper.fillStyle = colour || PAPER;
  paper.lineWidth = width;
  paper.lineCap = paper.lineJoin = "round";
  paper.beginPath();
  paper.moveTo(...points[0]);
  // A line of no length is a dot, with round ends.
  for (const point of points.length > 1 ? points.slice(1) : points)
    paper.lineTo(...point);
  paper.stroke();
}
