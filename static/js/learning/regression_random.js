/**
 * Numbers drawn by chance, the same ones in browsers and in Python.
 *
 * A classic script, which puts one class into a global: see
 * training/learning/regression/chance.py. Mulberry32 (Tommy Ettinger, 2017).
 */

"use strict";

(function () {
  const STEP = 0x6d2b79f5;

  globalThis.RegressionRandom = class RegressionRandom {
    #state;

    constructor(seed) {
      this.#state = seed | 0;
    }

    /** Returns the next number, from 0 to less than 1. */
    next() {
      this.#state = (this.#state + STEP) | 0;
      let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    }

    take(count) {
      return Float64Array.from({ length: count }, () => this.next());
    }

    /** Returns the places of `count` things, shuffled. */
    order(count) {
      const keys = this.take(count);
      return Array.from(keys, (_, place) => place).sort(
        (one, other) => keys[one] - keys[other],
      );
    }
  };
})();
