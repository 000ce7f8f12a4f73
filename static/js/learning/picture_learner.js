/**
 * Learns the pictures of a project in this browser.
 *
 *   const learner = new PictureLearner({ assets, base });
 *   learner.prepare(); // while a child may still think about pressing Train
 *   const { weights, report } = await learner.learn(lesson, { signal, onProgress });
 *   learner.dispose();
 *
 * A base looks at each picture once, ever: what it saw is kept (see feature_cache.js).
 * Its pixels are thrown away at once, so that a tablet's memory is enough for any number.
 */

import { FeatureCache } from "./feature_cache.js";
import { leaveTheCard, sharedEngine } from "./picture_engine.js";
import { CannotLearn, asCannotLearn, tooFewLeft } from "./picture_problems.js";
import { picturesOf } from "./picture_reader.js";
import { noteFailure } from "./weak_device.js";

export { CannotLearn };

export class PictureLearner {
  #assets;
  #base;
  #cache;

  /** `assets` are the addresses that the page carries, `base` what it says of the base. */
  constructor({ assets, base }) {
    this.#assets = assets;
    this.#base = base;
    this.#cache = new FeatureCache(base.id);
  }

  /** Gets ready what will look at pictures. Whatever is wrong, learning says it. */
  async prepare() {
    try {
      await this.#engine(false).spread();
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
      if (simplified) leaveTheCard();
      return await this.#learn(lesson, { simplified, signal, onProgress });
    } catch (error) {
      if (signal?.aborted) throw signal.reason ?? error;
      noteFailure(error);
      throw asCannotLearn(error);
    }
  }

  dispose() {
    this.#cache.close();
  }

  async #learn(lesson, { simplified, signal, onProgress }) {
    const watch = new Stopwatch();
    const engine = this.#engine(simplified);
    onProgress({ stage: "reading", fraction: 0 });
    const examples = [...lesson.examples].sort(byId);
    const [seen, backend] = await Promise.all([
      this.#known(examples),
      engine.prepare(),
    ]);
    watch.lap("reading");
    const isLooking = { signal, onProgress, project: lesson.project ?? "" };
    await this.#look(engine, examples, seen, isLooking);
    watch.lap("looking");
    const task = taskOf(lesson, examples, seen, simplified);
    const asked = engine.learn(task.details, { onProgress });
    const learnt = await stoppable(asked, signal);
    watch.lap("learning");
    this.#cache.tidy(isLooking.project, seen.keys());
    const report = this.#report(task, learnt, { backend, simplified, watch });
    return { weights: learnt.weights, report };
  }

  #engine(careful) {
    return sharedEngine({ assets: this.#assets, base: this.#base, careful });
  }

  /** Returns what is kept of the examples, by id. */
  async #known(examples) {
    const seen = await this.#cache.get(examples.map(({ id }) => id));
    for (const [id, features] of seen) {
      if (features.length !== this.#base.features) seen.delete(id);
    }
    return seen;
  }

  /** Looks at the pictures that nobody has looked at; adds what it sees to `seen`. */
  async #look(engine, examples, seen, { signal, onProgress, project }) {
    const unseen = examples.filter(({ id }) => !seen.has(id));
    if (unseen.length > engine.batchSize) engine.spread();
    const tell = () =>
      onProgress({ stage: "looking", fraction: seen.size / examples.length });
    const atWork = new Set();
    const fresh = new Map();
    tell();
    for await (const batch of batches(picturesOf(unseen, signal), engine.batchSize)) {
      // No more pictures are read than the workers can take.
      while (atWork.size >= engine.width) await Promise.race(atWork);
      if (signal?.aborted) throw signal.reason;
      const work = this.#lookAt(engine, batch, [seen, fresh]).then(tell);
      atWork.add(work);
      work.finally(() => atWork.delete(work)).catch(() => {});
    }
    await stoppable(Promise.all(atWork), signal);
    this.#cache.put(project, fresh);
  }

  async #lookAt(engine, batch, places) {
    const width = this.#base.features;
    const all = await engine.look(batch.map(({ pixels }) => pixels));
    batch.forEach(({ example }, number) => {
      const features = all.slice(number * width, (number + 1) * width);
      for (const place of places) place.set(example.id, features);
    });
  }

  #report({ ids }, learnt, { backend, simplified, watch }) {
    const measured = learnt.measured.map(([place, row]) => [ids[place], row]);
    const { epochs, loss } = learnt;
    const trained = { backend, seconds: watch.seconds, epochs, loss };
    return { base: this.#base.id, simplified, measured, trained };
  }
}

/** Returns a lesson as numbers only: without the examples that are gone. */
function taskOf({ labels, method }, examples, seen, simplified) {
  const there = examples.filter(({ id }) => seen.has(id));
  const answers = there.map(({ label }) => label);
  if (new Set(answers).size < 2) throw tooFewLeft();
  const width = seen.get(there[0].id).length;
  const features = new Float32Array(there.length * width);
  there.forEach(({ id }, place) => features.set(seen.get(id), place * width));
  const heldBack = there.map(({ held_back: isBack }) => isBack);
  const details = { features, answers, heldBack, method, simplified };
  return {
    ids: there.map(({ id }) => id),
    details: { ...details, labels: labels.length },
  };
}

/** Yields pictures a few at a time, without those that are gone. */
async function* batches(pictures, size) {
  let batch = [];
  for await (const picture of pictures) {
    if (picture.pixels) batch.push(picture);
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
