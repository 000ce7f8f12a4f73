import assert from "node:assert/strict";
import { test } from "node:test";

import { Resampler, mono, resample } from "../../static/js/sounds/resampling.js";

const RATES = [48000, 44100, 22050, 16000, 11025, 8000];

function tone(frequency, rate, seconds = 1) {
  return Float32Array.from({ length: rate * seconds }, (_, place) =>
    Math.sin((2 * Math.PI * frequency * place) / rate),
  );
}

function loudness(samples) {
  const middle = samples.slice(1000, -1000); // A filter needs a moment at both ends.
  return Math.sqrt(middle.reduce((sum, each) => sum + each * each, 0) / middle.length);
}

function pieces(samples, size) {
  const count = Math.ceil(samples.length / size);
  return Array.from({ length: count }, (_, place) =>
    samples.subarray(place * size, (place + 1) * size),
  );
}

test("a tone stays where and what it was, at every rate", () => {
  for (const rate of RATES) {
    const made = resample(tone(440, rate), rate);
    const wanted = tone(440, 16000);

    assert.equal(made.length, wanted.length);
    for (let place = 1000; place < 15000; place += 1) {
      assert.ok(Math.abs(made[place] - wanted[place]) < 2e-3, `${rate} at ${place}`);
    }
  }
});

test("what 16,000 samples cannot hold is gone, and makes no false tone", () => {
  for (const rate of [48000, 44100]) {
    for (const frequency of [9000, 12000, 15000, 20000]) {
      const left = loudness(resample(tone(frequency, rate), rate));

      assert.ok(left < 1e-3, `${frequency} at ${rate}: ${left}`);
    }
  }
});

test("what people say passes as loud as it was", () => {
  for (const frequency of [100, 1000, 4000, 6500]) {
    const left = loudness(resample(tone(frequency, 48000), 48000));

    assert.ok(Math.abs(left - Math.SQRT1_2) < 0.01, `${frequency}: ${left}`);
  }
});

test("pieces of any size make the same sound as the whole", () => {
  for (const rate of RATES) {
    const samples = tone(700, rate, 0.5);
    const whole = new Resampler(rate).push(samples);
    for (const size of [128, 1000, 1024]) {
      const resampler = new Resampler(rate);

      const made = pieces(samples, size).flatMap((each) => [...resampler.push(each)]);

      assert.deepEqual(made, [...whole], `${rate} in pieces of ${size}`);
    }
  }
});

test("a minute of sound does not drift", () => {
  const resampler = new Resampler(44100);
  const block = new Float32Array(44100);
  let count = 0;

  for (let second = 0; second < 60; second += 1) count += resampler.push(block).length;

  assert.ok(Math.abs(count + resampler.finish().length - 60 * 16000) <= 1);
});

test("channels become one", () => {
  const channels = [Float32Array.of(1, 0, -1), Float32Array.of(0, 0, -1)];

  assert.deepEqual([...mono(channels)], [0.5, 0, -1]);
  assert.deepEqual([...mono(channels.slice(0, 1))], [1, 0, -1]);
});
