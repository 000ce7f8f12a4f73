import { part } from "./dom.js";
import { fill, gettext, ngettext } from "../words.js";

/** The rim of a bucket: the label's name, which can be changed there, and a count. */
export class BucketRim {
  #bucket;
  #label;

  /** `save(name)` stores a new name and returns it as the server has tidied it. */
  constructor(bucket, label, save) {
    this.#bucket = bucket;
    this.#label = label;
    part(bucket, "rename").addEventListener("click", () => this.#start());
    const form = part(bucket, "rename-form");
    form.addEventListener("submit", (event) => this.#rename(event, save));
    form.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#stop();
    });
    this.#showName();
  }

  showCount(count) {
    const words = ngettext("%(count)s example", "%(count)s examples", count);
    const shown = part(this.#bucket, "count");
    shown.textContent = count;
    shown.setAttribute("role", "img");
    shown.setAttribute("aria-label", fill(words, { count }));
  }

  /** Shows a name that was given elsewhere; a form in which somebody types one stays. */
  rename(name) {
    this.#label.name = name;
    this.#showName();
  }

  /** Says how many wait for a teacher, and leads there. */
  showWaiting(count, review) {
    const words = ngettext("%(count)s waiting", "%(count)s waiting", count);
    const shown = part(this.#bucket, "waiting");
    shown.hidden = count === 0 || !review;
    shown.href = `${review}?show=waiting&label=${this.#label.number}`;
    shown.textContent = fill(words, { count });
  }

  #showName() {
    const { name } = this.#label;
    part(this.#bucket, "name").textContent = name;
    this.#call("rename", fill(gettext("Rename “%(name)s”"), { name }));
    this.#call("delete", fill(gettext("Delete “%(name)s”"), { name }));
    this.#call("examples", fill(gettext("Examples of “%(name)s”"), { name }));
  }

  #call(name, words) {
    part(this.#bucket, name).setAttribute("aria-label", words);
  }

  #start() {
    const form = part(this.#bucket, "rename-form");
    form.elements.name.value = this.#label.name;
    form.hidden = false;
    part(this.#bucket, "name").hidden = true;
    part(this.#bucket, "rename").hidden = true;
    form.elements.name.select();
  }

  #stop() {
    part(this.#bucket, "rename-form").hidden = true;
    part(this.#bucket, "name").hidden = false;
    part(this.#bucket, "rename").hidden = false;
    part(this.#bucket, "rename").focus();
  }

  async #rename(event, save) {
    event.preventDefault();
    const problem = part(this.#bucket, "problem");
    problem.textContent = "";
    try {
      this.#label.name = await save(event.target.elements.name.value);
      this.#showName();
      this.#stop();
    } catch (error) {
      problem.textContent = error.message;
    }
  }
}
