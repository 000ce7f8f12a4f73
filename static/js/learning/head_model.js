/** A trained head: a row of weights for each feature of an example, and softmax. */

import { absolute } from "./assets.js";

const FORMAT = 1;

export class HeadModel {
  #kernel;
  #biases;

  /**
   * Gets the files of a model from their folder's address. Returns null if it was made
   * with another base than that of this id.
   */
  static async load(files, baseId, signal) {
    const get = (name, shape) => fetched(new URL(name, absolute(files)), shape, signal);
    const [told, weights] = await Promise.all([
      get("head.json", "json"),
      get("weights.bin", "arrayBuffer"),
    ]);
    if (told.format !== FORMAT || told.base.id !== baseId) return null;
    return new HeadModel(told, weights);
  }

  constructor(told, weights) {
    const numbers = new Float32Array(weights);
    const last = told.base.features * told.labels;
    this.#kernel = numbers.subarray(0, last);
    this.#biases = numbers.subarray(last);
  }

  /** Returns the confidences in the labels for each example of features. */
  answers(features, count) {
    const width = features.length / count;
    return Array.from({ length: count }, (_, number) =>
      this.#confidences(features.subarray(number * width, (number + 1) * width)),
    );
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

/** Returns every label with its confidence, the most confident first. */
export function bestFirst(labels, confidences) {
  return labels
    .map(({ number, name }, place) => ({
      label: number,
      name,
      confidence: confidences[place],
    }))
    .sort((one, other) => other.confidence - one.confidence);
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
