import { smallerBlob } from "../pictures.js";
import { delay } from "../timing.js";

const MOST_AT_ONCE = 4; // uploads; more would only share the same network
const TOO_MANY = 429;
const LONGEST_WAIT = 60; // seconds

/**
 * Stores examples that are files, a few at a time, in the order in which they came.
 * Where the server finds that they come too fast, they wait as long as it says.
 *
 *   const queue = new UploadQueue((example) => project.addExample(example));
 *   const stored = await queue.store({ id, label, picture });
 */
export class UploadQueue {
  #send;
  #shrink;
  #wait;
  #free;
  #waiting = [];

  constructor(send, { most = MOST_AT_ONCE, shrink = smallerBlob, wait = delay } = {}) {
    this.#send = send;
    this.#shrink = shrink;
    this.#wait = wait;
    this.#free = most;
  }

  async store({ picture, ...example }) {
    await this.#turn();
    try {
      const smaller = picture && (await this.#shrink(picture));
      return await this.#sendInTime({
        ...example,
        ...(smaller && { picture: smaller }),
      });
    } finally {
      this.#next();
    }
  }

  async #sendInTime(example) {
    for (;;) {
      try {
        return await this.#send(example);
      } catch (error) {
        const { status, seconds } = error;
        if (status !== TOO_MANY || !(seconds > 0 && seconds <= LONGEST_WAIT))
          throw error;
        await this.#wait(seconds * 1000);
      }
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
