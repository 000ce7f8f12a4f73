import { make } from "./dom.js";
import { meterOf } from "../sounds/levels.js";

const FALLS = 0.06; // of the meter, from one block of samples to the next

/** How loud the microphone hears it just now; screen readers have the words. */
export class LevelMeter {
  #level = 0;
  #bar = make("span", { class: "level-bar" });

  constructor() {
    const about = { class: "level", "aria-hidden": "true", hidden: true };
    this.element = make("div", about, this.#bar);
  }

  /** Shows some samples: it rises at once and falls slowly, so that eyes can follow. */
  show(samples) {
    this.element.hidden = false;
    this.#level = Math.max(meterOf(samples), this.#level - FALLS);
    this.#bar.style.setProperty("--level", this.#level.toFixed(2));
  }

  forget() {
    this.#level = 0;
    this.element.hidden = true;
  }
}
