/** Text as people type it, measured as the server does. */

export const LONGEST_TEXT = 1024; // characters of an example
const NEARLY = 124; // characters before that, from which the length is worth a word
const SPACES = /[\s\ufeff]+/g;
// Nothing of these can be seen; the server knows a few more.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Z}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;

/** Returns what was typed as one line with single spaces. */
export function oneLine(typed) {
  return typed.replace(SPACES, " ").trim().normalize("NFC");
}

/** Returns the lines that have something in them. */
export function linesOf(typed) {
  return typed.split(/\r\n?|[\n\u2028\u2029]/).filter((line) => oneLine(line));
}

/** Says whether there is anything to see: spaces and unseen signs are nothing. */
export function isVisible(typed) {
  return typed.replace(UNSEEN, "") !== "";
}

/** Counts characters, not the halves that an emoji has in JavaScript. */
export function lengthOf(typed) {
  return [...oneLine(typed)].length;
}

/** Says whether a length comes near the `longest` that there may be. */
export function isNearlyTooLong(length, longest = LONGEST_TEXT) {
  return length > longest - NEARLY;
}
