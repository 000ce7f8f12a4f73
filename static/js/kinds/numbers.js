import "../elements/example_form.js";
import { nextStepOfTable } from "../advice.js";
import { make } from "../elements/dom.js";
import { ExampleRow } from "../elements/example_row.js";
import { inWords } from "../numbers.js";
import { fill, gettext, ngettext } from "../words.js";

const MOST_CELLS = 6; // A row stays small; pressing it shows everything.

/** Rows of numbers and choices. */
export const numbers = {
  code: "numbers",
  hasColumns: true,
  isTyped: false,
  isFile: false,
  learnsInBrowser: false,
  shownAtFirst: 6, // A bucket is looked into, not read to the bottom.
  nextStep: nextStepOfTable,

  makeForm(fields, options) {
    const form = document.createElement("example-form");
    form.ask(fields, options);
    return form;
  },

  makeRow(example, about) {
    return new ExampleRow(example, about);
  },

  cells({ values }, fields) {
    const shown = fields.length > MOST_CELLS ? fields.slice(0, MOST_CELLS - 1) : fields;
    const cells = shown.map((field) => cell(field, values[field.number]));
    if (shown.length < fields.length) cells.push(rest(fields.length - shown.length));
    return cells;
  },

  /** Says it as in "height 5.1, colour red". */
  describe({ values }, fields) {
    const known = fields.filter((field) => values[field.number] != null);
    return known
      .map((field) => `${field.name} ${inWords(field, values[field.number])}`)
      .join(", ");
  },

  columnNames(fields) {
    const names = fields.map((field) => field.name);
    return names.length > 0 ? names : [gettext("height"), gettext("colour")];
  },
};

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

function rest(count) {
  const words = ngettext("and %(count)s more", "and %(count)s more", count);
  return make("span", { class: "example-field" }, fill(words, { count }));
}
