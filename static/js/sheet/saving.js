import { delay, pauseBefore } from "../timing.js";

const TOO_MANY = 429;
const TIMED_OUT = 408;

/**
 * Sends what was changed in a table, one thing after the other, in the order in which it
 * was done. Without a network it waits, and begins again by itself.
 *
 *   const saving = new SheetSaving(send, { refused, changed });
 *   saving.add({ rows, new });        // as examples/change/ takes them
 *   await saving.run(() => project.deleteExamples(ids));
 *
 * `refused(job, error)` hears what the server will never take; `changed()` that
 * `isBusy` or `problem` are other than they were.
 */
export class SheetSaving {
  #send;
  #about;
  #wait;
  #waiting = [];
  #isSending = false;
  #goOn = () => {};

  /** Why what was done could not be sent so far, in words. */
  problem = "";

  constructor(send, { refused, changed, wait = delay }) {
    this.#send = send;
    this.#about = { refused, changed };
    this.#wait = wait;
  }

  get isBusy() {
    return this.#isSending;
  }

  /** The ids of rows of which something is not sent yet. */
  get ids() {
    const jobs = this.#waiting.flatMap(({ job }) => (job ? [job] : []));
    return new Set(
      jobs.flatMap((job) => [...job.rows, ...job.new].map(({ id }) => id)),
    );
  }

  add(job) {
    if (job.rows.length === 0 && job.new.length === 0) return;
    this.#waiting.push({ job });
    this.#start();
  }

  /** Does something else once all of that is stored; returns what it returns. */
  run(act) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ act, resolve, reject });
      this.#start();
    });
  }

  /** Tries at once: the network may be back. */
  hurry() {
    this.#goOn();
  }

  async #start() {
    if (this.#isSending) return;
    this.#isSending = true;
    this.#about.changed();
    while (this.#waiting.length > 0) await this.#next(this.#takeNext());
    this.#isSending = false;
    this.#about.changed();
  }

  /** Changes that follow each other go together, but each block of new rows alone. */
  #takeNext() {
    const first = this.#waiting.shift();
    while (isChange(first) && isChange(this.#waiting[0])) {
      first.job = together(first.job, this.#waiting.shift().job);
    }
    return first;
  }

  async #next({ job, act, resolve, reject }) {
    if (act) return act().then(resolve, reject);
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#send(job);
        return this.#say("");
      } catch (error) {
        if (!isWorthAnotherTry(error)) {
          this.#say("");
          return this.#about.refused(job, error);
        }
        this.#say(error.message);
        await this.#pause(
          error.seconds * 1000 || pauseBefore(attempt, { first: 1000 }),
        );
      }
    }
  }

  #pause(milliseconds) {
    const hurried = new Promise((resolve) => (this.#goOn = resolve));
    return Promise.race([hurried, this.#wait(milliseconds)]);
  }

  #say(problem) {
    if (problem === this.problem) return;
    this.problem = problem;
    this.#about.changed();
  }
}

function together(one, other) {
  const rows = new Map(one.rows.map(({ id, values }) => [id, values]));
  // Of a row that comes twice the server keeps the last, so both are sent as one.
  for (const { id, values } of other.rows) rows.set(id, { ...rows.get(id), ...values });
  return {
    rows: Array.from(rows, ([id, values]) => ({ id, values })),
    new: [],
  };
}

function isChange(step) {
  return step?.job?.new.length === 0;
}

function isWorthAnotherTry({ status }) {
  return status === 0 || status > 500 || status === TOO_MANY || status === TIMED_OUT;
}
