import { RATE } from "./resampling.js";

const LONG = 2 * RATE; // Samples of nothing after which that is worth saying.

/** Notices a microphone that is switched off: no room is so quiet that nothing comes. */
export class MuteWatch {
  #nothing = 0; // samples in a row

  get isMuted() {
    return this.#nothing >= LONG;
  }

  /** Takes what comes next; returns whether it was switched off, or on again, by now. */
  hear(samples) {
    const wasMuted = this.isMuted;
    const isNothing = samples.every((each) => each === 0);
    this.#nothing = isNothing ? this.#nothing + samples.length : 0;
    return wasMuted !== this.isMuted;
  }

  forget() {
    this.#nothing = 0;
  }
}
