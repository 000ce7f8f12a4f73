import { fromTemplate, part, tell } from "./dom.js";
import { showSigns, stateInWords } from "./example_signs.js";
import { gettext } from "../words.js";

/**
 * One example that is a file, in a bucket: a `<li>` that can be picked and opened. One
 * that is new is shown from the browser's memory until it is stored.
 *
 * Each kind of file says how it looks, `show(example)`, and how it is called, `names()`
 * with `{ open, pick }`; it calls `take(example)` when it has been made.
 *
 * Speaks upwards: "example-picked" with the row.
 */
export class FileTile {
  #place = 0;
  about;
  problem = "";
  isRefused = false;

  constructor(about, template) {
    this.about = about;
    this.element = fromTemplate(template);
    this.#listen();
  }

  get picked() {
    return this.#pick.checked;
  }

  set picked(picked) {
    this.#pick.checked = picked;
  }

  get isUnsaved() {
    return this.element.classList.contains("is-unsaved");
  }

  get isStored() {
    return !this.isUnsaved && !this.element.classList.contains("is-saving");
  }

  /** Which of its bucket it is, from 1. */
  get number() {
    return this.#place + 1;
  }

  focus() {
    this.opener.focus();
  }

  /** Shows an example, new or as the server has stored it. */
  take(example) {
    this.example = example;
    this.element.dataset.id = example.id;
    const mayEdit = this.about.may.edit(example);
    this.element.draggable = mayEdit;
    this.#pick.parentElement.hidden = !mayEdit;
    showSigns(this.element, example, this.about);
    this.show(example);
    this.call();
  }

  /** Says how storing it goes: "saving", "saved" or "unsaved", and the problem. */
  showState(state, problem = "", { isRefused = false } = {}) {
    this.problem = problem;
    this.isRefused = isRefused;
    this.element.classList.toggle("is-saving", state === "saving");
    this.element.classList.toggle("is-unsaved", state === "unsaved");
    this.#pick.disabled = state !== "saved";
    this.call();
  }

  /** Only the first of a list is on the way of the Tab key; arrows go to the others. */
  showPlace(place) {
    if (this.#place === place && this.opener.hasAttribute("aria-label")) return;
    this.#place = place;
    this.call();
    this.#reach(place === 0 || this.element.contains(document.activeElement));
  }

  leave() {}

  get opener() {
    return part(this.element, "open");
  }

  call() {
    const { open, pick } = this.names();
    const state = this.#state;
    this.opener.setAttribute("aria-label", open + (state ? `, ${state}` : ""));
    this.opener.title = state;
    this.#pick.setAttribute("aria-label", pick);
  }

  get #pick() {
    return part(this.element, "pick");
  }

  get #state() {
    if (this.isUnsaved) return gettext("not saved");
    if (!this.isStored) return gettext("being saved");
    return stateInWords(this.example, this.about);
  }

  #reach(canReach) {
    for (const control of this.element.querySelectorAll("button, input")) {
      control.tabIndex = canReach ? 0 : -1;
    }
  }

  #listen() {
    const { element } = this;
    this.#pick.addEventListener("change", () =>
      tell(element, "example-picked", { row: this }),
    );
    element.addEventListener("focusin", () => this.#reach(true));
    element.addEventListener("focusout", () => this.#reach(this.#place === 0));
  }
}
