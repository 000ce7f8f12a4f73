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

import { assetsAndBase } from "./assets.js";
import { HeadModel, bestFirst } from "./head_model.js";
import { covered, PARTS } from "./picture_parts.js";
import { carefulEngine, sharedEngine } from "./picture_engine.js";
import { failureOf } from "./learning_problems.js";
import { otherEyes } from "./picture_problems.js";

export class PictureClassifier {
  #labels;
  #head;
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
    const head = await HeadModel.load(files, eyes.base.id, signal);
    if (!head) throw otherEyes();
    await engineFor(eyes).prepare();
    if (signal?.aborted) throw signal.reason;
    return new PictureClassifier({ schema, head, eyes });
  }

  constructor({ schema, head, eyes }) {
    this.#labels = schema.labels;
    this.#head = head;
    this.#eyes = eyes;
  }

  /** Returns every label with its confidence, the most confident first. */
  async classify(imageData) {
    const [confidences] = await this.#answers([imageData]);
    return bestFirst(this.#labels, confidences);
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
    return this.#head.answers(await this.#look(pictures), pictures.length);
  }

  /** A card that stops is left alone from then on: the next engine does without it. */
  async #look(pictures) {
    try {
      return await engineFor(this.#eyes).features(pictures);
    } catch (error) {
      if (!failureOf(error)) throw error;
      return engineFor(this.#eyes).features(pictures);
    }
  }
}

function engineFor(eyes) {
  return carefulEngine() ?? sharedEngine(eyes);
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
