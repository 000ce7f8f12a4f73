/** What a model that listens has heard, in words. */

import { THRESHOLD } from "./hearing.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext } from "../words.js";

/** Says when something counts as heard, for whoever cannot see the line. */
export function ruleInWords(background) {
  const values = { percent: formatPercent(THRESHOLD), name: background?.name };
  const counts = gettext(
    "The line is at %(percent)s: from there on the computer is sure enough to say “I heard it”. While it listens, two answers in a row have to agree.",
  );
  if (!background) return fill(counts, values);
  const noise = gettext("“%(name)s” never counts: it means that there was nothing.");
  return `${fill(counts, values)} ${fill(noise, values)}`;
}

/** Says what was just heard, without a number: it is there only for a moment. */
export function hearingInWords({ name }) {
  return fill(gettext("I heard “%(name)s”!"), { name });
}

/** Says what a single sound is, by the same rule. */
export function soundInWords({ label, name, confidence }, background) {
  const values = { name, percent: formatPercent(confidence) };
  if (label === background?.number) {
    const words = gettext(
      "I heard nothing: it sounds like “%(name)s”. I am %(percent)s sure.",
    );
    return fill(words, values);
  }
  const words =
    confidence < THRESHOLD
      ? gettext(
          "Maybe “%(name)s”? I am only %(percent)s sure. That is too little to count.",
        )
      : gettext("I heard “%(name)s”! I am %(percent)s sure.");
  return fill(words, values);
}
