/**
 * A worker that answers questions, each with its own answer.
 *
 *   const worker = new AskedWorker(address);
 *   await worker.ask("look", { pictures }, { moved, onProgress });
 *   worker.end(reason);
 *
 * It hears { id, task, details }, and says { id, answer }, { id, problem } or, any number
 * of times before, { id, progress }.
 */
export class AskedWorker {
  #worker;
  #waiting = new Map(); // What to call with the answer, by number of the question.
  #asked = 0;
  #ended = null;

  constructor(address) {
    this.#worker = new Worker(address);
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault?.();
      this.end(new Error(event.message || "A worker did not start."));
    };
  }

  get hasEnded() {
    return this.#ended !== null;
  }

  /** Asks for a task; `moved` are buffers that the page gives away. */
  ask(task, details, { moved = [], onProgress } = {}) {
    if (this.#ended) return Promise.reject(this.#ended);
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#worker.postMessage({ id, task, details }, moved);
    });
  }

  /** Ends it, and whatever still waits for an answer. */
  end(reason) {
    if (this.#ended) return;
    this.#ended = reason;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  #hear({ id, answer, problem, progress }) {
    const asked = this.#waiting.get(id);
    if (!asked) return;
    if (progress !== undefined) {
      asked.onProgress?.(progress);
      return;
    }
    this.#waiting.delete(id);
    if (problem === undefined) asked.resolve(answer);
    else asked.reject(new Error(problem));
  }
}
