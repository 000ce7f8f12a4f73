/** What can go wrong while a computer looks at pictures and learns, in kind words. */

import { CannotLearn, NotArrived, failureOf } from "./learning_problems.js";
import { ProblemInWords, gettext } from "../words.js";

/** Returns what to tell people of anything that went wrong. */
export function asCannotLearn(error) {
  if (error instanceof CannotLearn) return error;
  if (error instanceof NotArrived) return cannotFetch();
  return new CannotLearn(sentenceOf(failureOf(error)), { offersSimplified: true });
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

function cannotFetch() {
  return new CannotLearn(
    gettext("The pictures did not arrive. Check the network, then try again."),
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
