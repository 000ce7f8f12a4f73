import { ColumnDialog } from "./column_dialog.js";
import { part, tell } from "./dom.js";
import { fill, gettext } from "../words.js";

/**
 * The columns of a table: asked for and changed in a dialog, moved, and deleted.
 *
 * Speaks upwards, from the dialog: "columns-changed" { fields }, and "column-deleted"
 * { words, undo } after it.
 */
export class SheetColumns {
  #project;
  #fields;
  #field = null;
  #element = document.getElementById("column-dialog");
  #dialog = new ColumnDialog(this.#element, (field, data) => this.#save(field, data));

  /** `fields()` returns the columns as they are now. */
  constructor(project, fields) {
    this.#project = project;
    this.#fields = fields;
    for (const [name, act] of [
      ["earlier", () => this.#move(-1)],
      ["later", () => this.#move(1)],
      ["delete", () => this.#delete()],
    ]) {
      part(this.#element, name).addEventListener("click", () => this.#do(act));
    }
  }

  /** Asks for a new column, or for changes of one. */
  open(field = null) {
    this.#field = field;
    part(this.#element, "of-old").hidden = field === null;
    this.#showPlace();
    this.#dialog.open(field);
  }

  async order(numbers) {
    this.#changed(await this.#project.orderFields(numbers));
  }

  /** What goes wrong is said in the dialog; a second press waits for the first. */
  async #do(act) {
    const problem = this.#element.querySelector(".form-problem");
    if (this.#element.dataset.busy) return;
    this.#element.dataset.busy = "true";
    problem.textContent = "";
    try {
      await act();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      delete this.#element.dataset.busy;
    }
  }

  async #save(field, data) {
    const saved = field
      ? await this.#project.changeField(field.number, data)
      : await this.#project.addField(data);
    const { number } = saved;
    const fields = this.#fields();
    this.#changed(
      field
        ? fields.map((each) => (each.number === number ? saved : each))
        : [...fields, saved],
    );
  }

  async #move(way) {
    const numbers = this.#fields().map((field) => field.number);
    const place = numbers.indexOf(this.#field.number);
    numbers.splice(place, 1);
    numbers.splice(place + way, 0, this.#field.number);
    await this.order(numbers);
    this.#showPlace();
  }

  async #delete() {
    const { number, name } = this.#field;
    await this.#project.deleteField(number);
    this.#element.close();
    this.#changed(this.#fields().filter((each) => each.number !== number));
    tell(this.#element, "column-deleted", {
      words: fill(gettext("Column “%(name)s” deleted."), { name }),
      undo: async () => {
        await this.#project.restoreField(number);
        this.#changed(await this.#project.fields());
      },
    });
  }

  #showPlace() {
    const numbers = this.#fields().map((field) => field.number);
    const place = numbers.indexOf(this.#field?.number);
    part(this.#element, "earlier").disabled = place <= 0;
    part(this.#element, "later").disabled = place === numbers.length - 1;
  }

  #changed(fields) {
    tell(this.#element, "columns-changed", { fields });
  }
}
