/** Cuts long sounds into pieces that are each an example. */

import { isSilent } from "./levels.js";
import { RATE } from "./resampling.js";
import { trimSilence } from "./trimming.js";

const LEAST_OF_PIECE = 0.5; // What is left over at the end and shorter is left out.
const SHORTEST = RATE / 10; // samples; the server takes nothing shorter

/** Returns pieces of `seconds` each, one after the other. */
export function cutIntoPieces(samples, seconds) {
  const length = Math.round(seconds * RATE);
  const pieces = [];
  for (let start = 0; start < samples.length; start += length) {
    const piece = samples.slice(start, start + length);
    if (piece.length >= length * LEAST_OF_PIECE) pieces.push(piece);
  }
  return pieces;
}

/** Returns the pieces in which there is something to hear, without pauses around. */
export function cutIntoSounds(samples, seconds) {
  return cutIntoPieces(samples, seconds)
    .filter((piece) => !isSilent(piece))
    .map(trimSilence)
    .filter((piece) => piece.length >= SHORTEST);
}

/** Returns the loudest sample of each of `count` parts of a sound, to draw it. */
export function peaksOf(samples, count) {
  return Array.from({ length: count }, (_, place) => {
    const start = Math.floor((place * samples.length) / count);
    const end = Math.floor(((place + 1) * samples.length) / count);
    let peak = 0;
    for (let at = start; at < end; at += 1)
      peak = Math.max(peak, Math.abs(samples[at]));
    return peak;
  });
}
