/**
 * The newest samples of a sound that never ends: older ones are forgotten.
 *
 *   const ring = new Ring(16000);
 *   ring.add(samples);
 *   ring.last(8000);  // the newest, oldest first
 */
export class Ring {
  #samples;
  #next = 0; // the place of the next sample
  #count = 0; // samples that have ever come

  constructor(length) {
    this.#samples = new Float32Array(length);
  }

  /** How many samples there are by now. */
  get length() {
    return Math.min(this.#count, this.#samples.length);
  }

  /** How many have ever come, those that are forgotten included. */
  get count() {
    return this.#count;
  }

  add(samples) {
    const { length } = this.#samples;
    const newest = samples.subarray(Math.max(0, samples.length - length));
    this.#count += samples.length;
    const atEnd = Math.min(newest.length, length - this.#next);
    this.#samples.set(newest.subarray(0, atEnd), this.#next);
    this.#samples.set(newest.subarray(atEnd), 0);
    this.#next = (this.#next + newest.length) % length;
  }

  /** Returns the newest samples, or fewer if there are no more. */
  last(wanted = this.#samples.length) {
    const count = Math.min(wanted, this.length);
    const { length } = this.#samples;
    const from = (this.#next - count + length) % length;
    const last = new Float32Array(count);
    const atEnd = Math.min(count, length - from);
    last.set(this.#samples.subarray(from, from + atEnd));
    last.set(this.#samples.subarray(0, count - atEnd), atEnd);
    return last;
  }

  clear() {
    this.#next = 0;
    this.#count = 0;
  }
}
