import { fromTemplate, part, tell } from "./dom.js";
import { fill, gettext } from "../words.js";

/**
 * One picture in a bucket: a `<li>` with a thumbnail that can be picked and pressed.
 * A picture that is new is shown from the browser's memory until it is stored.
 *
 * Speaks upwards: "example-picked" and "example-open", each with the row.
 */
export class PictureTile {
  #about;
  #address = null; // Of the picture in memory, which has to be given back.
  #place = 0;
  problem = "";
  isRefused = false;

  constructor(example, about) {
    this.#about = about;
    this.element = fromTemplate("picture-template");
    this.element.draggable = about.mayEdit;
    this.#pick.parentElement.hidden = !about.mayEdit;
    this.#image.addEventListener("error", () => this.#showUnseen(true));
    this.#image.addEventListener("load", () => this.#showUnseen(false));
    this.take(example);
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

  focus() {
    this.#open.focus();
  }

  /** Shows an example, new or as the server has stored it. */
  take(example) {
    this.example = example;
    this.element.dataset.id = example.id;
    if (example.picture) this.#showFromMemory(example.picture);
    else if (example.files) this.#showStored(example.files.thumbnail);
    else this.#showUnseen(true);
    this.#call();
  }

  /** Says how storing it goes: "saving", "saved" or "unsaved", and the problem. */
  showState(state, problem = "", { isRefused = false } = {}) {
    this.problem = problem;
    this.isRefused = isRefused;
    this.element.classList.toggle("is-saving", state === "saving");
    this.element.classList.toggle("is-unsaved", state === "unsaved");
    this.#pick.disabled = state !== "saved";
    this.#call();
  }

  /** Only the first of a list is on the way of the Tab key; arrows go to the others. */
  showPlace(place) {
    if (this.#place === place && this.#open.hasAttribute("aria-label")) return;
    this.#place = place;
    this.#call();
    this.#reach(place === 0 || this.element.contains(document.activeElement));
  }

  leave() {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = null;
  }

  get #open() {
    return part(this.element, "open");
  }

  get #pick() {
    return part(this.element, "pick");
  }

  get #image() {
    return part(this.element, "image");
  }

  #showFromMemory(picture) {
    this.leave();
    this.#address = URL.createObjectURL(picture);
    this.#image.src = this.#address;
  }

  /** The thumbnail takes the place of a large picture only when it is there. */
  async #showStored(thumbnail) {
    if (this.#address) {
      const next = new Image();
      next.src = thumbnail;
      await next.decode().catch(() => null);
    }
    this.#image.src = thumbnail;
    this.leave();
  }

  /** Not every browser can show what every camera writes; the server can. */
  #showUnseen(isUnseen) {
    this.element.classList.toggle("is-unseen", isUnseen);
  }

  #call() {
    const { author } = this.example;
    const about = { number: this.#place + 1, name: this.#about.label.name, author };
    const words = author
      ? gettext("Picture %(number)s of %(name)s, added by %(author)s")
      : gettext("Picture %(number)s of %(name)s");
    const state = this.#state;
    const told = fill(words, about) + (state ? `, ${state}` : "");
    this.#open.setAttribute("aria-label", told);
    this.#open.title = state;
    const pick = fill(gettext("Pick picture %(number)s of %(name)s"), about);
    this.#pick.setAttribute("aria-label", pick);
  }

  get #state() {
    if (this.isUnsaved) return gettext("not saved");
    return this.isStored ? "" : gettext("being saved");
  }

  #reach(canReach) {
    for (const control of [this.#open, this.#pick]) {
      control.tabIndex = canReach ? 0 : -1;
    }
  }

  #listen() {
    const say = (name) => () => tell(this.element, name, { row: this });
    this.#open.addEventListener("click", say("example-open"));
    this.#pick.addEventListener("change", say("example-picked"));
    this.element.addEventListener("focusin", () => this.#reach(true));
    this.element.addEventListener("focusout", () => this.#reach(this.#place === 0));
  }
}
