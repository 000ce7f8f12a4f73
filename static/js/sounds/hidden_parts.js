/**
 * A sound with one part of it hidden, and how much a model misses that part.
 *
 *   const parts = partsOf(samples);  // [{ start, end }, …] in samples
 *   const heat = heatOf(answers, place);  // one number from 0 to 1 for each part
 */

import { RATE } from "./resampling.js";
import { findSound } from "./trimming.js";

const LENGTH = RATE / 10; // Samples of a part: about a sound of speech.
const [FEWEST, MOST] = [5, 25];
const FADE = RATE / 200; // Samples to get silent in: a sudden end would be a click.

/** Returns equal parts of what is to be heard in a sound; the silence around is none. */
export function partsOf(samples) {
  const { start, end } = findSound(samples);
  const wanted = Math.round((end - start) / LENGTH);
  const count = Math.min(MOST, Math.max(FEWEST, wanted));
  const border = (place) => Math.round(start + ((end - start) * place) / count);
  return Array.from({ length: count }, (_, place) => ({
    start: border(place),
    end: border(place + 1),
  }));
}

/** Returns a copy of a sound that is silent in one part of it. */
export function without(samples, { start, end }) {
  const hidden = samples.slice();
  for (let place = start; place < end; place += 1) {
    const inside = Math.min(place - start, end - 1 - place);
    hidden[place] *= Math.max(0, 1 - (inside + 1) / FADE);
  }
  return hidden;
}

/**
 * Returns how much less sure a model is of the label at `place` without each part;
 * `answers` are its confidences: first with all of the sound, then without each part.
 */
export function heatOf([whole, ...hidden], place) {
  return Float32Array.from(hidden, (confidences) =>
    Math.max(0, whole[place] - confidences[place]),
  );
}
