import { icon, make, tell } from "./dom.js";
import { fill, gettext } from "../words.js";

/**
 * The columns of a project's table, each with what goes in it.
 *
 *   list.show(fields, { mayChange });
 *
 * Speaks upwards: "field-change" and "field-delete", each with the field.
 */
class FieldList extends HTMLElement {
  show(fields, { mayChange }) {
    if (fields.length === 0) {
      const words = mayChange
        ? gettext("No columns yet. For flowers, say: petal length and colour.")
        : gettext("No columns yet.");
      this.replaceChildren(make("p", { class: "soft" }, words));
      return;
    }
    const chips = fields.map((field) => this.#chip(field, mayChange));
    this.replaceChildren(make("ul", { class: "columns" }, ...chips));
  }

  #chip(field, mayChange) {
    const choice = field.kind === "choice";
    const about = choice ? field.choices.join(", ") : gettext("a number");
    return make(
      "li",
      { class: "column-chip" },
      make(
        "span",
        { class: "column-kind", "aria-hidden": "true" },
        choice ? "A/B" : "12",
      ),
      make(
        "span",
        { class: "column-words" },
        make("span", { class: "column-name" }, field.name),
        make("br"),
        make("span", { class: "column-about" }, about),
      ),
      ...(mayChange ? this.#buttons(field) : []),
    );
  }

  #buttons(field) {
    return [
      this.#button(
        "pencil",
        gettext("Change the column “%(name)s”"),
        "field-change",
        field,
      ),
      this.#button(
        "trash",
        gettext("Delete the column “%(name)s”"),
        "field-delete",
        field,
      ),
    ];
  }

  #button(picture, words, event, field) {
    const label = fill(words, field);
    const attributes = { class: "icon-button", type: "button", "aria-label": label };
    const button = make("button", attributes, icon(picture));
    button.addEventListener("click", () => tell(this, event, { field }));
    return button;
  }
}

customElements.define("field-list", FieldList);
