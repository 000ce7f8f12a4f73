/**
 * When a model that listens all the time has heard something: once for each time that
 * somebody says it, however many answers a second there are.
 *
 *   const hearing = new Hearing({ background: 1 });  // the label of the noise, if any
 *   hearing.hear(classification, performance.now());  // { label, name, confidence } | null
 *
 * `classification` is what a classifier answers, the most confident first. Time is given
 * in milliseconds, so this neither waits nor looks at a clock.
 */

export const THRESHOLD = 0.7; // From here on it counts as heard.
export const APART = 500; // milliseconds between two things heard, at least

export class Hearing {
  #background;
  #threshold;
  #held = null; // the label that was heard, until it is over
  #sureAt = -Infinity; // when it was last sure of that one
  #heardAt = -Infinity; // when something was heard last

  constructor({ background = null, threshold = THRESHOLD } = {}) {
    this.#background = background;
    this.#threshold = threshold;
  }

  /** Takes an answer, or null where it was silent; returns what was just heard. */
  hear(classification, now) {
    const best = this.#sureOf(classification);
    if (best && best.label === this.#held) {
      this.#sureAt = now; // It is still the same word.
      return null;
    }
    // One unsure answer in the middle of a word does not make two of it.
    if (now - this.#sureAt >= APART) this.#held = null;
    if (!best || now - this.#heardAt < APART) return null;
    this.#held = best.label;
    this.#sureAt = now;
    this.#heardAt = now;
    return best;
  }

  /** Begins anew, as with another model. */
  forget() {
    this.#held = null;
    this.#sureAt = -Infinity;
    this.#heardAt = -Infinity;
  }

  /** Returns what a model is sure to hear, or null: nothing but the room, say. */
  #sureOf(classification) {
    const best = classification?.[0];
    if (!best || best.confidence < this.#threshold) return null;
    return best.label === this.#background ? null : best;
  }
}
