/** Cuts away the silence around a sound. */

import { loudnessOf } from "./levels.js";
import { RATE } from "./resampling.js";

const STEP = RATE / 100; // Samples that are looked at together: a hundredth of a second.
const LEFT_AROUND = 12; // steps; soft beginnings and ends belong to a word
const SHORTEST = 30; // steps; a clap alone is hard to see, and to press
const SOFT = 0.06; // Of the loudest step: what is softer is not the sound itself.
const OVER_ROOM = 2.5; // Times as loud as the room, in which others speak as well.
const VERY_SOFT = 0.02; // Of the loudest step: what is softer is a pause.
const PAUSE = 30; // steps; inside of words there are shorter ones
const CLEARLY_OVER = 4; // In a sound without such a pause there is nothing to cut away.
const LATE = 0.35; // Of the recording: who begins later may not have been done,
const STILL_LOUD = 0.25; // if the end is not much softer than the loudest step.
const QUIET_SHARE = 0.2; // Of the steps, the quietest ones, are the room.

/**
 * Returns where the sound begins and ends, `{ start, end, isCutOff }` in samples: all
 * of it where it is as loud from the beginning to the end. It may be cut off where it
 * began late, and goes on as the recording ends.
 */
export function findSound(samples) {
  const all = { start: 0, end: samples.length, isCutOff: false };
  const steps = loudnessOfSteps(samples);
  if (steps.length <= SHORTEST) return all;
  const loudest = Math.max(...steps);
  const room = quietOf(steps);
  if (!(loudest > room * CLEARLY_OVER)) return all;
  const threshold = Math.max(loudest * SOFT, room * OVER_ROOM);
  const first = steps.findIndex((step) => step >= threshold);
  const last = steps.length - 1 - [...steps].reverse().findIndex((s) => s >= threshold);
  const isLate = first > steps.length * LATE;
  const isCutOff = isLate && steps[steps.length - 1] > loudest * STILL_LOUD;
  return { ...widen(first - LEFT_AROUND, last + 1 + LEFT_AROUND, samples), isCutOff };
}

/**
 * Returns the sounds between pauses, `{ start, end }` in samples, with a little of the
 * pause around each: all in one where there is no pause.
 */
export function findSounds(samples) {
  const steps = loudnessOfSteps(samples);
  const [loudest, room] = [Math.max(...steps), quietOf(steps)];
  if (!(loudest > room * CLEARLY_OVER)) return [{ start: 0, end: samples.length }];
  const threshold = Math.max(loudest * VERY_SOFT, room * OVER_ROOM);
  const sounds = [];
  for (const [place, step] of steps.entries()) {
    if (step < threshold) continue;
    const last = sounds[sounds.length - 1];
    if (last && place - last.end < PAUSE) last.end = place + 1;
    else sounds.push({ start: place, end: place + 1 });
  }
  return sounds.map(({ start, end }) =>
    widen(start - LEFT_AROUND, end + LEFT_AROUND, samples),
  );
}

/** Returns a copy of the sound without the silence around it. */
export function trimSilence(samples) {
  const { start, end } = findSound(samples);
  return samples.slice(start, end);
}

function loudnessOfSteps(samples) {
  const count = Math.floor(samples.length / STEP);
  return Array.from({ length: count }, (_, place) =>
    loudnessOf(samples.subarray(place * STEP, (place + 1) * STEP)),
  );
}

function quietOf(steps) {
  const sorted = [...steps].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * QUIET_SHARE)];
}

/** What is very short is widened on both sides, as far as there is something. */
function widen(first, last, { length }) {
  const count = Math.floor(length / STEP);
  const missing = Math.max(0, SHORTEST - (last - first));
  const start = Math.max(0, Math.min(first - Math.ceil(missing / 2), count - SHORTEST));
  const end = Math.max(last + Math.floor(missing / 2), start + SHORTEST);
  return { start: start * STEP, end: end >= count ? length : end * STEP };
}
