import { sentenceFor } from "../device_errors.js";
import { ProblemInWords, gettext } from "../words.js";

/** Why a microphone cannot be used, in words that say what to do next. */
export class MicrophoneProblem extends ProblemInWords {}

/** Only pages that came over https, or from this very computer, are given one. */
export function noMicrophoneHere() {
  return new MicrophoneProblem(
    gettext(
      "The microphone works only over https. Ask the person who runs this site about it.",
    ),
  );
}

export function tooOldToListen() {
  return new MicrophoneProblem(
    gettext("This browser is too old to listen. Try a newer one, or choose a file."),
  );
}

export function unpluggedMicrophone() {
  return new MicrophoneProblem(
    gettext(
      "The microphone was unplugged or switched off. Plug it in, then try again.",
    ),
  );
}

/** Puts what the browser said into words, by the name of its error. */
export function microphoneProblem(error) {
  return new MicrophoneProblem(sentenceFor(error, SENTENCES));
}

const SENTENCES = {
  refused: () =>
    gettext(
      "This page may not use the microphone. Press the sign beside the address of this page, allow the microphone, then try again.",
    ),
  missing: () => gettext("I cannot find a microphone. Plug one in, then try again."),
  busy: () =>
    gettext("Another program is using the microphone. Close it, then try again."),
  unreachable: () => gettext("That did not arrive. Check the network, then try again."),
  other: () =>
    gettext("The microphone did not start. Unplug it and plug it in, then try again."),
};
