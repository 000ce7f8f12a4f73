/** What to be wary of in a prediction, in words. */

import { formatNumber } from "./numbers.js";
import { fill, gettext } from "./words.js";

/** Says what was asked that nothing like it was ever learnt from. */
export function outsideInWords(outside) {
  return outside.map((column) => fill(wordsFor(column), spelled(column)));
}

function wordsFor({ value, least, most }) {
  if (typeof value === "string") {
    return gettext(
      "It has never seen “%(value)s” for “%(name)s”, so it can only guess wildly.",
    );
  }
  return value > most
    ? gettext(
        "It has only seen “%(name)s” up to %(most)s, and never %(value)s. Out there it may be quite wrong.",
      )
    : gettext(
        "It has only seen “%(name)s” from %(least)s on, and never %(value)s. Out there it may be quite wrong.",
      );
}

function spelled({ name, value, least, most, unit = "" }) {
  return {
    name,
    value: write(value, unit),
    least: write(least, unit),
    most: write(most, unit),
  };
}

/** Says what it took for what nobody has told it. */
export function missingInWords(missing) {
  return missing.map(({ name, usual, unit = "" }) =>
    fill(gettext("“%(name)s” is not known, so it took %(usual)s, which is usual."), {
      name,
      usual: write(usual, unit),
    }),
  );
}

function write(value, unit) {
  const words = typeof value === "number" ? formatNumber(value) : String(value ?? "");
  return unit ? `${words}\u00a0${unit}` : words;
}
