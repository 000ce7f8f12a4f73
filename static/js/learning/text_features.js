/**
 * Sentences as numbers: words, pairs of words and parts of words, hashed into places of
 * one long vector, and what the words mean in the last places. The twin of
 * training/learning/text/features.py, which says more.
 */

import { runsOf } from "./text_tokens.js";

export const VERSION = "1";
export const BUCKETS = 16_384;
export const MEANINGS = 48;
export const WIDTH = BUCKETS + MEANINGS;

const [SHORTEST, LONGEST] = [2, 5]; // letters in a part of a word
const SEEN = 3; // letters in a part by which a word is recognised
const AGAIN = 0.7; // What being said e times as often adds to a feature.
const [START, END] = ["\u2402", "\u2403"]; // The edges of a word.
const DOTS = "…"; // What people see where a part is not at an edge.
const [STRONGEST, WEAKEST, STRENGTH] = [1.8, 0.5, 3];

/**
 * Returns a sentence as a model sees it: tokens, sorted places, their values, seenAs and
 * hasMeaning. Without a table (see word_table.js), words have no meaning.
 */
export function read(text, { table = null } = {}) {
  const runs = runsOf(text);
  const grams = countedGrams(runs);
  const { sums, length } = summed(grams);
  const places = [...sums.keys()].sort((one, other) => one - other);
  const values = places.map((place) => sums.get(place) / length);
  const meanings = meaningsOf(runs, table);
  if (meanings.length) {
    places.push(...meaningPlaces());
    values.push(...total(meanings.map(({ numbers }) => numbers)));
  }
  return {
    tokens: runs.flat(),
    places: Int32Array.from(places),
    values: Float32Array.from(values),
    seenAs: Uint32Array.from(grams.filter(recognises), ({ number }) => number).sort(),
    hasMeaning: meanings.length > 0,
  };
}

/** Returns what a sentence's vector is the sum of: {text, kind, words, places, values}. */
export function partsOf(text, { table = null } = {}) {
  const runs = runsOf(text);
  const grams = countedGrams(runs);
  const { length } = summed(grams);
  const parts = grams.map((gram) => ({
    text: gram.kind === "part" ? shown(gram.spelt) : gram.spelt,
    kind: gram.kind,
    words: [...gram.words].sort((one, other) => one - other),
    places: Int32Array.of(gram.number % BUCKETS),
    values: Float32Array.of(valueOf(gram) / length),
  }));
  const meanings = meaningsOf(runs, table).map(({ word, members, numbers }) => ({
    text: word,
    kind: "meaning",
    words: members,
    places: Int32Array.from(meaningPlaces()),
    values: Float32Array.from(numbers),
  }));
  return [...parts, ...meanings];
}

/** Returns a part as people see it: “un…” begins a word, “…ing” ends one. */
function shown(part) {
  const [isStart, isEnd] = [part.startsWith(START), part.endsWith(END)];
  const letters = part.slice(isStart ? 1 : 0, isEnd ? -1 : part.length);
  return `${isStart ? "" : DOTS}${letters}${isEnd ? "" : DOTS}`;
}

/** Returns 32 bits for a feature: FNV-1a over its characters, well stirred. */
export function hashed(kind, text) {
  let number = 0x811c9dc5;
  for (const character of kind + text) {
    number = Math.imul(number ^ character.codePointAt(0), 0x01000193);
  }
  number = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  number = Math.imul(number ^ (number >>> 13), 0xc2b2ae35);
  return (number ^ (number >>> 16)) >>> 0;
}

/** Yields every feature but meanings, and the numbers of its tokens. */
function* gramsOf(runs) {
  const tokens = runs.flat();
  for (const [number, { text }] of tokens.entries()) yield ["word", text, [number]];
  for (let number = 1; number < tokens.length; number++) {
    const pair = `${tokens[number - 1].text} ${tokens[number].text}`;
    yield ["pair", pair, [number - 1, number]];
  }
  for (const [run, members] of withMembers(runs)) {
    for (const part of partsOfWord(speltOf(run))) yield ["part", part, members];
  }
}

function* partsOfWord(word) {
  const edged = [START, ...word, END];
  for (let size = SHORTEST; size <= LONGEST; size++) {
    for (let start = 0; start + size <= edged.length; start++) {
      yield edged.slice(start, start + size).join("");
    }
  }
}

function recognises({ kind, spelt }) {
  return kind === "word" || (kind === "part" && [...spelt].length === SEEN);
}

/** Returns each feature once, with its hash, its count and its tokens' numbers. */
function countedGrams(runs) {
  const grams = new Map();
  for (const [kind, spelt, members] of gramsOf(runs)) {
    const number = hashed(kind, spelt);
    if (!grams.has(number)) {
      grams.set(number, { number, kind, spelt, count: 0, words: new Set() });
    }
    const gram = grams.get(number);
    gram.count += 1;
    members.forEach((member) => gram.words.add(member));
  }
  return [...grams.values()];
}

function summed(grams) {
  const sums = new Map();
  for (const gram of grams) {
    const place = gram.number % BUCKETS;
    sums.set(place, (sums.get(place) ?? 0) + valueOf(gram));
  }
  return { sums, length: lengthOf([...sums.values()]) || 1 };
}

function valueOf({ number, count }) {
  return (number >>> 31 ? 1 : -1) * (1 + AGAIN * Math.log(count));
}

/** Returns each word with a meaning, its tokens' numbers, and its meaning's share. */
function meaningsOf(runs, table) {
  if (!table) return [];
  const known = [...withMembers(runs)]
    .map(([run, members]) => [speltOf(run), members])
    .map(([word, members]) => ({ word, members, numbers: table.meaning(word) }))
    .filter(({ numbers }) => numbers);
  const length = lengthOf(total(known.map(({ numbers }) => numbers)));
  if (!length) return [];
  const strength = STRENGTH / Math.sqrt(runs.flat().length);
  const factor = Math.min(STRONGEST, Math.max(WEAKEST, strength)) / length;
  return known.map(({ word, members, numbers }) => ({
    word,
    members,
    numbers: numbers.map((number) => number * factor),
  }));
}

function total(rows) {
  const sums = new Float64Array(MEANINGS);
  for (const row of rows) row.forEach((number, place) => (sums[place] += number));
  return sums;
}

function lengthOf(numbers) {
  return Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0));
}

function meaningPlaces() {
  return Array.from({ length: MEANINGS }, (_, number) => BUCKETS + number);
}

function* withMembers(runs) {
  let first = 0;
  for (const run of runs) {
    yield [run, run.map((_, number) => first + number)];
    first += run.length;
  }
}

function speltOf(run) {
  return run.map(({ text }) => text).join("");
}
