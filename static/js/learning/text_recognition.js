/** What a model has met before: the twin of training/learning/text/recognition.py. */

import { alike } from "./alike.js";

const BEGINNINGS = [0x811c9dc5, 0x2c1b3c6d];
const PRIME = 0x01000193;

export class Recognition {
  #seen;
  #examples;

  /** Takes what is in seen.bin and examples.bin, as ArrayBuffers. */
  constructor(seen, examples) {
    this.#seen = new Set(new Uint32Array(seen));
    const numbers = new Uint32Array(examples);
    this.#examples = new Set();
    for (let place = 0; place < numbers.length; place += 2) {
      this.#examples.add(`${numbers[place]} ${numbers[place + 1]}`);
    }
  }

  /** Says if nothing in a sentence (see text_features.js) was in any example. */
  isNew(sentence) {
    return (
      !sentence.hasMeaning && !sentence.seenAs.some((seen) => this.#seen.has(seen))
    );
  }

  /** Says if the model has learnt from this very text, case and accents aside. */
  isExample(text) {
    return this.#examples.has(fingerprint(text).join(" "));
  }
}

/** Returns two numbers that texts share which differ in case and accents only. */
export function fingerprint(text) {
  const told = alike(text);
  return BEGINNINGS.map((beginning) => hashed(told, beginning));
}

function hashed(text, beginning) {
  let number = beginning;
  for (const character of text) {
    number = Math.imul(number ^ character.codePointAt(0), PRIME);
  }
  return number >>> 0;
}
