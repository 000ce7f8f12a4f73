/** How a part of a sentence is written for people, and what it is called. */

import { PIECE, SYMBOL, letterOf } from "../learning/letters.js";
import { gettext } from "../words.js";

/** Two signs of a script without gaps between words have none here, either. */
export function spellPart({ text, kind }) {
  if (kind !== "pair") return text;
  const [one, other, ...more] = text.split(" ");
  const isTogether = more.length === 0 && isPiece(one) && isPiece(other);
  return isTogether ? one + other : text;
}

/** Names what a part is: a single sign of Japanese, or an emoji, is no word. */
export function kindOfPart({ text, kind }) {
  const word = isSign(text) ? gettext("one sign") : gettext("word");
  const [two, some] = isPiece(text)
    ? [gettext("two signs together"), gettext("signs together")]
    : [gettext("two words together"), gettext("part of a word")];
  const names = {
    word,
    pair: two,
    part: some,
    meaning: gettext("by its meaning"),
    encoder: gettext("the whole sentence"),
  };
  return names[kind] ?? "";
}

function isSign(text) {
  return [PIECE, SYMBOL].includes(firstLetterOf(text));
}

function isPiece(text) {
  return firstLetterOf(text) === PIECE;
}

function firstLetterOf(text = "") {
  const [first] = text.replaceAll("…", "");
  return first && letterOf(first.codePointAt(0));
}
