import { part } from "./dom.js";
import { api } from "../api.js";
import { gettext } from "../words.js";

const MOST = 10_000; // examples of one student
const TOLD_WITHIN = 5 * 1000; // milliseconds: by then everybody hears what was saved

/**
 * The switches of a class project: each is saved as soon as it is turned, and turned
 * back where that fails.
 *
 *   const switches = new ClassSwitches(form, "/api/projects/…/sharing/");
 *   switches.show(settings); // as somebody else has changed them
 */
export class ClassSwitches {
  #form;
  #path;
  #settings = null; // as the server has them
  #saving = 0; // requests that are on their way
  #mine = new Map(); // what was saved here and has not been told yet, by its name
  #told = null; // what others have been told last
  #timer = 0;

  constructor(form, path) {
    this.#form = form;
    this.#path = path;
    this.#settings = this.#typed;
    form.addEventListener("change", ({ target }) => this.#save(target));
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** What is told may have been read before something was saved here: that stays. */
  show(settings) {
    this.#told = settings;
    for (const [name, value] of this.#mine)
      if (settings[name] === value) this.#mine.delete(name);
    if (this.#saving === 0)
      this.#show({ ...settings, ...Object.fromEntries(this.#mine) });
  }

  #show({ is_collecting, needs_approval, student_quota }) {
    this.#settings = { is_collecting, needs_approval, student_quota };
    const { elements } = this.#form;
    elements.is_collecting.checked = is_collecting;
    elements.needs_approval.checked = needs_approval;
    elements.is_limited.checked = student_quota !== null;
    const isTyping = document.activeElement === elements.student_quota;
    if (student_quota !== null && !isTyping)
      elements.student_quota.value = student_quota;
    this.#showNumber();
  }

  get #typed() {
    const { is_collecting, needs_approval, is_limited, student_quota } =
      this.#form.elements;
    return {
      is_collecting: is_collecting.checked,
      needs_approval: needs_approval.checked,
      student_quota: is_limited.checked ? Number(student_quota.value) : null,
    };
  }

  #showNumber() {
    part(this.#form, "number").hidden = !this.#form.elements.is_limited.checked;
  }

  async #save(target) {
    this.#showNumber();
    const problem = part(this.#form, "problem");
    const given = this.#changeOf(target);
    problem.textContent = "";
    if (!isSane(given.student_quota)) {
      problem.textContent = gettext("Type a number from 1 to 10,000.");
      return;
    }
    this.#saving += 1;
    try {
      this.#settings = await api.patch(this.#path, given);
      this.#keep(given);
      part(this.#form, "saved").textContent = gettext("Saved.");
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      this.#saving -= 1;
    }
    if (this.#saving === 0) this.#show(this.#settings);
  }

  #keep(given) {
    this.#told = null;
    for (const [name, value] of Object.entries(given)) this.#mine.set(name, value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#mine.clear(); // Another teacher was quicker than the news of it.
      if (this.#told) this.show(this.#told);
    }, TOLD_WITHIN);
  }

  /** Only what was turned: what another teacher has turned meanwhile stays. */
  #changeOf({ name }) {
    const typed = this.#typed;
    const key = name === "is_limited" ? "student_quota" : name;
    return { [key]: typed[key] };
  }
}

function isSane(quota) {
  if (quota === undefined || quota === null) return true;
  return Number.isInteger(quota) && quota >= 1 && quota <= MOST;
}
