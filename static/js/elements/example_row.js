import { fromTemplate, make, part, tell } from "./dom.js";
import { formatNumber } from "../numbers.js";
import { fill, gettext, ngettext } from "../words.js";

const MOST_CELLS = 6; // A row stays small; pressing it shows everything.

/** Returns what an example holds, as words: "height 5.1, colour red". */
export function describe(example, fields) {
  const known = fields.filter((field) => example.values[field.number] != null);
  return known
    .map((field) => `${field.name} ${inWords(field, example.values[field.number])}`)
    .join(", ");
}

export function inWords(field, value) {
  if (value == null) return gettext("not known");
  return field.kind === "number" ? formatNumber(value) : value;
}

/**
 * One example in a bucket: a `<li>` that can be picked, changed, moved, deleted.
 *
 * Speaks upwards: "example-picked", "example-edit", "example-delete",
 * "example-again", each with the example.
 */
export class ExampleRow {
  #mayEdit;

  constructor(example, fields, { mayEdit }) {
    this.example = example;
    this.element = fromTemplate("example-template");
    this.element.dataset.id = example.id;
    this.#show(fields);
    this.#listen();
    part(this.element, "pick").hidden = !mayEdit;
    part(this.element, "edit").disabled = !mayEdit;
    this.#mayEdit = mayEdit;
    part(this.element, "delete").hidden = !mayEdit;
    this.element.draggable = mayEdit;
  }

  get picked() {
    return part(this.element, "pick").checked;
  }

  set picked(picked) {
    part(this.element, "pick").checked = picked;
  }

  get isUnsaved() {
    return this.element.classList.contains("is-unsaved");
  }

  /** Says how storing it goes: "saving", "saved", or a problem in words. */
  showState(state, problem = "") {
    this.element.classList.toggle("is-saving", state === "saving");
    this.element.classList.toggle("is-unsaved", state === "unsaved");
    part(this.element, "again").hidden = state !== "unsaved";
    part(this.element, "edit").disabled = state !== "saved" || !this.#mayEdit;
    part(this.element, "pick").disabled = state !== "saved";
    this.element.querySelector(".example-note")?.remove();
    if (problem) {
      const note = make("p", { class: "example-note", role: "alert" }, problem);
      this.element.append(note);
    }
  }

  #show(fields) {
    const { values, author } = this.example;
    const shown = fields.length > MOST_CELLS ? fields.slice(0, MOST_CELLS - 1) : fields;
    const cells = shown.map((field) => cell(field, values[field.number]));
    if (shown.length < fields.length) cells.push(rest(fields.length - shown.length));
    const edit = part(this.element, "edit");
    edit.replaceChildren(...cells);
    if (author) this.element.title = fill(gettext("Added by %(author)s"), { author });
    const words = describe(this.example, fields);
    const pick = part(this.element, "pick");
    pick.setAttribute("aria-label", fill(gettext("Pick %(words)s"), { words }));
    edit.setAttribute("aria-label", fill(gettext("Change %(words)s"), { words }));
  }

  #listen() {
    const { element, example } = this;
    const say = (name) => () => tell(element, name, { row: this, example });
    part(element, "pick").addEventListener("change", say("example-picked"));
    part(element, "edit").addEventListener("click", say("example-edit"));
    part(element, "delete").addEventListener("click", say("example-delete"));
    part(element, "again").addEventListener("click", say("example-again"));
    element.addEventListener("dragstart", say("example-drag"));
  }
}

function rest(count) {
  const words = ngettext("and %(count)s more", "and %(count)s more", count);
  return make("span", { class: "example-field" }, fill(words, { count }));
}

function cell(field, value) {
  const known = value != null;
  return make(
    "span",
    { class: "example-cell" },
    make("span", { class: "example-field" }, field.name),
    make(
      "span",
      { class: known ? "example-value" : "example-missing" },
      inWords(field, value),
    ),
  );
}
