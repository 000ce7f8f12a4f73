/**
 * Classifies sentences with a trained text model, in this browser.
 *
 *   const classifier = await TextClassifier.load(files, schema, { signal, assets });
 *   await classifier.classify("What a lovely day!");
 *   // [{ label: 2, name: "kind", confidence: 0.9 }, …], the most confident first
 *   await classifier.explain("What a lovely day!");
 *   classifier.dispose();
 *
 * Where the site has an encoder, `encode` asks it: a text → { encoder, vector }.
 */

import { ProblemInWords, gettext } from "../words.js";
import { absolute, assetsOfPage } from "./assets.js";
import { loadTensorFlow } from "./tensorflow.js";
import { centred, pushingParts, pushingTokens, Weights } from "./text_explanation.js";
import { partsOf, read, VERSION, WIDTH } from "./text_features.js";
import { Recognition } from "./text_recognition.js";
import { WordTable } from "./word_table.js";

const tables = new Map(); // What is on its way, or there, by address.

export class TextClassifier {
  #network;
  #weights;
  #told;
  #labels;
  #table;
  #recognition;
  #encode;
  #ended = false;

  /** Gets TensorFlow.js now, so that a model that comes soon need not wait for it. */
  static prepare({ assets = assetsOfPage() } = {}) {
    // Whatever is wrong, loading a model tries it again, and says so.
    loadTensorFlow(absolute(assets.tfjs)).catch(() => {});
  }

  /**
   * Gets a model. `files` is the folder's address, `schema` the model's own.
   * `assets` are the addresses { tfjs, wordTable }, by default those that the page
   * carries; `signal` stops the loading.
   */
  static async load(files, schema, { signal, assets = assetsOfPage(), encode } = {}) {
    if (signal?.aborted) throw signal.reason;
    const get = (name, shape) => fetched(new URL(name, absolute(files)), shape, signal);
    const told = await get("text.json", "json");
    if (told.version !== VERSION) throw readsOtherwise();
    const [tf, table, artefacts, seen, examples] = await Promise.all([
      loadTensorFlow(absolute(assets.tfjs)),
      told.meaning ? wordTable(assets.wordTable) : null,
      modelArtefacts(get),
      get("seen.bin", "arrayBuffer"),
      get("examples.bin", "arrayBuffer"),
    ]);
    if (signal?.aborted) throw signal.reason;
    const network = await tf.loadLayersModel(tf.io.fromMemory(artefacts));
    const recognition = new Recognition(seen, examples);
    const parts = { network, told, schema, table, recognition, encode };
    return new TextClassifier({ ...parts, weightData: artefacts.weightData });
  }

  constructor({ network, told, schema, table, recognition, encode, weightData }) {
    this.#network = network;
    this.#told = told;
    this.#labels = schema.labels;
    this.#table = table;
    this.#recognition = recognition;
    this.#encode = encode;
    const numbers = new Float32Array(weightData);
    const last = numbers.length - told.label_order.length;
    this.#weights = new Weights(numbers.subarray(0, last), numbers.subarray(last));
  }

  /** Returns every label with its confidence, the most confident first. */
  async classify(text) {
    const vector = await this.#vector(text);
    const outputs = this.#isNew(this.#read(text))
      ? this.#told.shares
      : await this.#answer(text, vector);
    const confidences = new Array(this.#told.label_count).fill(0);
    for (const [place, label] of this.#told.label_order.entries()) {
      confidences[label] = outputs[place];
    }
    return this.#labels
      .map(({ number, name }, place) => ({
        label: number,
        name,
        confidence: confidences[place],
      }))
      .sort((one, other) => other.confidence - one.confidence);
  }

  /**
   * Returns what in a text pushes towards which label, and if the model knows any of it:
   * { isNew, isExample, labels, tokens, parts, bias }, with the pushes of `labels` in
   * their order; labels without examples are not among them.
   */
  async explain(text) {
    const vector = await this.#vector(text);
    const sentence = this.#read(text);
    const found = partsOf(text, { table: this.#table });
    const isNew = this.#isNew(sentence);
    const parts = isNew ? [] : pushingParts(this.#weights, found, vector, WIDTH);
    const known = this.#told.label_order.map((place) => this.#labels[place]);
    return {
      isNew,
      isExample: this.#recognition.isExample(text),
      labels: known.map(({ number, name }) => ({ label: number, name })),
      tokens: pushingTokens(sentence.tokens, parts, known.length),
      parts,
      bias: isNew ? centred(this.#told.shares.map(Math.log)) : this.#weights.bias,
    };
  }

  dispose() {
    if (this.#ended) return;
    this.#ended = true;
    this.#network.dispose();
  }

  /** Then there is nothing to go by but how many examples each label has. */
  #isNew(sentence) {
    return !this.#told.encoder && this.#recognition.isNew(sentence);
  }

  #read(text) {
    return read(text, { table: this.#table });
  }

  /** Returns what the site's encoder says of a text; nothing without one. */
  async #vector(text) {
    if (!this.#told.encoder) return [];
    if (!this.#encode) throw readsOtherwise();
    const { encoder, vector } = await this.#encode(text);
    if (encoder !== this.#told.encoder) throw readsOtherwise();
    return vector;
  }

  async #answer(text, vector) {
    if (this.#ended) throw new Error("The model was put away.");
    const { tf } = globalThis;
    const { places, values } = this.#read(text);
    const numbers = new Float32Array(WIDTH + vector.length);
    places.forEach((place, number) => (numbers[place] = values[number]));
    numbers.set(vector, WIDTH);
    const output = tf.tidy(() =>
      this.#network.predict(tf.tensor2d(numbers, [1, numbers.length])),
    );
    try {
      return await output.data();
    } finally {
      output.dispose();
    }
  }
}

/** Returns a model's files as TensorFlow.js takes them from memory. */
async function modelArtefacts(get) {
  const { modelTopology, weightsManifest } = await get("model.json", "json");
  const [{ paths, weights }] = weightsManifest;
  const weightData = await get(paths[0], "arrayBuffer");
  return { modelTopology, weightSpecs: weights, weightData };
}

function wordTable(address) {
  if (!address) throw readsOtherwise();
  const full = absolute(address);
  if (!tables.has(full)) {
    const coming = fetched(full, "arrayBuffer").then((data) => WordTable.read(data));
    coming.catch(() => tables.delete(full));
    tables.set(full, coming);
  }
  return tables.get(full);
}

function readsOtherwise() {
  return new ProblemInWords(
    gettext("The site reads sentences in another way now. Train again."),
  );
}

async function fetched(address, shape, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) {
    const { pathname } = new URL(address);
    throw new Error(`${pathname} did not arrive (${response.status}).`);
  }
  return response[shape]();
}
