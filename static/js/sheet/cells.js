/** Cells as people fill them: what was typed, what it means, what is wrong with it. */

import { formatNumber, parseNumber } from "../numbers.js";
import { fill, gettext } from "../words.js";

// What a computer can count with; the server draws the same line.
const BIGGEST = 3.4e38;

/** Reads what was typed: `{ value }`, null where it is nothing, or `{ problem }`. */
export function readCell(field, typed) {
  const text = typed.trim();
  if (text === "") return { value: null };
  return field.kind === "choice" ? readChoice(field, text) : readNumber(field, text);
}

/** Writes a value as it is shown, and as it can be typed again. */
export function showValue(field, value) {
  if (value == null) return "";
  return field.kind === "choice" ? value : formatNumber(value);
}

/** Names a column with its unit, as in "height (cm)". */
export function headingOf({ name, unit }) {
  return unit ? `${name} (${unit})` : name;
}

function readNumber(field, text) {
  const { name, unit } = field;
  const hasUnit = unit && text.toLowerCase().endsWith(unit.toLowerCase());
  const number = parseNumber(hasUnit ? text.slice(0, -unit.length) : text);
  if (number === null || Number.isNaN(number)) {
    const words = gettext(
      "“%(text)s” is not a number. “%(name)s” needs one, like 3.5.",
    );
    return { problem: fill(words, { text: shorten(text), name }) };
  }
  if (Math.abs(number) > BIGGEST) {
    const words = gettext("The number for “%(name)s” is too big to count with.");
    return { problem: fill(words, { name }) };
  }
  return { value: number };
}

function readChoice({ name, choices }, text) {
  const wanted = fold(text);
  const value = choices.find((choice) => fold(choice) === wanted);
  if (value !== undefined) return { value };
  const words = gettext("“%(text)s” is not one of the choices of “%(name)s”: %(all)s.");
  return {
    problem: fill(words, { text: shorten(text), name, all: choices.join(", ") }),
  };
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase().trim();
}

function shorten(text) {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
