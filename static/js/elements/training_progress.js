import { make, tell } from "./dom.js";
import { LiveSocket } from "../live_socket.js";
import { gettext } from "../words.js";

const LONGEST_PAUSE_WHILE_LEARNING = 1500; // milliseconds
const LOGGED_OUT = new Set([401, 403]); // Asking again would not help.
const ORDER = ["none", "queued", "training", "ready"]; // Failed and cancelled are last too.

/**
 * Says how the training of a project is going, as it goes.
 *
 *   progress.follow("/ws/projects/…/training/", project, { mayCancel: true });
 *
 * It listens to a WebSocket; where none can be had, it asks the server now and then.
 * Speaks upwards: "training-progress" { model } and "training-cancel".
 */
class TrainingProgress extends HTMLElement {
  #path;
  #project;
  #mayCancel = false;
  #model = { status: "none" };
  #here = null; // What this very page says of a training that it does itself.
  #socket = null;

  follow(path, project, { mayCancel }) {
    this.#path = path;
    this.#project = project;
    this.#mayCancel = mayCancel;
    this.#start();
  }

  connectedCallback() {
    this.#start();
  }

  disconnectedCallback() {
    this.#socket?.close();
    this.#socket = null;
  }

  /** Listens no more, for good. */
  stop() {
    this.#socket?.close();
    this.#socket = null;
    this.#path = null;
    this.hidden = true;
  }

  get isLearning() {
    return isLearning(this.#model);
  }

  /** Takes in how things stand; what is older than what it knows is passed over. */
  hear(model) {
    const isOld = model.id === this.#model.id && rank(model) < rank(this.#model);
    if (isOld) return;
    this.#model = model;
    this.#show();
    tell(this, "training-progress", { model });
  }

  /**
   * Shows how far this page is with the training `id`: it knows it sooner, and better,
   * than anybody who has to be told. `{ words, detail, fraction }`.
   */
  hearHere(id, step) {
    this.#here = { id, ...step };
    if (this.isLearning) this.#show();
  }

  #start() {
    if (!this.#path || !this.isConnected || this.#socket) return;
    this.#socket = new LiveSocket(this.#path, {
      heard: (data) => this.hear(JSON.parse(data)),
      lost: () => this.#ask(),
      longest: () => (this.isLearning ? LONGEST_PAUSE_WHILE_LEARNING : Infinity),
    });
    this.#socket.open();
  }

  /** Asks the server instead; says if it is of use to try again. */
  async #ask() {
    try {
      this.hear(await this.#project.model());
    } catch (error) {
      if (LOGGED_OUT.has(error.status)) {
        this.#say(error.message);
        return false;
      }
      // The server is away too: there is nothing to say until it is back.
    }
    return true;
  }

  #show() {
    this.hidden = !this.isLearning;
    if (!this.isLearning) {
      this.replaceChildren();
      return;
    }
    if (!this.firstElementChild) this.#build();
    const { words, detail, fraction } = this.#step;
    const status = this.querySelector(".progress-words");
    if (status.textContent !== words) status.textContent = words;
    this.querySelector(".progress-detail").textContent = detail ?? "";
    this.querySelector(".progress-detail").hidden = detail === undefined;
    const bar = this.querySelector("progress");
    if (this.#model.status === "queued") bar.removeAttribute("value");
    else bar.value = fraction ?? 0;
  }

  get #step() {
    if (this.#here?.id === this.#model.id) return this.#here;
    return { words: wordsFor(this.#model), fraction: this.#model.fraction };
  }

  #say(sentence) {
    this.hidden = false;
    this.replaceChildren(make("p", { class: "form-problem", role: "alert" }, sentence));
  }

  #build() {
    const words = make("p", { class: "progress-words", role: "status" });
    // It changes all the time, and is not read out.
    const detail = make("p", { class: "progress-detail soft" });
    const name = gettext("How far the computer is");
    const bar = make("progress", { class: "progress-bar", max: 1, "aria-label": name });
    const cancel = this.#cancelButton();
    this.append(make("div", { class: "progress" }, words, bar, detail, cancel));
  }

  #cancelButton() {
    if (!this.#mayCancel) return null;
    const attributes = { class: "button button-quiet button-small", type: "button" };
    const button = make("button", attributes, gettext("Cancel"));
    button.addEventListener("click", () => tell(this, "training-cancel"));
    return button;
  }
}

export function isLearning({ status }) {
  return status === "queued" || status === "training";
}

function rank({ status }) {
  const place = ORDER.indexOf(status);
  return place < 0 ? ORDER.length - 1 : place;
}

function wordsFor({ status, stage }) {
  if (status === "queued") return gettext("Waiting for its turn…");
  const words = {
    reading: gettext("Reading your examples…"),
    looking: gettext("Looking at your examples…"),
    learning: gettext("Learning from your examples…"),
    measuring: gettext("Checking how good it is…"),
    writing: gettext("Getting it ready for you…"),
  };
  return words[stage] ?? gettext("Getting started…");
}

customElements.define("training-progress", TrainingProgress);
