import { part } from "./dom.js";
import { Waveform } from "./waveform.js";
import { meterOf } from "../sounds/levels.js";
import { RATE } from "../sounds/resampling.js";
import { shortSeconds, titleInWords } from "../sounds/sound_words.js";
import { delay } from "../timing.js";

const COUNT_FROM = 3;
const COUNT = 700; // milliseconds for each number
const FALL = 0.93; // The meter rises at once, and falls so that one can see it.
const NOTHING = new Float32Array(0);

/**
 * What one sees while recording: a level meter, a wave that grows, 3, 2, 1.
 *
 * What has `data-in` is shown in those states: asking, ready, counting, recording,
 * heard, saving and lost; what has `data-of` only for a "sound" or for the "room".
 */
export class RecordStage {
  #root;
  #waveform = new Waveform();
  #countdowns = 0;
  #level = 0;
  #shown = null; // What of the wave is kept, as shares of all: { start, end }

  constructor(root) {
    this.#root = root;
    part(root, "wave").replaceChildren(this.#waveform.element);
  }

  showAbout(label) {
    const wanted = label.is_background ? "room" : "sound";
    part(this.#root, "title").textContent = titleInWords(label);
    for (const each of this.#root.querySelectorAll("[data-of]")) {
      each.classList.toggle("is-out", each.dataset.of !== wanted);
    }
  }

  showState(state) {
    this.#root.dataset.state = state;
    for (const each of this.#root.querySelectorAll("[data-in]")) {
      each.hidden = !each.dataset.in.split(" ").includes(state);
    }
  }

  /** Shows nothing, of what will be `length` samples. */
  clear(length = 1) {
    this.#waveform.show(NOTHING, length);
    part(this.#root, "time").textContent = "";
  }

  showLevel(samples) {
    const level = samples.length > 0 ? meterOf(samples) : 0;
    this.#level = samples.length > 0 ? Math.max(level, this.#level * FALL) : 0;
    part(this.#root, "level").style.setProperty("--level", this.#level.toFixed(3));
  }

  /** Shows a recording that goes on. */
  showGrowing(take) {
    this.#waveform.show(take.samples, take.length);
    this.#showTime(take.samples.length);
  }

  /** Shows a recording with what will be cut away. */
  showHeard(samples, { start, end }) {
    this.#shown = { start: start / samples.length, end: end / samples.length };
    this.#waveform.show(samples);
    this.#waveform.showCut({ start, end });
    this.#showTime(end - start);
  }

  /** Marks how far what is kept has been played, 0 to 1; null for not at all. */
  showPlayed(share) {
    const { start, end } = this.#shown;
    this.#waveform.showMark(share === null ? null : start + share * (end - start));
  }

  /** Counts 3, 2, 1; returns whether nobody stopped it. */
  async countDown() {
    this.stopCounting();
    const countdown = this.#countdowns;
    const number = part(this.#root, "number");
    for (let left = COUNT_FROM; left > 0; left -= 1) {
      number.textContent = left;
      await delay(COUNT);
      if (countdown !== this.#countdowns) return false;
    }
    number.textContent = "";
    return true;
  }

  stopCounting() {
    this.#countdowns += 1;
    part(this.#root, "number").textContent = "";
  }

  #showTime(length) {
    part(this.#root, "time").textContent = shortSeconds(length / RATE);
  }
}
