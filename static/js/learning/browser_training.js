/**
 * One training in this browser, from the lesson that the server gives to the model that
 * everybody uses.
 *
 *   const training = new BrowserTraining(project, learner);
 *   const model = await training.start({ simplified, again, onProgress });
 *
 * It says every now and then that it is still at it, and stops where nobody wants it any
 * more: somebody cancelled it, or began again on another page.
 */
import { delay, pauseBefore } from "../timing.js";

const BETWEEN_WORDS = 500; // milliseconds, at least
const LONGEST_SILENCE = 10 * 1000; // milliseconds; after a minute it counts as lost
const TRIES = 7; // to bring what was learnt: for half a minute without a network
const LONGEST_GOODBYE = 1000; // milliseconds
const WORTH_ANOTHER_TRY = new Set([0, 502, 503, 504]);
const NO_LONGER_WANTED = new Set([403, 404, 409]);
// Where each stage begins and ends, of all the time it takes, roughly; a learner may
// have others.
const STAGES = {
  reading: [0, 0.05],
  looking: [0.05, 0.8],
  learning: [0.8, 0.92],
  measuring: [0.92, 0.98],
};

export class BrowserTraining {
  #project;
  #learner;
  #stop = new AbortController();
  #lesson = null;
  #isCancelled = false;

  /** The learner may still be on its way: a promise. */
  constructor(project, learner) {
    this.#project = project;
    this.#learner = Promise.resolve(learner);
    this.#learner.catch(() => {}); // Said when it is needed.
  }

  /** The id of the training, once there is one. */
  get id() {
    return this.#lesson?.id ?? null;
  }

  /**
   * Learns, and returns how things stand then. Tells `onProgress` of { model, lesson } at
   * first, and then of { stage, fraction, total, epoch, loss, heldBackLoss }, where
   * `total` is of all stages. Raises what a child can do about it, as a ProblemInWords.
   */
  async start({ simplified = false, again = false, onProgress = () => {} } = {}) {
    const { lesson, ...model } = await this.#project.startLesson({ again });
    if (!lesson) return model; // Another page is at it.
    this.#lesson = lesson;
    onProgress({ model, lesson });
    if (this.#isCancelled) return this.#giveUp();
    const herald = new Herald(this.#project, lesson.id, () => this.#stop.abort());
    try {
      return await this.#learn({ simplified, herald, onProgress });
    } catch (error) {
      await herald.end();
      if (this.#isCancelled) return this.#giveUp();
      const isUnwanted = this.#stop.signal.aborted || error?.status === 409;
      if (isUnwanted) return this.#project.model();
      await this.#giveUp({ failed: true }).catch(() => {});
      throw error;
    }
  }

  /** Stops it; `start` then returns how things stand. */
  cancel() {
    this.#isCancelled = true;
    this.#stop.abort();
  }

  /** The page is being left: says so at once, as nothing can be done afterwards. */
  leave() {
    this.cancel();
    if (this.id) this.#giveUp().catch(() => {});
  }

  async #learn({ simplified, herald, onProgress }) {
    const learner = await this.#learner;
    const stages = learner.stages ?? STAGES;
    const told = (step) => {
      const [from, to] = stages[step.stage] ?? [0, 0];
      const total = from + (to - from) * (step.fraction ?? 0);
      herald.say(step.stage, total);
      onProgress({ ...step, total });
    };
    const lesson = { ...this.#lesson, project: this.#project.id };
    const { signal } = this.#stop;
    const how = { simplified, signal, onProgress: told };
    const learnt = await learner.learn(lesson, how);
    await herald.end();
    return this.#bring(learnt);
  }

  /** Brings the result, also over a network that is away for a moment. */
  async #bring({ weights, report }) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (this.#stop.signal.aborted) throw new Error("Nobody wants it any more.");
        return await this.#project.lessonResult(this.id, weights, report);
      } catch (error) {
        if (attempt === TRIES || !WORTH_ANOTHER_TRY.has(error.status)) throw error;
      }
      await delay(pauseBefore(attempt));
    }
  }

  #giveUp(how) {
    return this.#project.giveUpLesson(this.id, how);
  }
}

/** Tells the server how far it is: not too often, and never too seldom. */
class Herald {
  #project;
  #id;
  #unwanted;
  #step = null;
  #isNews = false;
  #saying = null;
  #timer;
  #said = -Infinity;

  constructor(project, id, unwanted) {
    this.#project = project;
    this.#id = id;
    this.#unwanted = unwanted;
    this.#timer = setInterval(() => this.#speak(), BETWEEN_WORDS);
  }

  say(stage, fraction) {
    this.#step = { stage, fraction };
    this.#isNews = true;
    if (this.#silence > BETWEEN_WORDS) this.#speak();
  }

  /** Says no more; what is on its way arrives first, or would come too late. */
  end() {
    clearInterval(this.#timer);
    this.#step = null;
    return Promise.race([this.#saying, delay(LONGEST_GOODBYE)]);
  }

  get #silence() {
    return performance.now() - this.#said;
  }

  #speak() {
    const isTime = this.#isNews || this.#silence > LONGEST_SILENCE;
    if (this.#saying || !this.#step || !isTime) return;
    this.#isNews = false;
    this.#said = performance.now();
    this.#saying = this.#tell(this.#step).finally(() => (this.#saying = null));
  }

  async #tell(step) {
    try {
      await this.#project.lessonProgress(this.#id, step);
    } catch (error) {
      // Without a network it learns on: most trainings are shorter than the silence.
      if (this.#step && NO_LONGER_WANTED.has(error.status)) this.#unwanted();
    }
  }
}
