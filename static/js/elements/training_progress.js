import { make, tell } from "./dom.js";
import { pauseBefore } from "../timing.js";
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
  #socket = null;
  #attempt = 0;
  #timer;

  follow(path, project, { mayCancel }) {
    this.#path = path;
    this.#project = project;
    this.#mayCancel = mayCancel;
    this.#start();
  }

  connectedCallback() {
    addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    this.#start();
  }

  disconnectedCallback() {
    removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
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

  #start() {
    if (this.#path && this.isConnected && !this.#socket) this.#connect();
  }

  #connect() {
    const url = new URL(this.#path, location.href.replace(/^http/, "ws"));
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.#attempt = 0;
      this.hear(JSON.parse(data));
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) this.#ask();
    });
  }

  /** Asks the server instead, and tries the WebSocket again after a pause. */
  async #ask() {
    this.#socket = null;
    const pause = pauseBefore(this.#attempt);
    this.#attempt += 1;
    try {
      this.hear(await this.#project.model());
    } catch (error) {
      if (LOGGED_OUT.has(error.status)) {
        this.#say(error.message);
        return;
      }
      // The server is away too: there is nothing to say until it is back.
    }
    const longest = this.isLearning ? LONGEST_PAUSE_WHILE_LEARNING : Infinity;
    clearTimeout(this.#timer);
    if (!this.isConnected) return;
    this.#timer = setTimeout(() => this.#start(), Math.min(pause, longest));
  }

  /** Back on the network or back on the page: do not wait for the pause to end. */
  #hurry = () => {
    if (document.hidden || this.#socket) return;
    clearTimeout(this.#timer);
    this.#start();
  };

  #show() {
    this.hidden = !this.isLearning;
    if (!this.isLearning) {
      this.replaceChildren();
      return;
    }
    if (!this.firstElementChild) this.#build();
    const words = wordsFor(this.#model);
    const status = this.querySelector(".progress-words");
    if (status.textContent !== words) status.textContent = words;
    const bar = this.querySelector("progress");
    if (this.#model.status === "queued") bar.removeAttribute("value");
    else bar.value = this.#model.fraction ?? 0;
  }

  #say(sentence) {
    this.hidden = false;
    this.replaceChildren(make("p", { class: "form-problem", role: "alert" }, sentence));
  }

  #build() {
    const words = make("p", { class: "progress-words", role: "status" });
    const name = gettext("How far the computer is");
    const bar = make("progress", { class: "progress-bar", max: 1, "aria-label": name });
    this.append(make("div", { class: "progress" }, words, bar, this.#cancelButton()));
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
    learning: gettext("Learning from your examples…"),
    measuring: gettext("Checking how good it is…"),
    writing: gettext("Getting it ready for you…"),
  };
  return words[stage] ?? gettext("Getting started…");
}

customElements.define("training-progress", TrainingProgress);
