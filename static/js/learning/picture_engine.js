/**
 * What looks at pictures in this browser: workers, each with the base of the site.
 *
 *   const engine = sharedEngine({ assets, base });
 *   await engine.prepare(); // "webgl": what it is computed with
 *   await engine.look([imageData, …]); // Float32Array: one picture's features after another
 *   await engine.learn(lesson, { onProgress });
 *
 * A page has one for everything it does, so that nothing is loaded or warmed up twice.
 */

import { absolute } from "./assets.js";
import { AskedWorker } from "./asked_worker.js";
import { isPhoneOrTablet, noteBackend, noteFailure, whyWeak } from "./weak_device.js";

// Workers that compute on processors look at pictures side by side; a card has its own.
const ON_PROCESSORS = ["wasm", "cpu", "plain"];
const MOST_WORKERS = 4;
const AT_ONCE = { webgpu: 8, webgl: 8, wasm: 2, cpu: 1, plain: 4 }; // pictures
const CARD_IS_WEAK = ["no-webgl", "small-textures", "weak-card", "failed"];

const shared = new Map(); // by if it is careful

/** Returns the page's engine for a base; a careful one leaves the graphics card alone. */
export function sharedEngine({ assets, base, careful = false }) {
  const there = shared.get(careful);
  if (there && !there.hasEnded && there.base.id === base.id) return there;
  there?.dispose();
  const engine = new PictureEngine({ assets, base, careful });
  shared.set(careful, engine);
  return engine;
}

/** Ends what the page has, but for what is careful: a card's memory is free again. */
export function leaveTheCard() {
  shared.get(false)?.dispose();
  shared.delete(false);
}

/** Returns the careful engine, if the page has one already. */
export function carefulEngine() {
  const engine = shared.get(true);
  return engine && !engine.hasEnded ? engine : null;
}

export class PictureEngine {
  #assets;
  #only;
  #careful;
  #most;
  #workers = [];
  #idle = [];
  #queue = []; // who waits for a worker
  #prepared = null;
  #spread = null;
  #ended = false;

  /** `only` are the backends that may be used, `most` how many workers. */
  constructor({ assets, base, careful = false, only, most = workersHere() }) {
    this.base = base;
    this.#assets = allAbsolute(assets);
    this.#careful = careful;
    this.#only = careful ? ["wasm", "cpu"] : only;
    this.#most = careful ? 1 : most;
  }

  get hasEnded() {
    return this.#ended || this.#workers.some((worker) => worker.hasEnded);
  }

  /** How many pictures a worker is best given at once. */
  get batchSize() {
    return this.#careful ? 1 : (AT_ONCE[this.backend] ?? 1);
  }

  /** How many batches can be looked at side by side. */
  get width() {
    return Math.max(1, this.#workers.length);
  }

  /** Gets the base ready; returns what it is computed with. */
  prepare() {
    this.#prepared ??= this.#begin();
    return this.#prepared;
  }

  /** Gets more workers ready, where they help: for many pictures. */
  spread() {
    this.#spread ??= this.#beginMore();
    return this.#spread;
  }

  /** Returns the features of pictures, in their order; each is an ImageData. */
  async look(pictures) {
    await this.prepare();
    const parts = [];
    for (let start = 0; start < pictures.length; start += this.batchSize) {
      parts.push(this.#lookAt(pictures.slice(start, start + this.batchSize)));
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
    const reason = new Error("The pictures' engine was put away.");
    for (const worker of this.#workers) worker.end(reason);
    for (const { reject } of this.#queue) reject(reason);
    this.#queue = [];
  }

  async #begin() {
    try {
      const only = this.#only ?? (await backendsHere());
      this.backend = await this.#addWorker(only);
      noteBackend(this.backend);
      return this.backend;
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  async #beginMore() {
    await this.prepare();
    if (!ON_PROCESSORS.includes(this.backend)) return;
    const more = Array.from({ length: this.#most - 1 }, () =>
      this.#addWorker([this.backend]),
    );
    await Promise.allSettled(more); // The first one can do it alone.
  }

  async #addWorker(only) {
    const worker = new AskedWorker(this.#assets.pictureWorker);
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

  async #lookAt(pictures) {
    const pixels = pictures.map(({ data }) => data.slice().buffer);
    return this.#withWorker((worker) =>
      worker.ask("look", { pictures: pixels }, { moved: pixels }),
    );
  }

  async #withWorker(work) {
    if (this.#ended) throw new Error("The pictures' engine was put away.");
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

/** A weak card is not tried: some stop the whole browser. */
async function backendsHere() {
  return CARD_IS_WEAK.includes(await whyWeak()) ? ["wasm", "cpu"] : undefined;
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
