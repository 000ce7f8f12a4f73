/** Samples that come in blocks, up to as many as are wanted: one recording. */
export class Take {
  #samples;
  #count = 0;
  lost = 0; // samples that the device did not bring

  constructor(length) {
    this.#samples = new Float32Array(length);
  }

  get length() {
    return this.#samples.length;
  }

  get isFull() {
    return this.#count === this.#samples.length;
  }

  /** What has come so far. */
  get samples() {
    return this.#samples.subarray(0, this.#count);
  }

  add(block, lost = 0) {
    const fits = block.subarray(0, this.#samples.length - this.#count);
    this.#samples.set(fits, this.#count);
    this.#count += fits.length;
    this.lost += lost;
  }
}
