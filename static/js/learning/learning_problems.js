/** What can go wrong while a computer learns, whatever it learns from. */

import { ProblemInWords } from "../words.js";

// What browsers and TensorFlow.js say, in the order in which it is looked for.
const FAILURES = [
  ["memory", /out of (graphics )?memory|oom\b|allocation failed|enlarge memory/i],
  ["lost", /(context|device)( was| is)?[ _-]?lost|lost (context|device)|destroyed/i],
  ["shader", /shader|link .*program|webgl|webgpu|gl error/i],
];

/** Learning did not work; `offersSimplified` says if the simplified model may. */
export class CannotLearn extends ProblemInWords {
  constructor(sentence, { offersSimplified = false } = {}) {
    super(sentence);
    this.name = "CannotLearn";
    this.offersSimplified = offersSimplified;
  }
}

/** A file of an example did not arrive: each kind has its own words for it. */
export class NotArrived extends Error {}

/** Returns "memory", "lost", "shader", or "" if neither card nor memory is to blame. */
export function failureOf(error) {
  const found = FAILURES.find(([, words]) => words.test(error?.message ?? ""));
  return found ? found[0] : "";
}
