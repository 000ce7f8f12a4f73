/**
 * From samples to what ears look at: windows of a second, their log-mel pictures, and
 * how strong each note is in them.
 *
 * A classic script without imports, so that a worker, a page and Node can load it: it
 * leaves one object, `soundFrontEnd`. The same numbers as projects/uploads/mel.py and
 * training/learning/sounds/{front_end,notes}.py, which say where the ideas are from;
 * tests/sound_features.json holds both to them.
 */

"use strict";

globalThis.soundFrontEnd = (() => {
  const RATE = 16_000; // samples a second
  const WINDOW = RATE; // samples of which a network hears at once
  const HOP = WINDOW / 2; // from one window to the next
  const PEAK = 0.5; // how far every window reaches, however softly it was spoken
  const FAINT = 1e-3; // so that silence is not made loud

  const [FRAME, STEP] = [512, 256]; // samples of a column of the picture, to the next
  const [BEFORE, AFTER] = [128, 384]; // zeros around a window
  const FRAMES = Math.floor((BEFORE + WINDOW + AFTER - FRAME) / STEP) + 1; // 63
  const BANDS = 40;
  const [LOWEST, HIGHEST] = [60, 7600]; // hertz
  const TINY = 1e-6; // power, so that silence has a logarithm

  const BLOCK = 400; // samples in which loudness is measured, 25 ms
  const QUIET = 1e-3; // A block with this share of the loudest one's power is silence.

  const [LONG_FRAME, LONG_STEP] = [4096, 1024]; // samples: long enough to tell notes
  const [FIRST_NOTE, NOTES] = [110, 60]; // hertz, and how many semitones from there

  const short = fourier(FRAME);
  const long = fourier(LONG_FRAME);
  const melFilters = filters(melEdges(), FRAME);
  const noteFilters = filters(noteEdges(), LONG_FRAME);

  /** Returns what there is to hear: windows of 16,000 samples with the same peak. */
  function windows(samples) {
    const [start, end] = active(samples);
    if (end - start <= WINDOW) {
      const middle = start + centre(samples, start, end);
      return [withSamePeak(cut(samples, middle - WINDOW / 2))];
    }
    const count = Math.ceil((end - start - WINDOW) / HOP) + 1;
    return Array.from({ length: count }, (_, place) =>
      withSamePeak(cut(samples, Math.min(start + place * HOP, end - WINDOW))),
    );
  }

  /** Returns where a sound begins and ends: all of it, if it is not over a second. */
  function active(samples) {
    if (samples.length <= WINDOW) return [0, samples.length];
    const powers = powersOf(samples);
    const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
    const isLoud = (power) => power > QUIET * loudest;
    const first = powers.findIndex(isLoud);
    if (first < 0) return [0, samples.length];
    let last = powers.length - 1;
    while (!isLoud(powers[last])) last -= 1;
    return [first * BLOCK, Math.min((last + 1) * BLOCK, samples.length)];
  }

  /** Returns the mean power of every block of 25 ms. */
  function powersOf(samples) {
    const powers = new Float64Array(Math.ceil(samples.length / BLOCK));
    for (let block = 0; block < powers.length; block += 1) {
      const end = Math.min((block + 1) * BLOCK, samples.length);
      let sum = 0;
      for (let place = block * BLOCK; place < end; place += 1) {
        sum += samples[place] * samples[place];
      }
      powers[block] = sum / (end - block * BLOCK);
    }
    return powers;
  }

  /** Returns around which sample, from `start`, the energy of a sound lies. */
  function centre(samples, start, end) {
    let [total, moment] = [0, 0];
    for (let place = start; place < end; place += 1) {
      const power = samples[place] * samples[place];
      total += power;
      moment += power * (place - start);
    }
    if (total === 0) return Math.floor((end - start) / 2);
    return Math.floor(moment / total + 0.5);
  }

  /** Returns a window from `start`, with zeros where there is no sound. */
  function cut(samples, start) {
    const window = new Float64Array(WINDOW);
    const first = Math.max(start, 0);
    const last = Math.min(start + WINDOW, samples.length);
    for (let place = first; place < last; place += 1) {
      window[place - start] = samples[place];
    }
    return window;
  }

  function withSamePeak(window) {
    const peak = window.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    return window.map((sample) => (sample / (peak + FAINT)) * PEAK);
  }

  /** Returns the picture of a window, 63 rows of 40: how strong each band is, in nats. */
  function logMel(window) {
    const filled = new Float64Array(BEFORE + WINDOW + AFTER);
    filled.set(window, BEFORE);
    const picture = new Float64Array(FRAMES * BANDS);
    for (let frame = 0; frame < FRAMES; frame += 1) {
      const power = short(filled, frame * STEP);
      for (let band = 0; band < BANDS; band += 1) {
        const strength = through(melFilters[band], power);
        picture[frame * BANDS + band] = Math.log(strength + TINY);
      }
    }
    return picture;
  }

  /** Returns a picture as a network takes it: mean 0, deviation 1. */
  function standardised(picture) {
    const mean = picture.reduce((sum, number) => sum + number, 0) / picture.length;
    const squares = picture.reduce((sum, number) => sum + (number - mean) ** 2, 0);
    const deviation = Math.sqrt(squares / picture.length);
    return Float32Array.from(
      picture,
      (number) => (number - mean) / (deviation + FAINT),
    );
  }

  /** Returns how strong each of 60 notes is in a window, as the ear grows used to it. */
  function notes(window) {
    const filled = new Float64Array(WINDOW + LONG_FRAME);
    filled.set(window, LONG_FRAME / 2);
    const sums = new Float64Array(NOTES);
    const count = Math.floor(WINDOW / LONG_STEP) + 1;
    for (let frame = 0; frame < count; frame += 1) {
      const amplitudes = long(filled, frame * LONG_STEP).map(Math.sqrt);
      for (let note = 0; note < NOTES; note += 1) {
        sums[note] += through(noteFilters[note], amplitudes);
      }
    }
    return sums.map((sum) => Math.sqrt(sum / count));
  }

  function through({ first, weights }, spectrum) {
    let sum = 0;
    for (let place = 0; place < weights.length; place += 1) {
      sum += weights[place] * spectrum[first + place];
    }
    return sum;
  }

  /** Returns the triangles between edges, each with the first place it lets through. */
  function filters(edges, frame) {
    const width = RATE / frame;
    return edges.map(([low, middle, high]) => {
      const first = Math.floor(low / width) + 1;
      const count = Math.max(0, Math.ceil(high / width) - first);
      const weights = Float64Array.from({ length: count }, (_, place) => {
        const frequency = (first + place) * width;
        const rising = (frequency - low) / (middle - low);
        return Math.min(rising, (high - frequency) / (high - middle));
      });
      return { first, weights };
    });
  }

  /** Returns lower edge, middle and upper edge of every band of the mel scale. */
  function melEdges() {
    const mel = (frequency) => 2595 * Math.log10(1 + frequency / 700);
    const [least, most] = [mel(LOWEST), mel(HIGHEST)];
    const hertz = Array.from({ length: BANDS + 2 }, (_, place) => {
      const mels = least + ((most - least) * place) / (BANDS + 1);
      return 700 * (10 ** (mels / 2595) - 1);
    });
    return Array.from({ length: BANDS }, (_, band) => hertz.slice(band, band + 3));
  }

  /** Returns the same of every note: no narrower than the spectrum is fine. */
  function noteEdges() {
    const width = RATE / LONG_FRAME;
    return Array.from({ length: NOTES }, (_, note) => {
      const at = (semitones) => FIRST_NOTE * 2 ** (semitones / 12);
      const middle = at(note);
      const low = Math.min(at(note - 1), middle - width);
      return [low, middle, Math.max(at(note + 1), middle + width)];
    });
  }

  /** Returns what gives the powers, size / 2 + 1 of them, of `size` samples. */
  function fourier(size) {
    const hann = Float64Array.from(
      { length: size },
      (_, place) => 0.5 - 0.5 * Math.cos((2 * Math.PI * place) / (size - 1)),
    );
    const cosines = hann.map((_, place) => Math.cos((2 * Math.PI * place) / size));
    const sines = hann.map((_, place) => Math.sin((2 * Math.PI * place) / size));
    const order = reversed(size);
    const [real, imaginary] = [new Float64Array(size), new Float64Array(size)];
    const powers = new Float64Array(size / 2 + 1);

    return (samples, start) => {
      for (let place = 0; place < size; place += 1) {
        real[order[place]] = samples[start + place] * hann[place];
      }
      imaginary.fill(0);
      butterflies(real, imaginary, cosines, sines);
      for (let place = 0; place < powers.length; place += 1) {
        powers[place] = real[place] ** 2 + imaginary[place] ** 2;
      }
      return powers;
    };
  }

  /** Returns every number below `size`, a power of two, with its bits turned round. */
  function reversed(size) {
    const order = new Uint16Array(size);
    for (let place = 1; place < size; place += 1) {
      order[place] = (order[place >> 1] >> 1) | (place & 1 ? size >> 1 : 0);
    }
    return order;
  }

  /** Cooley and Tukey (1965): turns samples in that order into their spectrum. */
  function butterflies(real, imaginary, cosines, sines) {
    const size = real.length;
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let place = 0; place < half; place += 1) {
          const [even, odd] = [start + place, start + place + half];
          const cosine = cosines[place * stride];
          const sine = sines[place * stride];
          const x = real[odd] * cosine + imaginary[odd] * sine;
          const y = imaginary[odd] * cosine - real[odd] * sine;
          real[odd] = real[even] - x;
          imaginary[odd] = imaginary[even] - y;
          real[even] += x;
          imaginary[even] += y;
        }
      }
    }
  }

  return { RATE, WINDOW, FRAMES, BANDS, NOTES, windows, logMel, standardised, notes };
})();
