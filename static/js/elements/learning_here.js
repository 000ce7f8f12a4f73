import "./loss_curve.js";
import { inUse } from "./train_card.js";
import { isLearning } from "./training_progress.js";
import { assetsOfPage } from "../learning/assets.js";
import { BrowserTraining } from "../learning/browser_training.js";
import { makeLearner, whyWeakFor, wordsForLearning } from "../learning/learners.js";
import { ProblemInWords, gettext } from "../words.js";

/**
 * What the Train card has more where this very browser learns: a curve, the simplified
 * model for weak computers, and somebody who must not close the page.
 */
export class LearningHere {
  #kind;
  #project;
  #card;
  #curve;
  #progress;
  #mayTrain;
  #isWeak = false; // Or a training has just failed that a smaller one may not.
  #learner = null;
  #training = null; // The one that this page does now.
  #lesson = null; // What it learns from.
  #model = { status: "none" };

  constructor({ kind, project, card, progress, mayTrain }) {
    this.#kind = kind;
    this.#project = project;
    this.#card = card;
    this.#curve = card.part("curve");
    this.#progress = progress;
    this.#mayTrain = mayTrain;
    addEventListener("beforeunload", (event) => this.#askToStay(event));
    addEventListener("pagehide", () => this.#training?.leave());
    this.#lookAtDevice();
  }

  /** Gets ready, while somebody may be about to press Train. */
  async prepare() {
    if (!this.#mayTrain) return;
    const learner = await this.#makeLearner().catch(() => null);
    await learner?.prepare();
  }

  /** Learns; returns how things stand then. */
  async train({ simplified = false, again = false } = {}) {
    if (this.#training) return this.#model;
    const training = new BrowserTraining(this.#project, this.#makeLearner());
    this.#training = training;
    this.#curve.begin();
    const onProgress = (step) => this.#hear(training, step);
    try {
      return await training.start({ simplified, again, onProgress });
    } catch (error) {
      this.#isWeak ||= Boolean(error.offersSimplified);
      await this.#ask();
      throw error instanceof ProblemInWords ? error : unknown(error);
    } finally {
      this.#training = null;
      this.show(this.#model);
    }
  }

  get isAtIt() {
    return this.#training !== null;
  }

  cancel() {
    this.#training.cancel();
  }

  /** Shows what there is to say beside how things stand. */
  show(model) {
    this.#model = model;
    const learning = isLearning(model);
    const isHere = learning && this.isAtIt;
    const isElsewhere = learning && model.in_browser && !this.isAtIt;
    this.#toggle("keep-open", isHere);
    this.#toggle("elsewhere", isElsewhere);
    this.#toggle("again", isElsewhere && this.#mayTrain);
    this.#toggle("weak", this.#isWeak && this.#mayTrain && !learning);
    const trained = inUse(model)?.evaluation?.trained;
    this.#toggle("simplified-in-use", !learning && Boolean(trained?.simplified));
    if (model.status === "ready") this.#curve.show(trained?.loss ?? []);
    else if (!isHere) this.#curve.begin();
  }

  #toggle(name, isShown) {
    this.#card.part(name).hidden = !isShown;
  }

  #hear(training, step) {
    if (step.lesson) {
      this.#lesson = step.lesson;
      this.#progress.hear(step.model);
      return;
    }
    const all = (this.#lesson.examples ?? this.#lesson.rows).length;
    const { words, detail } = wordsForLearning(this.#kind, step, all);
    this.#progress.hearHere(training.id, { words, detail, fraction: step.total });
    if (Number.isFinite(step.loss)) this.#curve.add(step.loss, step.heldBackLoss);
  }

  /** Asks how things stand, where nobody may tell. */
  async #ask() {
    const model = await this.#project.model().catch(() => null);
    if (model) this.#progress.hear(model);
  }

  async #makeLearner() {
    this.#learner ??= makeLearner(this.#kind, assetsOfPage());
    try {
      return await this.#learner;
    } catch (error) {
      this.#learner = null; // The network may be back next time.
      throw error;
    }
  }

  async #lookAtDevice() {
    if (!this.#mayTrain) return;
    this.#isWeak ||= Boolean(await whyWeakFor(this.#kind));
    this.show(this.#model);
  }

  #askToStay(event) {
    if (!this.#training) return;
    event.preventDefault();
    event.returnValue = true; // as browsers of schools want it
  }
}

function unknown(error) {
  console.error(error); // Ours to mend.
  return new ProblemInWords(
    gettext("That did not work. Load the page, and try again."),
  );
}
