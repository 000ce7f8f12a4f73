import { fill, gettext, ngettext } from "./words.js";

export const ROWS_NEEDED = 10; // with something known to predict; see training/readiness.py

/** Says what to do next on the page of a table; `ready` when the computer can learn. */
export function nextStepOfSheet({ fields, rows }) {
  const predicted = fields.filter((field) => field.is_predicted);
  const words = stepOfColumns(fields, predicted);
  if (words) return { words };
  const known = countKnown(rows, predicted);
  if (known < ROWS_NEEDED) return { words: askForRows(ROWS_NEEDED - known) };
  return {
    words: gettext("Looks good! The computer can learn from this."),
    ready: true,
  };
}

/** Counts the rows in which something is known that is to be predicted. */
export function countKnown(rows, predicted) {
  return rows.filter(({ values }) =>
    predicted.some(({ number }) => values[number] != null),
  ).length;
}

function stepOfColumns(fields, predicted) {
  if (fields.length === 0) {
    return gettext(
      "Start here: add a column for each thing you measure, or paste a whole table.",
    );
  }
  if (predicted.length === 0) {
    return gettext(
      "Which column should the computer predict? Press its name, and switch that on.",
    );
  }
  if (predicted.length === fields.length) {
    return gettext("Now add a column for something that helps to predict it.");
  }
  return "";
}

function askForRows(missing) {
  const words = ngettext(
    "%(missing)s more row, and the computer can learn from this.",
    "%(missing)s more rows, and the computer can learn from this.",
    missing,
  );
  return fill(words, { missing });
}
