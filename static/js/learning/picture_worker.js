/**
 * Looks at pictures and learns what they have in common, away from the page: see
 * picture_engine.js.
 *
 * A classic worker: TensorFlow.js comes as scripts, not as modules, and not every
 * browser of a school has workers that are modules.
 */

"use strict";

const SIDE = 224; // pixels

let eyes = null; // { features, dispose }: what turns pictures into features
let backend = null;

const tasks = {
  /**
   * Gets the base, and what it is computed with; `assets` are absolute addresses, as
   * are those in `base`. `only` are the backends that may be used. Returns the one
   * that is.
   */
  async prepare({ assets, base, only }) {
    if (eyes) return { backend };
    const isNetwork = base.kind === "network";
    const prepared = isNetwork
      ? await networkEyes(assets, base, only)
      : simpleEyes(assets, base);
    ({ backend } = prepared);
    eyes = prepared.eyes;
    return { backend };
  },

  /** Returns the features of pictures, one after another; each is RGBA. */
  async look({ pictures }) {
    const features = await eyes.features(pictures.map((it) => new Uint8Array(it)));
    return new Answer(features, [features.buffer]);
  },

  /** Learns from features: see head_learning.js. */
  async learn({ assets, lesson }, report) {
    if (!self.learnHead) {
      const { headRows, headDescent, headCalibration, headLearning } = assets;
      self.importScripts(headRows, headDescent, headCalibration, headLearning);
    }
    const learnt = await self.learnHead(lesson, report);
    return new Answer(learnt, [learnt.weights.buffer]);
  },

  /** Says how many tensors there are: none should be left behind. */
  async count() {
    return self.tf ? self.tf.memory().numTensors : 0;
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

function simpleEyes({ pictureEyes }, { features: width }) {
  self.importScripts(pictureEyes);
  const features = async (pictures) => {
    const all = new Float32Array(pictures.length * width);
    pictures.forEach((pixels, place) => {
      all.set(self.simpleEyes(new Uint8ClampedArray(pixels.buffer)), place * width);
    });
    return all;
  };
  return { backend: "plain", eyes: { features } };
}

async function networkEyes(assets, base, only) {
  const files = Promise.all([
    get(base.files.model, "json"),
    get(base.files.weights, "arrayBuffer"),
  ]);
  files.catch(() => {}); // Who waits for it below says so.
  self.importScripts(assets.tfjs, assets.pictureNetwork, assets.pictureBackends);
  self.tf.enableProdMode();
  const [description, weights] = await files;
  const make = () => triedNetwork(description, weights, base);
  const { backend, network } = await self.chooseBackend(assets, { only, make });
  return { backend, eyes: network };
}

/** Returns a network that has seen one picture: its shaders or its code are there. */
async function triedNetwork(description, weights, base) {
  const network = new self.PictureNetwork(description, weights, base);
  try {
    const grey = new Uint8Array(SIDE * SIDE * 4).fill(128);
    const features = await network.features([grey]);
    if (features.length === base.features && features.every(Number.isFinite)) {
      return network;
    }
    throw new Error("The base network gives no proper features here.");
  } catch (error) {
    network.dispose();
    throw error;
  }
}

async function get(address, shape) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} did not arrive (${response.status}).`);
  return response[shape]();
}
