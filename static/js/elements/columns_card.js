import "./field_list.js";
import { ColumnDialog } from "./column_dialog.js";
import { tell } from "./dom.js";
import { fill, gettext } from "../words.js";

/**
 * The card with the columns of a project whose examples are rows.
 *
 * Speaks upwards: "columns-changed" { fields }.
 */
export class ColumnsCard {
  #project;
  #fields;
  #list = document.querySelector("field-list");
  #mayChange;
  #dialog = new ColumnDialog(document.getElementById("column-dialog"), (field, data) =>
    this.#save(field, data),
  );

  constructor(project, { fields, mayChange }) {
    this.#project = project;
    this.#mayChange = mayChange;
    const add = document.getElementById("add-column");
    add.hidden = !mayChange;
    add.addEventListener("click", () => this.#dialog.open());
    this.#list.addEventListener("field-change", ({ detail }) =>
      this.#dialog.open(detail.field),
    );
    this.show(fields);
  }

  show(fields) {
    this.#fields = fields;
    this.#list.show(fields, { mayChange: this.#mayChange });
  }

  /** Deletes a column; returns what to say, and what takes it back. */
  async delete(field) {
    await this.#project.deleteField(field.number);
    this.#changed(this.#fields.filter((each) => each !== field));
    const words = fill(gettext("Column “%(name)s” deleted."), field);
    const undo = async () => {
      await this.#project.restoreField(field.number);
      this.#changed([...this.#fields, field].sort(byPosition));
    };
    return { words, undo };
  }

  async #save(field, data) {
    const saved = field
      ? await this.#project.changeField(field.number, data)
      : await this.#project.addField(data);
    const others = this.#fields.map((each) => (each === field ? saved : each));
    this.#changed(field ? others : [...others, saved]);
  }

  #changed(fields) {
    this.show(fields);
    tell(this.#list, "columns-changed", { fields });
  }
}

function byPosition(one, other) {
  return one.position - other.position;
}
