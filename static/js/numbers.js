/** Numbers as people type and read them. */

import { gettext } from "./words.js";

const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** Returns the number that somebody typed, null for nothing, NaN for no number. */
export function parseNumber(typed) {
  const digits = typed
    .trim()
    .replace(OTHER_DIGITS, asciiDigit)
    .replace(/\u2212/g, "-")
    .replace(/\u066b/g, ".");
  if (digits === "") return null;
  const plain = /^[^.]*,[^.,]*$/.test(digits) ? digits.replace(",", ".") : digits;
  return NUMBER.test(plain) ? Number(plain) : NaN;
}

function asciiDigit(digit) {
  const code = digit.codePointAt(0);
  return code < 0x900 ? code & 0xf : code - 0x966;
}

export function formatNumber(number) {
  return new Intl.NumberFormat(language(), {
    maximumSignificantDigits: 12,
    useGrouping: false,
  }).format(number);
}

/** Writes a number with this many digits; very large and very small ones shortly. */
export function formatRough(number, digits) {
  const size = Math.abs(number);
  const isLong = size >= 1e9 || (size > 0 && size < 1e-5);
  return new Intl.NumberFormat(language(), {
    notation: isLong ? "scientific" : "standard",
    maximumSignificantDigits: digits,
    useGrouping: false,
  }).format(number);
}

/** Writes what a row has in one of its columns. */
export function inWords(field, value) {
  if (value == null) return gettext("not known");
  return field.kind === "number" ? formatNumber(value) : value;
}

/** Writes 0.87 as 87 %: the only place where confidences are multiplied. */
export function formatPercent(share) {
  return new Intl.NumberFormat(language(), { style: "percent" }).format(share);
}

/** Writes a number that may go both ways, with its sign: +1.32 or −0.04. */
export function formatSigned(number) {
  return new Intl.NumberFormat(language(), {
    maximumFractionDigits: 2,
    minimumFractionDigits: 2,
    signDisplay: "exceptZero",
  }).format(number);
}

export function formatTime(moment) {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(moment));
}

/** Writes the time of a moment today, and the day of any other. */
export function formatMoment(moment, now = new Date()) {
  const date = new Date(moment);
  const isToday = date.toDateString() === now.toDateString();
  const style = isToday ? { timeStyle: "short" } : { dateStyle: "medium" };
  return new Intl.DateTimeFormat(language(), style).format(date);
}

function language() {
  return globalThis.document?.documentElement.lang || "en";
}
