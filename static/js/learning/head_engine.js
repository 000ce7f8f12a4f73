/**
 * What takes in examples in this browser: workers, each with the base of the site.
 *
 *   await engine.prepare(); // "webgl": what it is computed with
 *   await engine.features([content, …]); // Float32Array: one example's after another's
 *   await engine.learn(lesson, { onProgress });
 *
 * A kind is a class on top of this one, with a `batchSize`, with `ask(worker, contents)`,
 * which promises their features, and, where that differs, with `backends()` and
 * `mayHaveMore`.
 */

import { absolute } from "./assets.js";
import { AskedWorker } from "./asked_worker.js";
import { isPhoneOrTablet, noteBackend, noteFailure } from "./weak_device.js";

const MOST_WORKERS = 4;

export class HeadEngine {
  #assets;
  #address;
  #most;
  #workers = [];
  #idle = [];
  #queue = []; // who waits for a worker
  #prepared = null;
  #spread = null;
  #ended = false;

  /** `worker` is the name of the worker's script in `assets`, `most` how many there are. */
  constructor({ worker, assets, base, most = workersHere() }) {
    this.base = base;
    this.#assets = allAbsolute(assets);
    this.#address = this.#assets[worker];
    this.#most = most;
  }

  get hasEnded() {
    return this.#ended || this.#workers.some((worker) => worker.hasEnded);
  }

  /** How many batches can be taken in side by side. */
  get width() {
    return Math.max(1, this.#workers.length);
  }

  /** Says if more workers than one are faster. */
  get mayHaveMore() {
    return true;
  }

  /** Promises which backends may be used: any, unless it says so. */
  async backends() {
    return undefined;
  }

  /** Gets the base ready; returns what it is computed with. */
  prepare() {
    this.#prepared ??= this.#begin();
    return this.#prepared;
  }

  /** Gets more workers ready, where they help: for many examples. */
  spread() {
    this.#spread ??= this.#beginMore();
    return this.#spread;
  }

  /** Returns the features of what examples hold, in their order. */
  async features(contents) {
    await this.prepare();
    const parts = [];
    for (let start = 0; start < contents.length; start += this.batchSize) {
      const batch = contents.slice(start, start + this.batchSize);
      parts.push(this.#withWorker((worker) => this.ask(worker, batch)));
    }
    return joined(await Promise.all(parts));
  }

  /** Learns from features: see head_learning.js. */
  async learn(lesson, { onProgress } = {}) {
    await this.prepare();
    const details = { assets: this.#assets, lesson };
    return this.#withWorker((worker) => worker.ask("learn", details, { onProgress }));
  }

  /** Returns how many tensors each worker holds. */
  async countTensors() {
    return Promise.all(this.#workers.map((worker) => worker.ask("count")));
  }

  dispose() {
    this.#ended = true;
    const reason = putAway();
    for (const worker of this.#workers) worker.end(reason);
    for (const { reject } of this.#queue) reject(reason);
    this.#queue = [];
  }

  async #begin() {
    try {
      this.backend = await this.#addWorker(await this.backends());
      noteBackend(this.backend);
      return this.backend;
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  async #beginMore() {
    await this.prepare();
    if (!this.mayHaveMore) return;
    const more = Array.from({ length: this.#most - 1 }, () =>
      this.#addWorker([this.backend]),
    );
    await Promise.allSettled(more); // The first one can do it alone.
  }

  async #addWorker(only) {
    const worker = new AskedWorker(this.#address);
    if (!this.#workers.length) this.#workers.push(worker);
    const base = withAddresses(this.base);
    const { backend } = await worker.ask("prepare", {
      assets: this.#assets,
      base,
      only,
    });
    if (this.#ended) worker.end(new Error("Nobody waits for this worker."));
    else if (!this.#workers.includes(worker)) this.#workers.push(worker);
    this.#free(worker);
    return backend;
  }

  async #withWorker(work) {
    if (this.#ended) throw putAway();
    const worker = this.#idle.pop() ?? (await this.#nextWorker());
    try {
      return await work(worker);
    } catch (error) {
      // A card that failed once is not asked again: the next engine does without it.
      if (noteFailure(error)) this.dispose();
      throw error;
    } finally {
      this.#free(worker);
    }
  }

  #nextWorker() {
    return new Promise((resolve, reject) => this.#queue.push({ resolve, reject }));
  }

  #free(worker) {
    const waiting = this.#queue.shift();
    if (waiting) waiting.resolve(worker);
    else this.#idle.push(worker);
  }
}

/** One core is left to the page, and what is held in hands has to stay cool. */
function workersHere() {
  if (isPhoneOrTablet()) return 1;
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  return Math.max(1, Math.min(MOST_WORKERS, cores - 1));
}

function putAway() {
  return new Error("The engine was put away.");
}

function allAbsolute({ base, ...assets }) {
  return Object.fromEntries(
    Object.entries(assets).map(([name, address]) => [name, absolute(address)]),
  );
}

function withAddresses(base) {
  if (!base.files) return base;
  const { model, weights } = base.files;
  return { ...base, files: { model: absolute(model), weights: absolute(weights) } };
}

function joined(parts) {
  if (parts.length === 1) return parts[0];
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
