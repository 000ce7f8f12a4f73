/**
 * What a computer says of a camera's pictures, several times a second, made calm enough
 * to look at and to be read out. For display only: the answers themselves stay as sharp
 * as they are.
 *
 *   const { shown, said } = calm.add(classification, performance.now(), wordsFor);
 */

const FADES = 250; // Milliseconds after which an answer counts about a third.
const SETTLES = 600; // Milliseconds that other words have to stand before they are said.

export class CalmAnswers {
  #smooth = new Map(); // confidence by label
  #order = []; // labels, as they are shown
  #said = null;
  #rival = null; // what may be said soon, and since when: { words, since }
  #last = 0; // when the newest answer came, in milliseconds

  /**
   * Takes one more answer; `wordsFor(best)` says it. Returns all labels in an order
   * that changes only with what is said, and what that is.
   */
  add(classification, now, wordsFor) {
    this.#fade(classification, now);
    const sorted = classification
      .map((each) => ({ ...each, confidence: this.#smooth.get(each.label) }))
      .sort((one, other) => other.confidence - one.confidence);
    if (this.#settle(wordsFor(sorted[0]), now)) {
      this.#order = sorted.map(({ label }) => label);
    }
    const byLabel = new Map(sorted.map((each) => [each.label, each]));
    return { shown: this.#order.map((label) => byLabel.get(label)), said: this.#said };
  }

  forget() {
    this.#smooth.clear();
    this.#said = null;
    this.#rival = null;
  }

  #fade(classification, now) {
    const share = 1 - Math.exp((this.#last - now) / FADES);
    this.#last = now;
    for (const { label, confidence } of classification) {
      const before = this.#smooth.get(label) ?? confidence;
      this.#smooth.set(label, before + share * (confidence - before));
    }
  }

  /** Says if other words take the place of those before. */
  #settle(words, now) {
    if (words === this.#said) {
      this.#rival = null;
      return false;
    }
    if (words !== this.#rival?.words) this.#rival = { words, since: now };
    if (this.#said !== null && now - this.#rival.since < SETTLES) return false;
    this.#said = words;
    this.#rival = null;
    return true;
  }
}
