import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import {
  checkSamples,
  decodeSound,
  isShort,
} from "../../static/js/sounds/sound_files.js";
import { SoundProblem } from "../../static/js/sounds/sound_words.js";
import { RATE, silence, tone } from "./waves.js";

const MEGABYTE = 1024 * 1024;
let says; // how long the browser says that a file is
let decoded; // channels of what it decodes, or what it throws
let rates;

// A browser that knows one kind of file.
beforeEach(() => {
  [says, decoded, rates] = [1, [tone(1)], []];
  globalThis.Audio = class extends EventTarget {
    set src(address) {
      const isKnown = !Number.isNaN(says);
      this.duration = says;
      setImmediate(() =>
        this.dispatchEvent(new Event(isKnown ? "loadedmetadata" : "error")),
      );
    }

    removeAttribute() {}
  };
  globalThis.OfflineAudioContext = class {
    constructor(channels, length, rate) {
      this.sampleRate = rate;
      rates.push(rate);
    }

    async decodeAudioData() {
      if (decoded instanceof Error) throw decoded;
      return {
        sampleRate: this.sampleRate,
        numberOfChannels: decoded.length,
        getChannelData: (channel) => decoded[channel],
      };
    }
  };
});

afterEach(() => {
  delete globalThis.Audio;
  delete globalThis.OfflineAudioContext;
});

function fileOf(size = 100) {
  return new File([new Uint8Array(size)], "whale.mp3");
}

async function refusal(file) {
  const words = [];
  await assert.rejects(decodeSound(file), (problem) => {
    assert.ok(problem instanceof SoundProblem, `${problem}`);
    words.push(problem.message);
    return true;
  });
  assert.match(words[0], /whale\.mp3/);
  return words[0];
}

test("a file becomes samples of one channel", async () => {
  decoded = [tone(1, 0.2), tone(1, 0.4)];

  const samples = await decodeSound(fileOf());

  assert.equal(samples.length, RATE);
  assert.ok(Math.abs(Math.max(...samples) - 0.3) < 1e-3);
  assert.deepEqual(rates, [RATE]);
});

test("a browser that knows only its own rate is helped", async () => {
  const Known = globalThis.OfflineAudioContext;
  globalThis.OfflineAudioContext = class extends Known {
    constructor(channels, length, rate) {
      if (rate < 22050) throw new DOMException("no", "NotSupportedError");
      super(channels, length, rate);
    }
  };
  decoded = [new Float32Array(44100).map((_, at) => Math.sin(at / 20))];

  const samples = await decodeSound(fileOf());

  assert.equal(samples.length, RATE);
});

test("what is too long is not decoded at all", async () => {
  says = 3600;

  for (const size of [100, 65 * MEGABYTE]) {
    assert.match(await refusal(fileOf(size)), /longer than 60 seconds/);
  }
  says = 1;
  assert.match(await refusal(fileOf(65 * MEGABYTE)), /too large/);
  assert.deepEqual(rates, []);
});

test("a file that lies about its length is found out", async () => {
  decoded = [tone(61)];

  assert.match(await refusal(fileOf()), /longer than 60 seconds/);
});

test("where nobody knows how long it is, only a small file is decoded", async () => {
  for (const unknown of [Infinity, NaN]) {
    says = unknown;
    assert.equal((await decodeSound(fileOf())).length, RATE);
    assert.match(await refusal(fileOf(5 * MEGABYTE)), /too large/);
  }
});

test("what is no sound, empty, too short or silent is said", async () => {
  assert.match(await refusal(fileOf(0)), /nothing in/);
  decoded = new Error("EncodingError");
  assert.match(await refusal(fileOf()), /cannot read/);
  decoded = [tone(0.09)];
  assert.match(await refusal(fileOf()), /too short/);
  decoded = [silence(1)];
  assert.match(await refusal(fileOf()), /nothing to hear/);
});

test("an example has five seconds at most", () => {
  assert.ok(isShort(tone(5)));
  assert.ok(!isShort(tone(5.001)));
  assert.equal(checkSamples(tone(0.1), "a").length, RATE / 10);
});
