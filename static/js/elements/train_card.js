import { part } from "./dom.js";
import { isLearning } from "./training_progress.js";
import { formatTime } from "../numbers.js";
import { fill, gettext } from "../words.js";

/** The card with the Train button, which says in a few words how things stand. */
export class TrainCard {
  #card;
  #mayChange;
  #missing;
  #isWatching = false; // Somebody saw the computer learn here, and waits for the end.

  constructor(card, { mayChange, missing }) {
    this.#card = card;
    this.#mayChange = mayChange;
    this.#missing = missing;
  }

  part(name) {
    return part(this.#card, name);
  }

  onPress(name, act) {
    this.part(name).addEventListener("click", act);
  }

  /** Says what went wrong with what somebody has just done, or nothing any more. */
  complain(sentence) {
    this.part("problem").textContent = sentence;
    // What everybody reads who was not there says less.
    this.part("about").hidden = Boolean(sentence);
  }

  /** While something is sent, nobody presses twice. */
  wait(isWaiting) {
    this.part("train").disabled = isWaiting || Boolean(this.#missing);
  }

  show(model) {
    const learning = isLearning(model);
    this.#showPicture(model);
    this.part("title").textContent = this.#title(model);
    this.part("about").textContent = learning ? "" : this.#about(model);
    this.#showButtons(model, learning);
    if (this.#isWatching && !learning) this.part("title").focus();
    this.#isWatching = learning;
  }

  #showPicture({ status }) {
    const wanted =
      { queued: "learning", training: "learning", ready: "ready", failed: "failed" }[
        status
      ] ?? "waiting";
    for (const picture of this.#card.querySelectorAll("[data-picture]")) {
      picture.hidden = picture.dataset.picture !== wanted;
    }
  }

  #showButtons(model, learning) {
    const train = this.part("train");
    train.hidden = !this.#mayChange || learning;
    train.disabled = Boolean(this.#missing);
    train.textContent = inUse(model) ? gettext("Train again") : gettext("Train");
    this.part("collect").hidden = !this.#mayChange || learning;
  }

  #title({ status }) {
    if (status === "ready") return gettext("Ready! Try it out.");
    if (status === "failed") return gettext("That did not work");
    if (status === "cancelled") return gettext("Stopped");
    if (status !== "none") return gettext("The computer is learning");
    return this.#missing
      ? gettext("A little more is needed")
      : gettext("Ready to learn");
  }

  get #invitation() {
    return this.#mayChange
      ? gettext("Press Train, and the computer learns from your examples.")
      : gettext("The student has not trained it yet.");
  }

  #about(model) {
    if (model.problem) return model.problem;
    if (this.#missing) return this.#missing;
    const current = inUse(model);
    if (!current) return this.#invitation;
    const words = gettext("Trained on %(when)s with %(count)s examples.");
    const when = formatTime(current.finished_at);
    const trained = fill(words, { when, count: current.example_count });
    if (!current.outdated) return trained;
    const changed = this.#mayChange
      ? gettext("Your examples changed since: train again.")
      : gettext("The examples changed since.");
    return `${trained} ${changed}`;
  }
}

/** The model that answers: the newest, or the one before while that is learning. */
export function inUse({ current }) {
  return current ?? null;
}
