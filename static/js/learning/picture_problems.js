/** What can go wrong while a computer looks at pictures and learns, in kind words. */

import { ProblemInWords, gettext } from "../words.js";

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

/** Returns "memory", "lost", "shader", or "" if neither card nor memory is to blame. */
export function failureOf(error) {
  const found = FAILURES.find(([, words]) => words.test(error?.message ?? ""));
  return found ? found[0] : "";
}

/** Returns what to tell people of anything that went wrong. */
export function asCannotLearn(error) {
  if (error instanceof CannotLearn) return error;
  return new CannotLearn(sentenceOf(failureOf(error)), { offersSimplified: true });
}

export function cannotFetch() {
  return new CannotLearn(
    gettext("The pictures did not arrive. Check the network, then try again."),
  );
}

export function tooFewLeft() {
  return new CannotLearn(
    gettext("Too few of the pictures are still there. Add some, then train again."),
  );
}

export function otherEyes() {
  return new ProblemInWords(
    gettext("This model was trained with other eyes. It has to be trained again."),
  );
}

function sentenceOf(failure) {
  switch (failure) {
    case "memory":
      return gettext(
        "This computer ran out of graphics memory. Close other pages, or train the simplified model.",
      );
    case "lost":
      return gettext(
        "The graphics card of this computer stopped. Try again, or train the simplified model.",
      );
    case "shader":
      return gettext(
        "The graphics card of this computer cannot do this. Train the simplified model.",
      );
    default:
      return gettext(
        "This computer could not learn the pictures. Try again, or train the simplified model.",
      );
  }
}
