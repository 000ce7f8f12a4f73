/**
 * What listens to sounds in this browser: workers, each with the base of the site.
 *
 *   const engine = sharedSoundEngine({ assets, base });
 *   await engine.features([samples, …]); // Float32Arrays, 16,000 a second
 *
 * A page has one for everything it does, so that nothing is loaded or warmed up twice.
 */

import { HeadEngine } from "./head_engine.js";

let shared = null;

/** Returns the page's engine for a base. */
export function sharedSoundEngine({ assets, base }) {
  if (shared && !shared.hasEnded && shared.base.id === base.id) return shared;
  shared?.dispose();
  shared = new SoundEngine({ assets, base });
  return shared;
}

export class SoundEngine extends HeadEngine {
  /** `most` is how many workers there may be. */
  constructor({ assets, base, most }) {
    super({ worker: "soundWorker", assets, base, most });
  }

  /** How many sounds a worker is best given at once. */
  get batchSize() {
    return 4;
  }

  /** Asks what is heard in sounds; the page keeps its samples. */
  ask(worker, sounds) {
    const copies = sounds.map((samples) => samples.slice());
    const moved = copies.map(({ buffer }) => buffer);
    return worker.ask("hear", { sounds: copies }, { moved });
  }
}
