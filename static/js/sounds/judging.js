/** What is to be said of a recording before it is kept. */

import { isClipped, isQuiet, isSilent } from "./levels.js";
import { RATE } from "./resampling.js";
import {
  endIsMissing,
  nothingHeard,
  someWasLost,
  tooLoud,
  veryQuiet,
} from "./sound_words.js";
import { findSound } from "./trimming.js";

const MUCH_LOST = RATE / 50; // Samples: what is shorter nobody hears.

/**
 * Returns what is kept of a recording, `{ start, end }` in samples, with `words` on what
 * may be better, or "", and whether it `canBeKept` at all.
 */
export function judge(samples, lost = 0) {
  if (isSilent(samples)) {
    return { start: 0, end: 0, words: nothingHeard(), canBeKept: false };
  }
  const { start, end, isCutOff } = findSound(samples);
  return { start, end, words: wordsFor(samples, lost, isCutOff), canBeKept: true };
}

function wordsFor(samples, lost, isCutOff) {
  if (lost > MUCH_LOST) return someWasLost();
  if (isClipped(samples)) return tooLoud();
  if (isQuiet(samples)) return veryQuiet();
  return isCutOff ? endIsMissing() : "";
}
