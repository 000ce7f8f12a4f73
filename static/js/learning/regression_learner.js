/**
 * Learns the rows of a project that predicts numbers in this browser.
 *
 *   const learner = new RegressionLearner({ assets });
 *   learner.prepare(); // while a child may still think about pressing Train
 *   const { weights, report } = await learner.learn(lesson, { signal, onProgress });
 *   learner.dispose();
 *
 * The lesson has all rows in it; a worker learns them, so that the page stays smooth.
 */

import { absolute } from "./assets.js";
import { AskedWorker } from "./asked_worker.js";
import { CannotLearn } from "./learning_problems.js";
import { gettext } from "../words.js";

const BACKEND = "plain"; // JavaScript, with no library and no card

export class RegressionLearner {
  // Where each stage begins and ends, of all the time it takes, roughly.
  stages = { reading: [0, 0.02], learning: [0.02, 0.95], measuring: [0.95, 0.98] };
  #assets;
  #worker = null;

  /** `assets` are the addresses that the page carries. */
  constructor({ assets }) {
    const names = Object.keys(assets).filter((name) => name.startsWith("regression"));
    this.#assets = Object.fromEntries(
      names.map((name) => [name, absolute(assets[name])]),
    );
  }

  /** Gets ready what learns. Whatever is wrong, learning says it. */
  async prepare() {
    try {
      await this.#ready().ask("prepare", { assets: this.#assets });
    } catch {
      this.dispose();
    }
  }

  /**
   * Learns a lesson (docs/api.md says what is in it); tells of { stage, fraction, epoch,
   * loss, heldBackLoss }. Returns the weights, and the report that the server wants.
   * A simplified model is a line. Raises `CannotLearn`, or the signal's reason when it is
   * stopped.
   */
  async learn(lesson, { simplified = false, signal, onProgress = () => {} } = {}) {
    try {
      return await this.#learn(lesson, { simplified, signal, onProgress });
    } catch (error) {
      if (signal?.aborted) throw signal.reason ?? error;
      console.error(error); // Ours to mend.
      this.dispose();
      throw new CannotLearn(
        gettext(
          "This computer could not learn the rows. Load the page, and try again.",
        ),
      );
    }
  }

  dispose() {
    this.#worker?.end(new Error("What learns was put away."));
    this.#worker = null;
  }

  async #learn(lesson, { simplified, signal, onProgress }) {
    if (signal?.aborted) throw signal.reason;
    // It computes without a pause, and hears nothing until it is done.
    const stop = () => this.dispose();
    signal?.addEventListener("abort", stop);
    try {
      onProgress({ stage: "reading", fraction: 0 });
      const started = performance.now();
      const details = { assets: this.#assets, lesson: { ...lesson, simplified } };
      const learnt = await this.#ready().ask("learn", details, { onProgress });
      const seconds = { learning: (performance.now() - started) / 1000 };
      return { weights: learnt.weights, report: reportOf(lesson, learnt, seconds) };
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  #ready() {
    if (!this.#worker || this.#worker.hasEnded) {
      this.#worker = new AskedWorker(this.#assets.regressionWorker);
    }
    return this.#worker;
  }
}

function reportOf({ rows }, learnt, seconds) {
  const { chosen, errors, epochs, loss } = learnt;
  const measured = learnt.measured.map(([place, said]) => [rows[place].id, said]);
  const trained = { backend: BACKEND, seconds, epochs, loss };
  return { chosen, errors, measured, trained };
}
