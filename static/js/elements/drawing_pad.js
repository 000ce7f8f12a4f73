import { icon, make, tell } from "./dom.js";
import { DrawingTools } from "./drawing_tools.js";
import { KeyboardPen } from "./keyboard_pen.js";
import { Strokes, draw } from "./strokes.js";
import { gettext } from "../words.js";

const SIZE = 512; // Pixels on each side, however large the pad is on the page.

/**
 * A sheet of white paper to draw on, with a mouse, a finger, a pen or the keyboard.
 *
 *   const blob = await pad.toBlob();  // a PNG
 *   pad.clear();
 *
 * Tells "drawing-changed" after each stroke, and when one is taken back.
 */
class DrawingPad extends HTMLElement {
  #strokes = new Strokes();
  #tools;
  #paper;
  #pointer = null; // The one that draws: a hand that rests on the glass does not.
  #undo;
  #clear;

  connectedCallback() {
    this.canvas = this.#makeCanvas();
    this.#paper = this.canvas.getContext("2d");
    this.#tools = new DrawingTools();
    this.#undo = this.#button("undo", gettext("Undo"), () => this.undo());
    this.#clear = this.#button("trash", gettext("Clear"), () => this.clear());
    const pen = new KeyboardPen(this.canvas, this);
    this.replaceChildren(
      make("div", { class: "drawing-sheet" }, this.canvas, pen.element),
      make(
        "div",
        { class: "drawing-side" },
        this.#tools.element,
        make("div", { class: "row" }, this.#undo, this.#clear),
        pen.hint,
      ),
    );
    this.#redraw();
  }

  disconnectedCallback() {
    this.replaceChildren();
  }

  get isEmpty() {
    return this.#strokes.isEmpty;
  }

  clear() {
    this.#strokes.clear();
    this.#redraw();
    tell(this, "drawing-changed");
  }

  /** A fresh sheet, on which the drawing before cannot be had back. */
  startAnew() {
    this.#strokes.forget();
    this.#redraw();
    tell(this, "drawing-changed");
  }

  undo() {
    this.#strokes.undo();
    this.#redraw();
    tell(this, "drawing-changed");
  }

  toBlob() {
    return new Promise((resolve) => this.canvas.toBlob(resolve, "image/png"));
  }

  /** Puts the pen down at a point of the sheet. */
  press(point) {
    this.#strokes.begin(this.#tools.colour, this.#tools.width, point);
    draw(this.#paper, this.#strokes.newest);
  }

  draw(points) {
    draw(this.#paper, this.#strokes.extend(points));
  }

  lift() {
    this.#showButtons();
    tell(this, "drawing-changed");
  }

  #makeCanvas() {
    const name = gettext("Your drawing");
    const about = { class: "drawing-paper", width: SIZE, height: SIZE, tabindex: 0 };
    const canvas = make("canvas", {
      ...about,
      role: "application",
      "aria-label": name,
    });
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(name, (event) => this.#up(event));
    }
    return canvas;
  }

  #button(picture, words, act) {
    const about = { class: "button button-quiet button-small", type: "button" };
    const button = make("button", about, icon(picture), words);
    button.addEventListener("click", act);
    return button;
  }

  #down(event) {
    if (this.#pointer !== null || event.button !== 0) return;
    this.#pointer = event.pointerId;
    this.canvas.setPointerCapture(event.pointerId);
    this.press(this.#pointOf(event));
  }

  /** Browsers tell of a quick stroke once a frame, with the points between. */
  #move(event) {
    if (event.pointerId !== this.#pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    const events = between.length > 0 ? between : [event];
    this.draw(events.map((each) => this.#pointOf(each)));
  }

  #up(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.lift();
  }

  #pointOf({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [((clientX - left) / width) * SIZE, ((clientY - top) / height) * SIZE];
  }

  #redraw() {
    this.#strokes.drawAll(this.#paper, SIZE);
    this.#showButtons();
  }

  #showButtons() {
    this.#undo.disabled = !this.#strokes.canUndo;
    this.#clear.disabled = this.isEmpty;
  }
}

customElements.define("drawing-pad", DrawingPad);
