/**
 * Classifies sounds with a trained model, in this browser.
 *
 *   const classifier = await SoundClassifier.load(files, schema, { assets, base });
 *   await classifier.classify(samples);
 *   // [{ label: 2, name: "yes", confidence: 0.9 }, …], the most confident first
 *   classifier.dispose();
 *
 * `samples` is a Float32Array of at most 5 seconds, 16,000 a second. The page's one
 * engine listens, the same that learns.
 */

import { assetsAndBase } from "./assets.js";
import { HeadModel, bestFirst } from "./head_model.js";
import { sharedSoundEngine } from "./sound_engine.js";
import { otherEars } from "./sound_problems.js";

export class SoundClassifier {
  #labels;
  #head;
  #ears;
  #ended = false;

  /** Gets ready what will listen. Whatever is wrong, loading a model says it. */
  static prepare(options = assetsAndBase()) {
    sharedSoundEngine(options)
      .prepare()
      .catch(() => {});
  }

  /**
   * Gets a model. `files` is the folder's address, `schema` the model's own, `assets` are
   * the addresses that the page carries; `signal` stops the loading.
   */
  static async load(files, schema, { signal, ...given } = {}) {
    if (signal?.aborted) throw signal.reason;
    const ears = { ...assetsAndBase(), ...given };
    const head = await HeadModel.load(files, ears.base.id, signal);
    if (!head) throw otherEars();
    await sharedSoundEngine(ears).prepare();
    if (signal?.aborted) throw signal.reason;
    return new SoundClassifier({ schema, head, ears });
  }

  constructor({ schema, head, ears }) {
    this.#labels = schema.labels;
    this.#head = head;
    this.#ears = ears;
  }

  /** Returns every label with its confidence, the most confident first. */
  async classify(samples) {
    const [confidences] = await this.answers([samples]);
    return bestFirst(this.#labels, confidences);
  }

  /** Returns the confidences in the labels, in the model's order, for several sounds. */
  async answers(sounds) {
    if (this.#ended) throw new Error("The model was put away.");
    const features = await sharedSoundEngine(this.#ears).features(sounds);
    return this.#head.answers(features, sounds.length);
  }

  dispose() {
    this.#ended = true;
  }
}
