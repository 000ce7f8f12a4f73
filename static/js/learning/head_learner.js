/**
 * Learns a head in this browser: one layer on what a base sees or hears in examples.
 *
 * A base takes in each example once, ever: its features are kept (see feature_cache.js).
 * What they were made of is thrown away at once, so that a tablet's memory is enough for
 * any number.
 *
 * A kind is a class on top of this one, with
 * - `engine(simplified)`: what gives features and learns, see head_engine.js;
 * - `read(example, signal)`: promises what that engine takes, null if it is gone;
 * - `asCannotLearn(error)`: what to tell people of anything that went wrong;
 * - `tooFewLeft()`: the same when nearly all examples are gone.
 */

import { FeatureCache } from "./feature_cache.js";
import { readAhead } from "./reading_ahead.js";
import { noteFailure } from "./weak_device.js";

export class HeadLearner {
  #cache;

  /** `assets` are the addresses that the page carries, `base` what it says of the base. */
  constructor({ assets, base }) {
    this.assets = assets;
    this.base = base;
    this.#cache = new FeatureCache(base.id);
  }

  /** Gets ready what takes in examples. Whatever is wrong, learning says it. */
  async prepare() {
    try {
      await this.engine(false).spread();
    } catch (error) {
      noteFailure(error);
    }
  }

  /**
   * Learns a lesson (docs/api.md says what is in it); tells of { stage, fraction, epoch,
   * loss, heldBackLoss }. Returns the weights, and the report that the server wants.
   * Raises `CannotLearn`, or the signal's reason when it is stopped.
   */
  async learn(lesson, { simplified = false, signal, onProgress = () => {} } = {}) {
    try {
      return await this.#learn(lesson, { simplified, signal, onProgress });
    } catch (error) {
      if (signal?.aborted) throw signal.reason ?? error;
      noteFailure(error);
      throw this.asCannotLearn(error);
    }
  }

  dispose() {
    this.#cache.close();
  }

  async #learn(lesson, { simplified, signal, onProgress }) {
    const watch = new Stopwatch();
    const engine = this.engine(simplified);
    onProgress({ stage: "reading", fraction: 0 });
    const examples = [...lesson.examples].sort(byId);
    const [known, backend] = await Promise.all([
      this.#known(examples),
      stoppable(engine.prepare(), signal),
    ]);
    watch.lap("reading");
    const isLooking = { signal, onProgress, project: lesson.project ?? "" };
    await this.#look(engine, examples, known, isLooking);
    watch.lap("looking");
    const task = this.#taskOf(lesson, examples, known, simplified);
    const asked = engine.learn(task.details, { onProgress });
    const learnt = await stoppable(asked, signal);
    watch.lap("learning");
    this.#cache.tidy(isLooking.project, known.keys());
    const report = this.#report(task, learnt, { backend, simplified, watch });
    return { weights: learnt.weights, report };
  }

  /** Returns the features that are kept of the examples, by id. */
  async #known(examples) {
    const known = await this.#cache.get(examples.map(({ id }) => id));
    for (const [id, features] of known) {
      if (features.length !== this.base.features) known.delete(id);
    }
    return known;
  }

  /** Takes in the examples that nobody has; adds their features to `known`. */
  async #look(engine, examples, known, { signal, onProgress, project }) {
    const unknown = examples.filter(({ id }) => !known.has(id));
    if (unknown.length > engine.batchSize) engine.spread().catch(() => {});
    const tell = () =>
      onProgress({ stage: "looking", fraction: known.size / examples.length });
    const atWork = new Set();
    const fresh = new Map();
    tell();
    const contents = readAhead(unknown, (example) => this.read(example, signal));
    for await (const batch of batches(contents, engine.batchSize)) {
      // No more is read than the workers can take.
      while (atWork.size >= engine.width) await Promise.race(atWork);
      if (signal?.aborted) throw signal.reason;
      const work = this.#lookAt(engine, batch, [known, fresh]).then(tell);
      atWork.add(work);
      work.finally(() => atWork.delete(work)).catch(() => {});
    }
    await stoppable(Promise.all(atWork), signal);
    this.#cache.put(project, fresh);
  }

  async #lookAt(engine, batch, places) {
    const width = this.base.features;
    const all = await engine.features(batch.map(({ content }) => content));
    batch.forEach(({ example }, number) => {
      const features = all.slice(number * width, (number + 1) * width);
      for (const place of places) place.set(example.id, features);
    });
  }

  /** Returns a lesson as numbers only: without the examples that are gone. */
  #taskOf({ labels, method }, examples, known, simplified) {
    const there = examples.filter(({ id }) => known.has(id));
    const answers = there.map(({ label }) => label);
    if (new Set(answers).size < 2) throw this.tooFewLeft();
    const width = this.base.features;
    const features = new Float32Array(there.length * width);
    there.forEach(({ id }, place) => features.set(known.get(id), place * width));
    const heldBack = there.map(({ held_back: isBack }) => isBack);
    const parts = there.map(({ part = null }) => part);
    const details = { features, answers, heldBack, parts, method, simplified };
    return {
      ids: there.map(({ id }) => id),
      details: { ...details, labels: labels.length },
    };
  }

  #report({ ids }, learnt, { backend, simplified, watch }) {
    const measured = learnt.measured.map(([place, row]) => [ids[place], row]);
    const { epochs, loss } = learnt;
    const trained = { backend, seconds: watch.seconds, epochs, loss };
    return { base: this.base.id, simplified, measured, trained };
  }
}

/** Yields examples a few at a time, without those that are gone. */
async function* batches(contents, size) {
  let batch = [];
  for await (const read of contents) {
    if (read.content) batch.push(read);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

/** Waits for work, but not once it is stopped. */
function stoppable(work, signal) {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stopped = () => reject(signal.reason);
    if (signal.aborted) stopped();
    signal.addEventListener("abort", stopped, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", stopped));
  });
}

function byId({ id: one }, { id: other }) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

class Stopwatch {
  seconds = {};
  #last = performance.now();

  lap(stage) {
    const now = performance.now();
    this.seconds[stage] = (now - this.#last) / 1000;
    this.#last = now;
  }
}
