/** Text as people type it, measured as the server does. */

export const LONGEST_TEXT = 1024; // characters of an example
const NEARLY = 124; // characters before that, from which the length is worth a word
const FAR_TOO_LONG = 8192; // As on the server: to tidy more would take a while.
// Control characters and halves of an emoji, which do nothing in a text.
const UNWANTED = /[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f]|\p{Cs}/gu;
const SPACES = /[\s\ufeff]+/g;
// Nothing of these can be seen; the server knows a few more.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Z}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu;

/** Returns what was typed as one line with single spaces. */
export function oneLine(typed) {
  return typed.replace(UNWANTED, "").replace(SPACES, " ").trim().normalize("NFC");
}

/** Returns the lines that have something in them. */
export function linesOf(typed) {
  return typed.split(/\r\n?|[\n\u2028\u2029]/).filter((line) => oneLine(line));
}

/** Says whether there is anything to see: spaces and unseen signs are nothing. */
export function isVisible(typed) {
  return oneLine(typed).replace(UNSEEN, "") !== "";
}

/** Counts characters, not the halves that an emoji has in JavaScript. */
export function lengthOf(typed) {
  if (isFarTooLong(typed)) return typed.length; // No need to look closer.
  return [...oneLine(typed)].length;
}

export function isFarTooLong(typed) {
  return typed.length > FAR_TOO_LONG;
}

/** Says whether a length comes near the `longest` that there may be. */
export function isNearlyTooLong(length, longest = LONGEST_TEXT) {
  return length > longest - NEARLY;
}
