import { smallerBlob } from "../pictures.js";

const MOST_AT_ONCE = 4; // uploads; more would only share the same network

/**
 * Stores examples that are files, a few at a time, in the order in which they came.
 *
 *   const queue = new UploadQueue((example) => project.addExample(example));
 *   const stored = await queue.store({ id, label, picture });
 */
export class UploadQueue {
  #send;
  #shrink;
  #free;
  #waiting = [];

  constructor(send, { most = MOST_AT_ONCE, shrink = smallerBlob } = {}) {
    this.#send = send;
    this.#shrink = shrink;
    this.#free = most;
  }

  async store({ picture, ...example }) {
    await this.#turn();
    try {
      const smaller = picture && (await this.#shrink(picture));
      return await this.#send({ ...example, ...(smaller && { picture: smaller }) });
    } finally {
      this.#next();
    }
  }

  #turn() {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #next() {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
