import { sentenceFor } from "../device_errors.js";
import { ProblemInWords, gettext } from "../words.js";

/** Why a camera cannot be used, in words that say what to do next. */
export class CameraProblem extends ProblemInWords {}

/** Only pages that came over https, or from this very computer, are given a camera. */
export function noCameraHere() {
  return new CameraProblem(
    gettext(
      "The camera works only over https. Ask the person who runs this site about it.",
    ),
  );
}

export function unplugged() {
  return new CameraProblem(
    gettext("The camera was unplugged or switched off. Plug it in, then try again."),
  );
}

export function isVeryDark() {
  return gettext(
    "The picture is black. Is the cover of the camera closed, or the room dark?",
  );
}

/** Puts what the browser said into words, by the name of its error. */
export function cameraProblem(error) {
  return new CameraProblem(sentenceFor(error, SENTENCES));
}

const SENTENCES = {
  refused: () =>
    gettext(
      "This page may not use the camera. Press the sign beside the address of this page, allow the camera, then try again.",
    ),
  missing: () => gettext("I cannot find a camera. Plug one in, then try again."),
  busy: () =>
    gettext(
      "Another program is using the camera. Close it, or its tab, then try again.",
    ),
  other: () =>
    gettext("The camera did not start. Unplug it and plug it in, then try again."),
};
