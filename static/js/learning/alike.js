/**
 * What two texts share that differ in case, accents and spaces only.
 *
 * The twin of `alike` in projects/kinds/text.py: one list of texts tests them both.
 */

// Control characters do nothing in a text, but for those that are spaces.
const UNWANTED = /[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]/gu;
const SPACES = /[\s\x1c-\x1f\x85\ufeff]+/gu; // Python counts five more than JavaScript.
// Accents of Latin and Greek letters; elsewhere such marks make other letters.
const ACCENTED = /([a-zı\u0370-\u03ff])[\u0300-\u036f]+/giu;
// Signs for vowels that Arabic and Hebrew may write or leave out.
const VOWEL_SIGNS = /[\u0591-\u05c7\u0640\u064b-\u0652\u0670]/gu;
// Letters that people type as another with an accent, though Unicode knows of none.
const LOOSE = { ł: "l", ø: "o", đ: "d", ħ: "h", ı: "i" };
const LOOSE_LETTERS = new RegExp(`[${Object.keys(LOOSE).join("")}]`, "gu");

/** Returns a text as it is stored: one Unicode form, one line, single spaces. */
export function tidyText(text) {
  return squeezed(text.replace(UNWANTED, "")).normalize("NFC");
}

export function alike(text) {
  const spread = tidyText(text).toUpperCase().toLowerCase().normalize("NFKD");
  const plain = spread
    .replace(ACCENTED, "$1")
    .replace(VOWEL_SIGNS, "")
    .replace(LOOSE_LETTERS, (letter) => LOOSE[letter]);
  return squeezed(plain.normalize("NFKC").toLowerCase());
}

function squeezed(text) {
  return text.replace(SPACES, " ").replace(/^ +| +$/g, "");
}
