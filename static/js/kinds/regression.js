import { nextStepOfSheet } from "../advice_on_sheets.js";
import { gettext } from "../words.js";
import { numbers } from "./numbers.js";

/** Rows of a table, some columns of which are predicted from the others. */
export const regression = {
  ...numbers,
  code: "regression",
  hasLabels: false,
  learnsInBrowser: true,
  nextStep: nextStepOfSheet,

  columnNames(fields) {
    const names = fields.map((field) => field.name);
    return names.length > 0
      ? names
      : [gettext("hours of sun"), gettext("soil"), gettext("height (cm)")];
  },
};
