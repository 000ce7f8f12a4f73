import { make } from "./dom.js";
import { gettext } from "../words.js";

const STEP = 16; // Pixels of the sheet at each key.
const SMALL_STEP = 4; // with Shift
const WAYS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A pen that the keyboard moves: arrow keys, and Space puts it down and lifts it.
 *
 * Calls `press(point)`, `draw(points)` and `lift()` of the pad.
 */
export class KeyboardPen {
  #canvas;
  #pad;
  #place;
  #isDown = false;

  constructor(canvas, pad) {
    this.#canvas = canvas;
    this.#pad = pad;
    this.#place = [canvas.width / 2, canvas.height / 2];
    this.element = make("span", { class: "drawing-cross", "aria-hidden": "true" });
    this.hint = make(
      "p",
      { class: "soft small drawing-hint" },
      gettext(
        "With the keyboard: arrow keys move the pen, Space puts it down and lifts it.",
      ),
    );
    canvas.addEventListener("keydown", (event) => this.#key(event));
    canvas.addEventListener("blur", () => this.#lift());
    this.#show();
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") this.#turn(event);
    else if (WAYS[event.key]) this.#move(event);
  }

  #turn(event) {
    event.preventDefault();
    if (event.repeat) return;
    if (this.#isDown) this.#lift();
    else this.#press();
  }

  #press() {
    this.#isDown = true;
    this.#pad.press(this.#place);
    this.#show();
  }

  #lift() {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#pad.lift();
    this.#show();
  }

  #move(event) {
    event.preventDefault();
    const step = event.shiftKey ? SMALL_STEP : STEP;
    const [across, down] = WAYS[event.key];
    const { width, height } = this.#canvas;
    const [x, y] = this.#place;
    this.#place = [
      Math.min(width, Math.max(0, x + across * step)),
      Math.min(height, Math.max(0, y + down * step)),
    ];
    if (this.#isDown) this.#pad.draw([this.#place]);
    this.#show();
  }

  #show() {
    const [x, y] = this.#place;
    this.element.style.setProperty("--x", x / this.#canvas.width);
    this.element.style.setProperty("--y", y / this.#canvas.height);
    this.element.classList.toggle("is-down", this.#isDown);
  }
}
