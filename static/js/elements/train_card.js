import { part } from "./dom.js";
import { isLearning } from "./training_progress.js";
import { formatTime } from "../numbers.js";
import { sinceInWords } from "../report_words.js";
import { fill, gettext } from "../words.js";

/** The card with the Train button, which says in a few words how things stand. */
export class TrainCard {
  #card;
  #mayChange;
  #isMember; // of the class that fills it
  #missing;
  #since = null; // How many examples came, went and changed since `model` has learnt.
  #model = null; // What it shows.
  #isWatching = false; // Somebody saw the computer learn here, and waits for the end.

  constructor(card, { mayChange, isMember, missing }) {
    this.#card = card;
    this.#mayChange = mayChange;
    this.#isMember = isMember;
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

  /** Takes in what is missing by now, and what has changed since it has learnt. */
  note({ model = null, missing = "", since = null }) {
    this.#missing = missing;
    this.#since = since && { ...since, model };
    if (this.#model) this.show(this.#model);
  }

  show(model) {
    const learning = isLearning(model);
    this.#model = model;
    this.#showPicture(model);
    this.part("title").textContent = this.#title(model);
    this.part("about").textContent = learning ? "" : this.#about(model);
    this.#showButtons(model, learning);
    if (this.#isWatching && !learning && this.#isFree) this.part("title").focus();
    this.#isWatching = learning;
  }

  /** Who is trying the former model out, or reads on, is not to be taken away. */
  get #isFree() {
    const { activeElement: at, body } = document;
    return at === null || at === body || this.#card.contains(at);
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
    this.part("collect").hidden = !(this.#mayChange || this.#isMember) || learning;
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
    if (this.#mayChange) {
      return gettext("Press Train, and the computer learns from your examples.");
    }
    return this.#isMember
      ? gettext("Your teacher trains it for all of you. Then you try it out here.")
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
    // Of another model it is until the page has heard what is new since this one.
    if (this.#since?.model === current.id) return `${trained} ${this.#changes}`;
    if (!current.outdated) return trained;
    const changed = this.#mayChange
      ? gettext("Your examples changed since: train again.")
      : gettext("The examples changed since.");
    return `${trained} ${changed}`;
  }

  /** Says what the class has changed since, and what to do about it. */
  get #changes() {
    const since = sinceInWords(this.#since);
    if (!since) return "";
    const next = this.#mayChange
      ? gettext("Train again, and it learns that, too.")
      : gettext("It learns that when your teacher trains it again.");
    return `${since} ${next}`;
  }
}

/** The model that answers: the newest, or the one before while that is learning. */
export function inUse({ current }) {
  return current ?? null;
}
