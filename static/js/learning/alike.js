/**
 * What texts share that people call the same: those that differ in case and accents.
 *
 * The twin, step by step, of projects/kinds/alike.py, which says why; tests/alike.json
 * has texts from many scripts that both have to agree on.
 */

const UNWANTED = /[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]/gu;
const SPACES = /[\s\x1c-\x1f\x85]+/gu; // Python counts five more than JavaScript.
const INVISIBLE =
  "\\u00ad\\u034f\\u061c\\u180b-\\u180f\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e" +
  "\\u2060-\\u206f\\ufe00-\\ufe0f";
const VOWEL_SIGNS =
  "\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
  "\\u0610-\\u061a\\u0640\\u064b-\\u0652\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4" +
  "\\u06e7\\u06e8\\u06ea-\\u06ed";
const LEFT_OUT = new RegExp(`[${INVISIBLE}${VOWEL_SIGNS}]`, "gu");
// Each with its letter, which stays: Safari before 16.4 cannot look behind.
const ACCENTS =
  /([a-z\u00df-\u02af\u0370-\u03ff])[\u0300-\u036f]+|(е)[\u0301\u0308]+|([аиоуыэюяіє])\u0301+/gu;
const LOOSE = new Map([
  ...[..."łøđħŧıς‘’ʼ“”„"].map((letter, place) => [letter, "lodhtiσ'''\"\"\""[place]]),
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
]);
const LOOSE_LETTERS = new RegExp(`[${[...LOOSE.keys()].join("")}]`, "gu");

/** Returns a text in one Unicode form, on one line, with single spaces. */
export function tidyText(text) {
  return squeezed(text.replace(UNWANTED, "")).normalize("NFC");
}

/** Returns what two texts share that differ in case and accents only. */
export function alike(text) {
  const lower = tidyText(text).normalize("NFKD").toLowerCase();
  const plain = lower
    .replace(LEFT_OUT, "")
    .replace(LOOSE_LETTERS, (letter) => LOOSE.get(letter))
    .replace(ACCENTS, "$1$2$3");
  return composed(plain) || composed(lower);
}

function composed(text) {
  return squeezed(text.normalize("NFKC"));
}

function squeezed(text) {
  return text.replace(SPACES, " ").replace(/^ | $/gu, "");
}
