/** Sentences as words, whatever the script: the twin of training/learning/text/tokens.py. */

import * as letters from "./letters.js";

const { FLAG, GAP, MARK, NEW, PIECE, SILENT, UNKNOWN, WORD } = letters;
const APOSTROPHES = ["'", "’", "＇"];
const ENDINGS = new Set(["d", "ll", "m", "re", "s", "t", "ve"]); // Of don't, I'm …
const ALIKE = [
  ["i\u0307", "i"],
  ["ς", "σ"],
  ["ı", "i"],
  ["ß", "ss"],
  ...APOSTROPHES.map((apostrophe) => [apostrophe, ""]),
];

/**
 * Returns the tokens of a sentence, run by run: one word, one symbol, or letters of a
 * script without gaps. Each has its text, and where it stands in the NFC text as typed.
 */
export function runsOf(text) {
  const characters = [...normalised("NFC", text)];
  const kinds = characters.map(kindOf);
  const offsets = offsetsOf(characters);
  return joined(characters, spansOf(kinds))
    .map((span) => tokensOf(characters, kinds, offsets, span))
    .filter((run) => run.length);
}

/** Normalises what every browser normalises in the same way, and keeps the rest. */
export function normalised(form, text) {
  let [whole, pending] = ["", ""];
  for (const character of text) {
    if (isNormalised(character)) {
      pending += character;
    } else {
      whole += pending.normalize(form) + character;
      pending = "";
    }
  }
  return whole + pending.normalize(form);
}

/** Returns what two spellings of the same word have in common. */
export function folded(text) {
  const heard = [...text].filter((character) => kindOf(character) !== SILENT).join("");
  const lower = [...normalised("NFKC", heard)].map((character) =>
    isNormalised(character) ? character.toLowerCase() : character,
  );
  return ALIKE.reduce(
    (word, [one, other]) => word.replaceAll(one, other),
    lower.join(""),
  );
}

function isNormalised(character) {
  return ![NEW, UNKNOWN].includes(kindOf(character));
}

function kindOf(character) {
  return letters.letterOf(character.codePointAt(0));
}

function offsetsOf(characters) {
  const offsets = [0];
  for (const character of characters) offsets.push(offsets.at(-1) + character.length);
  return offsets;
}

function spansOf(kinds) {
  const spans = [];
  let [start, run] = [0, GAP];
  const close = (end) => run !== GAP && spans.push({ start, end, kind: run });
  kinds.forEach((found, place) => {
    const kind = asPartOf(run, found);
    if (kind === SILENT || kind === MARK) return;
    const isLonger =
      [WORD, PIECE].includes(kind) || (kind === FLAG && place === start + 1);
    if (kind === run && isLonger) return;
    close(place);
    [start, run] = [place, kind];
  });
  close(kinds.length);
  return spans;
}

function asPartOf(run, kind) {
  if (kind === UNKNOWN) return GAP;
  const isLonelyMark = kind === MARK && run === GAP;
  return kind === NEW || isLonelyMark ? WORD : kind;
}

/** Makes one word of don't, but not of l'eau. */
function joined(characters, spans) {
  const spelt = (start, end) => characters.slice(start, end).join("");
  const all = [];
  for (const span of spans) {
    const before = all.at(-1);
    const isEnding =
      before?.kind === WORD &&
      APOSTROPHES.includes(spelt(before.end, span.start)) &&
      ENDINGS.has(folded(spelt(span.start, span.end)));
    if (isEnding) all.pop();
    all.push(isEnding ? { ...span, start: before.start } : span);
  }
  return all;
}

function tokensOf(characters, kinds, offsets, { start, end, kind }) {
  const starts = [start];
  for (let place = start + 1; kind === PIECE && place < end; place++) {
    if (kinds[place] === PIECE) starts.push(place);
  }
  return starts
    .map((first, number) => {
      const last = starts[number + 1] ?? end;
      const text = folded(characters.slice(first, last).join(""));
      return { text, start: offsets[first], end: offsets[last] };
    })
    .filter(({ text }) => text);
}
