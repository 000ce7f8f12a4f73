/** What can go wrong while a computer listens to sounds and learns, in kind words. */

import { CannotLearn, NotArrived, failureOf } from "./learning_problems.js";
import { ProblemInWords, gettext } from "../words.js";

// What browsers say where the network is at fault, also of the scripts of a worker.
const NETWORK =
  /did not arrive|failed to (fetch|load|execute)|networkerror|load failed/i;

/** Returns what to tell people of anything that went wrong. */
export function asCannotLearn(error) {
  if (error instanceof CannotLearn) return error;
  if (typeof Worker === "undefined") return tooOld();
  if (failureOf(error) === "memory") return tooLittleMemory();
  const isNetwork = error instanceof NotArrived || NETWORK.test(error?.message ?? "");
  return new CannotLearn(isNetwork ? notArrivedInWords() : unknownInWords());
}

export function tooFewLeft() {
  return new CannotLearn(
    gettext("Too few of the recordings are still there. Add some, then train again."),
  );
}

export function otherEars() {
  return new ProblemInWords(
    gettext("This model was trained with other ears. It has to be trained again."),
  );
}

function tooOld() {
  return new CannotLearn(
    gettext("This browser is too old to learn. Update it, or use another one."),
  );
}

function tooLittleMemory() {
  const sentence = gettext(
    "This computer ran out of memory. Close other pages, or train the simplified model.",
  );
  return new CannotLearn(sentence, { offersSimplified: true });
}

function notArrivedInWords() {
  return gettext("The recordings did not arrive. Check the network, then try again.");
}

function unknownInWords() {
  return gettext(
    "This computer could not learn the recordings. Load the page again, then try once more.",
  );
}
