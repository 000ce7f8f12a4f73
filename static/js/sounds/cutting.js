/** Cuts long sounds into pieces that are each an example. */

import { isSilent } from "./levels.js";
import { RATE } from "./resampling.js";
import { findSounds, trimSilence } from "./trimming.js";

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

/**
 * Returns what there is to hear in pieces of `seconds` at most, without pauses around.
 * They are cut in pauses, so that no word is torn in two; what has none is cut anyway.
 */
export function cutIntoSounds(samples, seconds) {
  const length = Math.round(seconds * RATE);
  return gather(findSounds(samples), length)
    .map(({ start, end }) => samples.slice(start, end))
    .flatMap((sound) =>
      sound.length > length ? cutIntoPieces(sound, seconds) : [sound],
    )
    .filter((piece) => !isSilent(piece))
    .map(trimSilence)
    .filter((piece) => piece.length >= SHORTEST);
}

/** Puts sounds together that are, with the pauses between them, short enough for that. */
function gather(sounds, length) {
  const gathered = [];
  for (const { start, end } of sounds) {
    const last = gathered[gathered.length - 1];
    if (last && end - last.start <= length) last.end = end;
    else gathered.push({ start, end });
  }
  return gathered;
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
