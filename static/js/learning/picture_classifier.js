/**
 * Classifies pictures with a trained model, in this browser.
 *
 *   const classifier = await PictureClassifier.load(files, schema, { assets, base });
 *   await classifier.classify(imageData);
 *   // [{ label: 2, name: "cat", confidence: 0.9 }, …], the most confident first
 *   await classifier.explain(imageData, 0); // { side, heat }
 *   classifier.dispose();
 *
 * `imageData` has 224 × 224 pixels: see squareOf in pictures.js. The page's one engine
 * looks at them, the same that learns.
 */

import { absolute, assetsOfPage } from "./assets.js";
import { covered, PARTS } from "./picture_parts.js";
import { carefulEngine, sharedEngine } from "./picture_engine.js";
import { failureOf, otherEyes } from "./picture_problems.js";

const FORMAT = 1;

export class PictureClassifier {
  #labels;
  #kernel;
  #biases;
  #eyes;
  #explained = new WeakMap(); // what was found out of a picture, for every label
  #ended = false;

  /** Gets ready what will look at pictures. Whatever is wrong, loading a model says it. */
  static prepare(options = assetsAndBase()) {
    engineFor(options)
      .prepare()
      .catch(() => {});
  }

  /**
   * Gets a model. `files` is the folder's address, `schema` the model's own, `assets` are
   * the addresses that the page carries; `signal` stops the loading.
   */
  static async load(files, schema, { signal, ...given } = {}) {
    if (signal?.aborted) throw signal.reason;
    const eyes = { ...assetsAndBase(), ...given };
    const get = (name, shape) => fetched(new URL(name, absolute(files)), shape, signal);
    const [told, weights] = await Promise.all([
      get("head.json", "json"),
      get("weights.bin", "arrayBuffer"),
    ]);
    if (told.format !== FORMAT || told.base.id !== eyes.base.id) throw otherEyes();
    await engineFor(eyes).prepare();
    if (signal?.aborted) throw signal.reason;
    return new PictureClassifier({ schema, told, weights, eyes });
  }

  constructor({ schema, told, weights, eyes }) {
    const numbers = new Float32Array(weights);
    const last = told.base.features * told.labels;
    this.#labels = schema.labels;
    this.#kernel = numbers.subarray(0, last);
    this.#biases = numbers.subarray(last);
    this.#eyes = eyes;
  }

  /** Returns every label with its confidence, the most confident first. */
  async classify(imageData) {
    const [confidences] = await this.#answers([imageData]);
    return this.#labels
      .map(({ number, name }, place) => ({
        label: number,
        name,
        confidence: confidences[place],
      }))
      .sort((one, other) => other.confidence - one.confidence);
  }

  /**
   * Covers a picture part by part, and returns how much less sure the model is then of
   * the label at `place`, as { side, heat }: side × side numbers from 0 to 1.
   */
  async explain(imageData, place, { signal } = {}) {
    const { whole, without } = await this.#without(imageData, signal);
    const heat = Float32Array.from(without, (confidences) =>
      Math.max(0, whole[place] - confidences[place]),
    );
    return { side: PARTS, heat };
  }

  dispose() {
    this.#ended = true;
  }

  /** Returns the answers to a picture, and to it without each of its parts; once. */
  async #without(imageData, signal) {
    if (!this.#explained.has(imageData)) {
      const found = await this.#answerParts(imageData, signal);
      this.#explained.set(imageData, found);
    }
    return this.#explained.get(imageData);
  }

  async #answerParts(imageData, signal) {
    const engine = engineFor(this.#eyes);
    await engine.prepare();
    engine.spread();
    const [whole] = await this.#answers([imageData]);
    const without = [];
    // A few at a time: the pixels of all would be much memory, and it can be stopped.
    const pictures = covered(imageData);
    const size = engine.batchSize * engine.width;
    for (let batch = take(pictures, size); batch.length; batch = take(pictures, size)) {
      if (signal?.aborted) throw signal.reason;
      without.push(...(await this.#answers(batch)));
    }
    return { whole, without };
  }

  async #answers(pictures) {
    if (this.#ended) throw new Error("The model was put away.");
    const features = await this.#look(pictures);
    const width = features.length / pictures.length;
    return pictures.map((_, number) =>
      this.#confidences(features.subarray(number * width, (number + 1) * width)),
    );
  }

  /** A card that stops is left alone from then on: the next engine does without it. */
  async #look(pictures) {
    try {
      return await engineFor(this.#eyes).look(pictures);
    } catch (error) {
      if (!failureOf(error)) throw error;
      return engineFor(this.#eyes).look(pictures);
    }
  }

  #confidences(features) {
    const length = Math.sqrt(features.reduce((sum, value) => sum + value * value, 0));
    const scale = 1 / Math.max(length, 1e-12);
    const count = this.#biases.length;
    const evidence = Array.from(this.#biases);
    features.forEach((value, row) => {
      for (let label = 0; label < count; label++) {
        evidence[label] += value * scale * this.#kernel[row * count + label];
      }
    });
    return softmax(evidence);
  }
}

function engineFor(eyes) {
  return carefulEngine() ?? sharedEngine(eyes);
}

function assetsAndBase() {
  if (!globalThis.document?.getElementById("assets")) return {};
  const { base, ...assets } = assetsOfPage();
  return { base, assets };
}

function take(pictures, count) {
  const some = [];
  while (some.length < count) {
    const { done, value } = pictures.next();
    if (done) break;
    some.push(value);
  }
  return some;
}

function softmax(evidence) {
  const most = Math.max(...evidence);
  const parts = evidence.map((value) => Math.exp(value - most));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

async function fetched(address, shape, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) {
    throw new Error(`${address.pathname} did not arrive (${response.status}).`);
  }
  return response[shape]();
}
