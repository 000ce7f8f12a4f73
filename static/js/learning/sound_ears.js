/**
 * Ears: the features of a sound, of which heads are learnt.
 *
 * A classic script without imports, so that a worker, a page and Node can load it; it
 * needs `soundFrontEnd` and `SoundNetwork` before it, and leaves one class, `SoundEars`:
 *
 *     const ears = new SoundEars({ description, weights });
 *     ears.size;               // numbers an example has
 *     ears.features(samples);  // Float32Array(size), not normalised, of up to 5 s
 *
 * `description` is model.json of the base, read, and `weights` its weights.bin, an
 * ArrayBuffer. Samples are mono, 16,000 a second, a Float32Array. The same numbers as
 * training/learning/sounds/hearing.py, which says what they are.
 */

"use strict";

globalThis.SoundEars = (() => {
  const { FRAMES, BANDS, NOTES } = globalThis.soundFrontEnd;
  // How much they weigh beside the network: bands, twice, and notes.
  const [TIMBRE, NOTE] = [0.2, 0.5];
  const TINY = 1e-6; // length that no sound has, so that nothing is divided by zero

  class SoundEars {
    #network;

    constructor({ description, weights }) {
      this.#network = new globalThis.SoundNetwork(description, weights);
      const nothing = new Float32Array(FRAMES * BANDS);
      this.size = this.#network.features(nothing, FRAMES).length + 2 * BANDS + NOTES;
    }

    /** Returns what is heard in samples: what kind of sound, its timbre, its notes. */
    features(samples) {
      const heard = globalThis.soundFrontEnd.windows(samples).map((window) => {
        return this.#hear(window);
      });
      const [words, means, deviations, notes] = [0, 1, 2, 3].map((part) =>
        meanOf(heard.map((parts) => parts[part])),
      );
      return Float32Array.from([
        ...normalised(words),
        ...contrast(means).map((number) => number * TIMBRE),
        ...contrast(deviations).map((number) => number * TIMBRE),
        ...contrast(notes).map((number) => number * NOTE),
      ]);
    }

    #hear(window) {
      const { logMel, standardised, notes } = globalThis.soundFrontEnd;
      const picture = logMel(window);
      const words = this.#network.features(standardised(picture), FRAMES);
      return [words, ...bandsOf(picture), notes(window)];
    }
  }

  /** Returns the mean and the deviation of every band of a picture. */
  function bandsOf(picture) {
    const bands = Array.from({ length: BANDS }, (_, band) =>
      Float64Array.from(
        { length: FRAMES },
        (_, frame) => picture[frame * BANDS + band],
      ),
    );
    const means = bands.map(mean);
    const deviations = bands.map((numbers, band) =>
      Math.sqrt(mean(numbers.map((number) => (number - means[band]) ** 2))),
    );
    return [means, deviations];
  }

  /** Returns the mean of lists of numbers, number by number. */
  function meanOf(lists) {
    return Array.from(lists[0], (_, place) => mean(lists.map((list) => list[place])));
  }

  function mean(numbers) {
    return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  }

  /** Returns what is different between numbers. */
  function contrast(numbers) {
    const middle = mean(numbers);
    return normalised(numbers.map((number) => number - middle));
  }

  function normalised(numbers) {
    const squares = numbers.reduce((sum, number) => sum + number * number, 0);
    const length = Math.max(Math.sqrt(squares), TINY);
    return numbers.map((number) => number / length);
  }

  return SoundEars;
})();
