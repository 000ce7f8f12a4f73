/**
 * Classifies rows of numbers and choices with a trained forest, in this browser.
 *
 *   const classifier = await ForestClassifier.load(files, schema, { signal });
 *   await classifier.classify([5.1, "red", null]);
 *   // [{ label: 2, name: "rose", confidence: 0.9 }, …], the most confident first
 *   classifier.dispose();
 *
 * Everything is done in a worker of its own, one for each model.
 */

import { absolute, assetsOfPage } from "./assets.js";

export class ForestClassifier {
  static #spare = null; // A worker that has its libraries, and waits for a model.

  #worker;
  #schema = null;
  #waiting = new Map(); // What to call with the answer, by number of the question.
  #asked = 0;
  #ended = null;

  /** Gets the libraries now, so that a model that comes soon need not wait for them. */
  static prepare({ assets = assetsOfPage() } = {}) {
    if (ForestClassifier.#spare) return;
    const addresses = allAbsolute(assets);
    const spare = new ForestClassifier(addresses.forestWorker);
    ForestClassifier.#spare = spare;
    // Whatever is wrong, loading a model tries it again, and says so.
    spare.#ask("prepare", { assets: addresses }).catch(() => {
      if (ForestClassifier.#spare === spare) ForestClassifier.#spare = null;
      spare.dispose();
    });
  }

  /**
   * Gets a model. `files` is the folder's address, `schema` the model's own.
   * `assets` are the addresses { forestWorker, tfjs, tfjsTfdf, tfdfWasm }, by default
   * those that the page carries; `signal` stops the loading.
   */
  static async load(files, schema, { signal, assets = assetsOfPage() } = {}) {
    if (signal?.aborted) throw signal.reason;
    const addresses = allAbsolute(assets);
    const spare = ForestClassifier.#spare;
    ForestClassifier.#spare = null;
    const classifier = spare ?? new ForestClassifier(addresses.forestWorker);
    classifier.#schema = schema;
    const stop = () => classifier.#end(signal.reason);
    signal?.addEventListener("abort", stop);
    try {
      const folder = absolute(files);
      await classifier.#ask("load", { assets: addresses, files: folder });
      return classifier;
    } catch (error) {
      classifier.dispose();
      throw error;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  constructor(address) {
    this.#worker = new Worker(address);
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault?.();
      this.#end(new Error(event.message || "The model's worker did not start."));
    };
  }

  /** Returns every label with its confidence; `row` is in the order of the fields. */
  async classify(row) {
    const confidences = await this.#ask("classify", { row });
    return this.#schema.labels
      .map(({ number, name }, place) => ({
        label: number,
        name,
        confidence: confidences[place],
      }))
      .sort((one, other) => other.confidence - one.confidence);
  }

  dispose() {
    this.#end(new Error("The model was put away."));
  }

  #ask(task, details) {
    if (this.#ended) return Promise.reject(this.#ended);
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, task, details });
    });
  }

  #hear({ id, answer, problem }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (problem === undefined) resolve(answer);
    else reject(new Error(problem));
  }

  #end(reason) {
    if (this.#ended) return;
    this.#ended = reason;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}

function allAbsolute(assets) {
  return Object.fromEntries(
    Object.entries(assets).map(([name, address]) => [name, absolute(address)]),
  );
}
