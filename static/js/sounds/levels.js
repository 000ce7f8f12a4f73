/** How loud a sound is. Samples are a Float32Array between -1 and 1. */

const SILENCE = 1 / 2 ** 12; // The server takes nothing that stays below.
const QUIET = 0.03; // The loudest sample of a word said into a near microphone is far above.
const LOUD = 0.985;
const FLAT_TOP = 3; // Samples in a row at the very edge: a wave that was cut off,
const FLAT_TOPS = 4; // which happens by chance, but not so often.
const QUIETEST_SHOWN = -60; // decibels

/** Returns the sample that is farthest from nothing, without its sign. */
export function peakOf(samples) {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

/** Returns the root of the mean of the squares, 0 to 1. */
export function loudnessOf(samples) {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** Returns 0 to 1 for a level meter: as ears hear it, a whisper moves it as well. */
export function meterOf(samples) {
  const decibels = 20 * Math.log10(Math.max(loudnessOf(samples), 1e-6));
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_SHOWN));
}

/** Whether there is nothing in it, as from a microphone that is switched off. */
export function isSilent(samples) {
  let [least, most] = [Infinity, -Infinity];
  for (const sample of samples) {
    least = Math.min(least, sample);
    most = Math.max(most, sample);
  }
  // A microphone that adds a constant to nothing adds nothing that one hears.
  return !(most - least >= 2 * SILENCE);
}

/** Whether there is something in it that is hard to hear. */
export function isQuiet(samples) {
  return peakOf(samples) < QUIET;
}

/** Whether it was too loud for the microphone: the tops of its waves are cut off. */
export function isClipped(samples) {
  let [tops, inRow] = [0, 0];
  for (const sample of samples) {
    inRow = Math.abs(sample) >= LOUD ? inRow + 1 : 0;
    if (inRow === FLAT_TOP) tops += 1;
  }
  return tops >= FLAT_TOPS;
}
