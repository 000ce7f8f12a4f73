/** Sounds that come as files, of any kind that the browser knows. */

import { isSilent } from "./levels.js";
import { RATE, mono, resample } from "./resampling.js";
import {
  fileIsEmpty,
  fileIsNoSound,
  fileIsSilent,
  fileIsTooLarge,
  fileIsTooLong,
  fileIsTooShort,
} from "./sound_words.js";

export const LONGEST = 5; // seconds of an example
export const LONGEST_FILE = 60; // seconds of what can be cut into examples
const SHORTEST = 0.1; // seconds
const MOST_BYTES = 64 * 1024 * 1024; // A minute of the best studio has less.
const MOST_UNKNOWN = 4 * 1024 * 1024; // bytes, where nobody says how long it is
const TIME_TO_LOOK = 10 * 1000; // milliseconds
const OTHER_RATE = 44100; // For browsers that cannot work at every rate.

/**
 * Returns a file as samples: one channel, 16,000 a second. It is not read before the
 * browser has said that it is short enough. Rejects with a sentence.
 */
export async function decodeSound(blob, name = blob.name ?? "") {
  if (blob.size === 0) throw fileIsEmpty(name);
  const seconds = await secondsOf(blob);
  if (seconds > LONGEST_FILE && seconds < Infinity) throw tooLong(name);
  if (blob.size > MOST_BYTES) throw fileIsTooLarge(name);
  if (!(seconds < Infinity) && blob.size > MOST_UNKNOWN) throw fileIsTooLarge(name);
  return checkSamples(await decode(blob, name), name);
}

/** Returns samples that are a sound, or throws a sentence that says why they are not. */
export function checkSamples(samples, name) {
  if (samples.length < SHORTEST * RATE) throw fileIsTooShort(name);
  if (samples.length > LONGEST_FILE * RATE) throw tooLong(name); // headers may lie
  if (isSilent(samples)) throw fileIsSilent(name);
  return samples;
}

/** Whether it is an example as it is, else it has to be cut. */
export function isShort(samples) {
  return samples.length <= LONGEST * RATE;
}

/** Returns how long a file says it is; NaN where the browser cannot tell. */
export async function secondsOf(blob) {
  const address = URL.createObjectURL(blob);
  const audio = new Audio();
  try {
    return await told(audio, address);
  } finally {
    audio.removeAttribute("src");
    URL.revokeObjectURL(address);
  }
}

function told(audio, address) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(NaN), TIME_TO_LOOK);
    const answer = (seconds) => {
      clearTimeout(timer);
      resolve(seconds);
    };
    audio.addEventListener("loadedmetadata", () => answer(audio.duration));
    audio.addEventListener("error", () => answer(NaN));
    audio.preload = "metadata";
    audio.src = address;
  });
}

async function decode(blob, name) {
  let sound;
  try {
    sound = await makeContext().decodeAudioData(await blob.arrayBuffer());
  } catch {
    throw fileIsNoSound(name);
  }
  const channels = Array.from({ length: sound.numberOfChannels }, (_, channel) =>
    sound.getChannelData(channel),
  );
  return resample(mono(channels), sound.sampleRate);
}

/** It brings what it decodes to its own rate, and plays nothing. */
function makeContext() {
  try {
    return new OfflineAudioContext(1, 1, RATE);
  } catch {
    return new OfflineAudioContext(1, 1, OTHER_RATE);
  }
}

function tooLong(name) {
  return fileIsTooLong(name, LONGEST_FILE);
}
