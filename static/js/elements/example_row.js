import { fromTemplate, make, part, tell } from "./dom.js";
import { showSigns } from "./example_signs.js";
import { fill, gettext } from "../words.js";

/**
 * One example in a bucket: a `<li>` that can be picked, changed, moved, deleted.
 *
 * Speaks upwards: "example-picked", "example-edit", "example-delete",
 * "example-again", each with the example.
 */
export class ExampleRow {
  #about;

  constructor(example, about) {
    this.#about = about;
    this.element = fromTemplate("example-template");
    this.take(example);
    this.#listen();
  }

  get mayEdit() {
    return this.#about.may.edit(this.example);
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

  get isStored() {
    return !this.isUnsaved && !this.element.classList.contains("is-saving");
  }

  focus() {
    part(this.element, "edit").focus();
  }

  /** Shows an example, new or as the server has tidied it. */
  take(example) {
    this.example = example;
    this.element.dataset.id = example.id;
    this.#show();
  }

  /** Says how storing it goes: "saving", "saved", or a problem in words. */
  showState(state, problem = "") {
    this.element.classList.toggle("is-saving", state === "saving");
    this.element.classList.toggle("is-unsaved", state === "unsaved");
    part(this.element, "again").hidden = state !== "unsaved";
    part(this.element, "edit").disabled = state !== "saved";
    part(this.element, "pick").disabled = state !== "saved";
    this.element.querySelector(".example-note")?.remove();
    if (problem) {
      const note = make("p", { class: "example-note", role: "alert" }, problem);
      this.element.append(note);
    }
  }

  #show() {
    const { kind, fields } = this.#about;
    const { mayEdit } = this;
    const { author } = this.example;
    const edit = part(this.element, "edit");
    edit.replaceChildren(...kind.cells(this.example, fields));
    if (author) this.element.title = fill(gettext("Added by %(author)s"), { author });
    showSigns(this.element, this.example, this.#about);
    part(this.element, "pick").parentElement.hidden = !mayEdit;
    part(this.element, "delete").hidden = !mayEdit;
    this.element.draggable = mayEdit;
    const words = kind.describe(this.example, fields);
    const pick = part(this.element, "pick");
    pick.setAttribute("aria-label", fill(gettext("Pick %(words)s"), { words }));
    if (mayEdit)
      edit.setAttribute("aria-label", fill(gettext("Change %(words)s"), { words }));
  }

  #listen() {
    const { element } = this;
    const say = (name) => () =>
      tell(element, name, { row: this, example: this.example });
    part(element, "pick").addEventListener("change", say("example-picked"));
    const edit = say("example-edit");
    part(element, "edit").addEventListener("click", () =>
      this.mayEdit ? edit() : element.classList.toggle("is-whole"),
    );
    part(element, "delete").addEventListener("click", say("example-delete"));
    part(element, "again").addEventListener("click", say("example-again"));
    element.addEventListener("dragstart", say("example-drag"));
  }
}
