/** Stands for a browser that learns sounds: tones, files, and workers that are none. */

import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

import { encodeWav } from "../../static/js/sounds/wav.js";

const SCRIPTS = new URL("../../static/js/learning/", import.meta.url);
const SITE = "https://school.example";
// Hears how loud it is, and how often a sound changes its sign: for tests only.
const EARS = `self.SoundEars = class {
  constructor({ description, weights }) {
    this.size = description.size;
    this.scale = weights.byteLength;
  }

  features(samples) {
    let [loud, changes] = [0, 0];
    samples.forEach((sample, at) => {
      loud += Math.abs(sample) / samples.length;
      if (at && sample * samples[at - 1] < 0) changes += 1 / samples.length;
    });
    return Float32Array.of(loud, 2 * changes, this.scale / 8);
  }
};`;

export const BASE = {
  id: "0123456789abcdef",
  name: "small ears",
  features: 3,
  files: { model: "/base/model.json", weights: "/base/weights.bin" },
};
export const ASSETS = {
  soundWorker: "/js/sound_worker.js",
  soundFrontEnd: "/js/nothing.js",
  soundNetwork: "/js/nothing.js",
  soundEars: "/js/ears.js",
  headRows: "/js/head_rows.js",
  headDescent: "/js/head_descent.js",
  headCalibration: "/js/head_calibration.js",
  headLearning: "/js/head_learning.js",
};
const FILES = {
  "/base/model.json": JSON.stringify({ size: 3 }),
  "/base/weights.bin": new Uint8Array(8),
};

/** Returns a quarter of a second of a tone, never quite the same twice. */
export function tone(pitch, number = 0) {
  const loud = 0.3 + 0.02 * number;
  return Float32Array.from(
    { length: 4000 + 40 * number },
    (_, at) => loud * Math.sin((2 * Math.PI * pitch * at) / 16000),
  );
}

/**
 * Puts a worker, addresses and a network into this process. `files` are more files of
 * the site by path; returns { workers, asked, undo }.
 */
export function giveBrowser(files = {}) {
  const all = { ...FILES, ...files };
  const browser = { workers: [], asked: [], answers: all };
  const answer = async (address, { signal } = {}) => {
    const { pathname } = new URL(address, SITE);
    browser.asked.push(pathname);
    if (signal?.aborted) throw signal.reason;
    const content = all[pathname];
    if (content instanceof Error) throw content;
    return content === undefined
      ? new Response("", { status: 404 })
      : new Response(content);
  };
  const given = {
    Worker: class extends WorkerHere {
      constructor(address) {
        super(address, answer);
        browser.workers.push(this);
      }
    },
    fetch: answer,
    location: { href: `${SITE}/projects/1/learn/`, search: "" },
    navigator: { hardwareConcurrency: 8, maxTouchPoints: 0, userAgent: "X11" },
  };
  const before = {};
  for (const [name, value] of Object.entries(given)) {
    before[name] = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  browser.undo = () => {
    for (const [name, there] of Object.entries(before)) {
      delete globalThis[name];
      if (there) Object.defineProperty(globalThis, name, there);
    }
  };
  return browser;
}

/** Returns the file of a sound, as the site stores it. */
export function fileOf(samples) {
  return encodeWav(samples);
}

/** Runs a worker's script in this very process. */
class WorkerHere {
  isTerminated = false;
  heard = [];
  #self;

  constructor(address, fetch) {
    const { pathname } = new URL(address, SITE);
    const postMessage = (message, moved) =>
      this.#post(() => this.onmessage, structuredClone(message, { transfer: moved }));
    const importScripts = (...addresses) =>
      addresses.forEach((each) => this.#run(new URL(each, SITE).pathname));
    this.#self = createContext({ fetch, postMessage, importScripts, Float32Array });
    this.#self.self = this.#self;
    this.#run(pathname);
  }

  postMessage(message, moved) {
    this.heard.push(message.task);
    const copy = structuredClone(message, { transfer: moved });
    this.#post(() => this.#self.onmessage, copy);
  }

  terminate() {
    this.isTerminated = true;
  }

  #run(path) {
    const name = path.split("/").pop();
    if (name === "nothing.js") return;
    const script = name === "ears.js" ? EARS : readFileSync(new URL(name, SCRIPTS));
    runInContext(String(script), this.#self);
  }

  #post(hearer, data) {
    setImmediate(() => this.isTerminated || hearer()({ data }));
  }
}
