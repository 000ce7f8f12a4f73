import "../elements/text_form.js";
import { nextStepOfText } from "../advice.js";
import { make } from "../elements/dom.js";
import { ExampleRow } from "../elements/example_row.js";
import { gettext } from "../words.js";

/** Sentences in any language. */
export const text = {
  code: "text",
  hasColumns: false,
  isTyped: true,
  isFile: false,
  learnsInBrowser: false,
  shownAtFirst: 6, // A bucket is looked into, not read to the bottom.
  nextStep: nextStepOfText,

  makeForm(fields, options) {
    const form = document.createElement("text-form");
    form.ask(options);
    return form;
  },

  makeRow(example, about) {
    return new ExampleRow(example, about);
  },

  cells(example) {
    return [make("span", { class: "example-text", dir: "auto" }, example.text)];
  },

  describe(example) {
    return example.text;
  },

  columnNames() {
    return [gettext("text")];
  },
};
