/**
 * When a model that listens all the time has heard something: once for each time that
 * somebody says it, however many answers a second there are. Two answers have to agree:
 * a word of which the end has not come yet may be another word.
 *
 *   const hearing = new Hearing({ background: 1 });  // the label of the noise, if any
 *   hearing.hear(classification, performance.now());  // { label, name, confidence } | null
 *
 * `classification` is what a classifier answers, the most confident first. Time is given
 * in milliseconds, so this neither waits nor looks at a clock.
 */

export const THRESHOLD = 0.7; // From here on it counts as heard.
export const APART = 500; // milliseconds between two things heard, at least
const RARE = 500; // Milliseconds after which the next answer has to do alone.

export class Hearing {
  #background;
  #threshold;
  #before = null; // the label that the answer before was sure of
  #answeredAt = null; // when that was
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
    const isAgreed = this.#agree(best, now);
    if (best && best.label === this.#held) {
      this.#sureAt = now; // It is still the same word.
      return null;
    }
    // One unsure answer in the middle of a word does not make two of it.
    if (now - this.#sureAt >= APART) this.#held = null;
    if (!isAgreed || now - this.#heardAt < APART) return null;
    this.#held = best.label;
    this.#sureAt = now;
    this.#heardAt = now;
    return best;
  }

  /** Begins anew, as with another model. */
  forget() {
    this.#before = null;
    this.#answeredAt = null;
    this.#held = null;
    this.#sureAt = -Infinity;
    this.#heardAt = -Infinity;
  }

  /** Says if an answer is that of the one before. On slow devices a word has only one. */
  #agree(best, now) {
    const isRare = this.#answeredAt !== null && now - this.#answeredAt > RARE;
    const isSame = best !== null && best.label === this.#before;
    this.#before = best?.label ?? null;
    this.#answeredAt = now;
    return isSame || (isRare && best !== null);
  }

  /** Returns what a model is sure to hear, or null: nothing but the room, say. */
  #sureOf(classification) {
    const best = classification?.[0];
    if (!best || best.confidence < this.#threshold) return null;
    return best.label === this.#background ? null : best;
  }
}
