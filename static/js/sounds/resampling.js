/**
 * Brings sound to another number of samples a second, without the false tones that
 * leaving samples out would make: what the new rate cannot hold is filtered away first.
 *
 *   const resampler = new Resampler(48000);
 *   resampler.push(block);  // block after block: returns what is ready by now
 *   resample(samples, 44100);  // a whole recording at once, as long as it was
 */

import { RATE } from "./wav.js";

export { RATE }; // samples a second, everywhere on this site

const CROSSINGS = 24; // of the filter with zero, on each side: how steep it is
const PASSES = 0.92; // Up to this share of the highest tone that fits nothing changes.
const BETA = 8; // of the Kaiser window: what is unwanted becomes 80 dB quieter
const MOST_PHASES = 1024; // Odd rates get the nearest phase, less than 1/1000 away.

/** A filter that takes sound in pieces of any size and never clicks between them. */
export class Resampler {
  #step; // samples that come in for each that goes out
  #filter;
  #rest; // samples that later ones still need
  #start; // which of all samples the rest begins with
  #made = 0; // samples that went out

  constructor(from, to = RATE) {
    this.#step = from / to;
    this.#filter = from === to ? null : makeFilter(from, to);
    // Silence before the beginning, so that the first sample comes out first.
    const reach = this.#filter?.reach ?? 0;
    this.#rest = new Float32Array(reach);
    this.#start = -reach;
  }

  push(samples) {
    if (!this.#filter) return samples.slice();
    const all = joined(this.#rest, samples);
    const { reach } = this.#filter;
    const end = this.#start + all.length - reach; // Later ones are not known yet.
    const count = Math.max(0, Math.ceil(end / this.#step) - this.#made);
    const made = new Float32Array(count);
    for (let place = 0; place < count; place += 1) {
      const at = (this.#made + place) * this.#step - this.#start;
      made[place] = this.#valueAt(all, at);
    }
    this.#made += count;
    this.#keep(all);
    return made;
  }

  /** Returns what is left, once nothing comes any more. */
  finish() {
    return this.push(new Float32Array(this.#filter?.reach ?? 0));
  }

  #valueAt(all, at) {
    const { reach, phases, taps } = this.#filter;
    let before = Math.floor(at);
    let phase = Math.round((at - before) * phases);
    if (phase === phases) {
      before += 1;
      phase = 0;
    }
    const weights = taps[phase];
    let sum = 0;
    for (let tap = 0, from = before - reach + 1; tap < weights.length; tap += 1) {
      sum += weights[tap] * (all[from + tap] ?? 0);
    }
    return sum;
  }

  #keep(all) {
    const next = Math.floor(this.#made * this.#step) - this.#start;
    const from = Math.max(0, Math.min(all.length, next - this.#filter.reach));
    this.#rest = all.slice(from);
    this.#start += from;
  }
}

/** Returns a whole recording at another rate; it lasts as long as it did. */
export function resample(samples, from, to = RATE) {
  const resampler = new Resampler(from, to);
  const all = joined(resampler.push(samples), resampler.finish());
  return all.slice(0, Math.ceil((samples.length * to) / from));
}

/** Returns sound of several channels, of the same length, as one. */
export function mono(channels) {
  if (channels.length === 1) return channels[0].slice();
  const mean = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) {
    for (let place = 0; place < mean.length; place += 1) {
      mean[place] += channel[place] / channels.length;
    }
  }
  return mean;
}

function joined(one, other) {
  const all = new Float32Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** Returns the weights around every phase between two samples: a windowed sinc. */
function makeFilter(from, to) {
  const cutoff = (PASSES * Math.min(from, to)) / from; // share of the highest tone
  const reach = Math.ceil(CROSSINGS / cutoff);
  const phases = Math.min(to / greatestDivisor(from, to), MOST_PHASES);
  const taps = Array.from({ length: phases }, (_, phase) =>
    weightsFor(phase / phases, reach, cutoff),
  );
  return { reach, phases, taps };
}

function weightsFor(shift, reach, cutoff) {
  const weights = new Float64Array(2 * reach);
  for (let tap = 0; tap < weights.length; tap += 1) {
    const distance = tap - reach + 1 - shift;
    weights[tap] = sinc(cutoff * distance) * kaiser(distance / reach);
  }
  // Silence stays silent and a constant stays what it is, at every phase alike.
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x) {
  return Math.abs(x) > 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
}

/** The modified Bessel function of the first kind and order zero, as a sum. */
function bessel(x) {
  let sum = 1;
  let term = 1;
  for (let place = 1; term > sum * 1e-12; place += 1) {
    term *= (x / (2 * place)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestDivisor(one, other) {
  return other === 0 ? one : greatestDivisor(other, one % other);
}
