/**
 * Listens to sounds and learns what they have in common, away from the page: see
 * sound_engine.js.
 *
 * A classic worker: not every browser of a school has workers that are modules.
 */

"use strict";

const RATE = 16000; // samples a second

let ears = null; // what turns sounds into features

const tasks = {
  /** Gets the base; `assets` are absolute addresses, as are those in `base`. */
  async prepare({ assets, base }) {
    ears ??= await triedEars(assets, base);
    return { backend: "plain" };
  },

  /** Returns the features of sounds, one after another; each is samples. */
  async hear({ sounds }) {
    const features = new Float32Array(sounds.length * ears.size);
    sounds.forEach((samples, place) => {
      features.set(ears.features(samples), place * ears.size);
    });
    return new Answer(features, [features.buffer]);
  },

  /** Learns from features: see head_learning.js. */
  async learn({ assets, lesson }, report) {
    if (!self.learnHead) {
      const { headRows, headDescent, headCalibration, headLearning } = assets;
      self.importScripts(headRows, headDescent, headCalibration, headLearning);
    }
    const learnt = self.learnHead(lesson, report);
    return new Answer(learnt, [learnt.weights.buffer]);
  },
};

/** What a task answers, with what need not be copied on its way to the page. */
class Answer {
  constructor(value, moved) {
    this.value = value;
    this.moved = moved;
  }
}

self.onmessage = async ({ data: { id, task, details } }) => {
  try {
    const report = (progress) => self.postMessage({ id, progress });
    const answer = await tasks[task](details, report);
    const { value, moved } = answer instanceof Answer ? answer : new Answer(answer, []);
    self.postMessage({ id, answer: value }, moved);
  } catch (error) {
    self.postMessage({ id, problem: error?.message || String(error) });
  }
};

/** Returns ears that have heard a tone: all of their code is there, and is warm. */
async function triedEars(assets, base) {
  const files = Promise.all([
    get(base.files.model, "json"),
    get(base.files.weights, "arrayBuffer"),
  ]);
  files.catch(() => {}); // Who waits for it below says so.
  const { soundFrontEnd, soundNetwork, soundEars } = assets;
  self.importScripts(soundFrontEnd, soundNetwork, soundEars);
  const [description, weights] = await files;
  const made = new self.SoundEars({ description, weights });
  const tone = Float32Array.from({ length: RATE }, (_, at) => Math.sin(at / 4) / 2);
  const features = made.features(tone);
  if (features.length !== base.features || !features.every(Number.isFinite)) {
    throw new Error("The base network gives no proper features here.");
  }
  return made;
}

async function get(address, shape) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} did not arrive (${response.status}).`);
  return response[shape]();
}
