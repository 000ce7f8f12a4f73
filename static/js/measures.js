/** What can be said of how well a model answers the examples that measured it. */

import { errorChangeInWords, errorsInWords } from "./errors.js";
import { formatPercent } from "./numbers.js";
import { fill, gettext, ngettext } from "./words.js";

// With fewer, luck decides: where a coin is right half of the time, a model that is
// right 4 times in 5 is no better on 4 examples in 18 % of cases, on 8 in 6 % (binomial).
export const ENOUGH = 8; // examples

/** Says if another few examples might have told something else altogether. */
export function saysLittle({ accuracy, example_count: count }) {
  return accuracy != null && count < ENOUGH;
}

/** Follows a measure that says little; nothing where it says enough. */
export function cautionInWords(evaluation) {
  if (!saysLittle(evaluation)) return "";
  const count = evaluation.example_count;
  const words = ngettext(
    "It was asked only %(count)s example, so luck counts a lot. Add more to be surer.",
    "It was asked only %(count)s examples, so luck counts a lot. Add more to be surer.",
    count,
  );
  return fill(words, { count });
}

/** Says how good a model is in a few words, for one line of a table. */
export function goodInWords({ evaluation, schema }) {
  if (predicts(evaluation)) return errorsInWords(evaluation, schema.fields);
  if (evaluation?.accuracy == null) return gettext("too few examples to say");
  const percent = formatPercent(evaluation.accuracy);
  return fill(gettext("%(percent)s right"), { percent });
}

/** Says which of two models is better, whatever they answer. */
export function whichIsBetter(older, newer) {
  return predicts(older.evaluation) && predicts(newer.evaluation)
    ? errorChangeInWords(older, newer)
    : changeInWords(older.evaluation, newer.evaluation);
}

/** Says if a model answers numbers: there is an error of each, and no share is right. */
function predicts(evaluation) {
  return Boolean(evaluation?.targets);
}

/** Says if the newer of two models is better, as far as that is known. */
export function changeInWords(older, newer) {
  if (older?.accuracy == null || newer?.accuracy == null) {
    return gettext("There were too few examples to say which is better.");
  }
  const from = formatPercent(older.accuracy);
  const to = formatPercent(newer.accuracy);
  if (saysLittle(older) || saysLittle(newer)) {
    const words = gettext(
      "From %(from)s to %(to)s right, but asked so little that it may be luck.",
    );
    return fill(words, { from, to });
  }
  if (from === to) return gettext("Both are equally good.");
  const words =
    newer.accuracy > older.accuracy
      ? gettext("It got better: from %(from)s to %(to)s right.")
      : gettext("It got worse: from %(from)s to %(to)s right.");
  return fill(words, { from, to });
}
