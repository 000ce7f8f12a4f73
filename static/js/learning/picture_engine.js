/**
 * What looks at pictures in this browser: workers, each with the base of the site.
 *
 *   const engine = sharedEngine({ assets, base });
 *   await engine.features([imageData, …]);
 *
 * A page has one for everything it does, so that nothing is loaded or warmed up twice.
 */

import { HeadEngine } from "./head_engine.js";
import { whyWeak } from "./weak_device.js";

// Workers that compute on processors look at pictures side by side; a card has its own.
const ON_PROCESSORS = ["wasm", "cpu", "plain"];
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

export class PictureEngine extends HeadEngine {
  #careful;
  #only;

  /** `only` are the backends that may be used, `most` how many workers. */
  constructor({ assets, base, careful = false, only, most }) {
    const workers = careful ? 1 : most;
    super({ worker: "pictureWorker", assets, base, most: workers });
    this.#careful = careful;
    this.#only = careful ? ["wasm", "cpu"] : only;
  }

  /** How many pictures a worker is best given at once. */
  get batchSize() {
    return this.#careful ? 1 : (AT_ONCE[this.backend] ?? 1);
  }

  get mayHaveMore() {
    return ON_PROCESSORS.includes(this.backend);
  }

  /** A weak card is not tried: some stop the whole browser. */
  async backends() {
    if (this.#only) return this.#only;
    return CARD_IS_WEAK.includes(await whyWeak()) ? ["wasm", "cpu"] : undefined;
  }

  /** Asks what is seen in pictures; each is an ImageData. */
  ask(worker, pictures) {
    const pixels = pictures.map(({ data }) => data.slice().buffer);
    return worker.ask("look", { pictures: pixels }, { moved: pixels });
  }
}
