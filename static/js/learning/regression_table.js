/**
 * How the values of a table become numbers to learn from, and predictions values.
 *
 * A classic script, which puts its functions into a global. The server has looked at the
 * columns: `preparation` is what training/learning/regression/preparation.py, its twin,
 * says of { inputs, targets }. Rows are { "<number of the column>": value }.
 */

"use strict";

(function () {
  const FARTHEST = 1e30; // deviations; more would be no number any more
  const BIGGEST = 3.4e38; // what a project may hold

  globalThis.regressionTable = {
    answersOf,
    grown,
    isMissing,
    isOutside,
    scaled,
    scaledRow,
    widthOf,
  };

  /** Returns how many numbers a row becomes: one for each number, and each choice. */
  function widthOf({ inputs }) {
    return inputs.reduce((sum, column) => sum + (column.choices?.length ?? 1), 0);
  }

  /** Returns all rows as a model takes them, one after another. */
  function scaled(preparation, rows) {
    const width = widthOf(preparation);
    const all = new Float64Array(rows.length * width);
    rows.forEach((row, place) => all.set(scaledRow(preparation, row), place * width));
    return all;
  }

  /** Returns a row in deviations, its gaps filled. */
  function scaledRow({ inputs }, row) {
    return inputs.flatMap((column) => {
      const value = row[column.number];
      if (column.kind !== "choice") return [away(column, value)];
      const choice = column.choices.includes(value) ? value : column.usual;
      return column.choices.map((each) => Number(each === choice));
    });
  }

  /** Returns what is to be predicted, in deviations; NaN where it is unknown. */
  function answersOf({ targets }, rows) {
    const all = new Float64Array(rows.length * targets.length);
    rows.forEach((row, place) =>
      targets.forEach(({ number, mean, deviation }, target) => {
        const value = row[number];
        all[place * targets.length + target] =
          typeof value === "number" ? (value - mean) / deviation : NaN;
      }),
    );
    return all;
  }

  /** Returns what a model said of a row, in the units of the columns. */
  function grown({ targets }, said) {
    return targets.map(({ mean, deviation }, place) =>
      Math.max(-BIGGEST, Math.min(BIGGEST, said[place] * deviation + mean)),
    );
  }

  function isMissing(value) {
    return value === null || value === undefined || value === "";
  }

  /** Says if nothing like a value was seen in a column; what is missing is not. */
  function isOutside(column, value) {
    if (isMissing(value)) return false;
    if (column.kind === "choice") return !column.choices.includes(value);
    return !(column.least <= value && value <= column.most);
  }

  function away({ median, mean, deviation }, value) {
    const number = typeof value === "number" && !Number.isNaN(value) ? value : median;
    return Math.max(-FARTHEST, Math.min(FARTHEST, (number - mean) / deviation));
  }
})();
