import "../drawing_pad.js";
import { make } from "../dom.js";
import { squareOf } from "../../pictures.js";

/** A drawing, which is answered after every stroke. */
export class DrawingWay {
  #pad = document.createElement("drawing-pad");

  constructor({ give, forget }) {
    this.element = make("div", {}, this.#pad);
    this.#pad.addEventListener("drawing-changed", () => {
      if (this.#pad.isEmpty) forget();
      else give({ pixels: squareOf(this.#pad.canvas) });
    });
  }

  async start() {
    this.#pad.canvas.focus({ preventScroll: true });
  }

  stop() {
    // Paper does nothing by itself.
  }
}
