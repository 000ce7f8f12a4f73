/** What can be said of how far predicted numbers are from the true ones. */

import { formatMeasured } from "./measured.js";
import { formatPercent } from "./numbers.js";
import { fill, gettext, ngettext } from "./words.js";

const ENOUGH = 10; // rows; with fewer, luck decides how wrong a model seems
const EXACT = 0.001; // share of the average's error that nobody would call wrong
const SAME = 0.02; // share of an error by which two of them do not really differ

/** Puts each measured column beside what is known of it. */
export function measuredTargets({ targets = [] }, fields) {
  const byNumber = new Map(fields.map((field) => [field.number, field]));
  return targets
    .filter(
      ({ number, mean_absolute_error: off }) => off != null && byNumber.has(number),
    )
    .map((target) => ({ ...target, ...name(byNumber.get(target.number)) }));
}

function name({ name, unit = "" }) {
  return { name, unit };
}

/** Says if an error is nothing beside that of always saying the average. */
export function isExact(off, { baseline }) {
  return off <= EXACT * (baseline ?? 0);
}

export function offInWords(target) {
  const { mean_absolute_error: off, unit } = target;
  if (isExact(off, target)) return gettext("almost exactly right");
  const words = gettext("usually off by %(off)s");
  return fill(words, { off: formatMeasured(off, { unit }) });
}

/** Says it of all columns: "usually off by 3.2 cm", or with their names. */
export function errorsInWords(evaluation, fields) {
  const targets = measuredTargets(evaluation ?? {}, fields);
  if (targets.length === 0) return gettext("too few rows to say");
  if (targets.length === 1) return offInWords(targets[0]);
  const each = targets.map((target) => `${target.name}: ${offInWords(target)}`);
  return each.join(", ");
}

/** Says what is worse than no model at all: the mean is always to be had. */
export function isNoBetter({ mean_absolute_error: off, baseline }) {
  return off != null && baseline != null && off >= baseline;
}

export function baselineInWords(target) {
  const { unit, baseline } = target;
  if (baseline == null) return "";
  const always = formatMeasured(baseline, { unit });
  const words = isNoBetter(target)
    ? gettext(
        "Always saying the average would be off by %(always)s: it has found nothing yet. Other columns, or more rows, may help.",
      )
    : gettext("Always saying the average would be off by %(always)s.");
  return fill(words, { always });
}

/** Says how it was measured, and if that were so few rows that luck counts. */
export function methodInWords({ method, example_count: count }) {
  const words =
    method === "held-back"
      ? ngettext(
          "That was measured with %(count)s row that it had never seen.",
          "That was measured with %(count)s rows that it had never seen.",
          count,
        )
      : ngettext(
          "%(count)s row was hidden, and predicted from the others.",
          "Each of the %(count)s rows was hidden once, and predicted from the others.",
          count,
        );
  const sentences = [fill(words, { count })];
  if (count < ENOUGH) {
    sentences.push(gettext("Those are few, so luck counts a lot. Add more rows."));
  }
  return sentences.join(" ");
}

/** Says if a straight line was enough, or how much a network was better. */
export function chosenInWords({ chosen, errors = {}, targets = [] }) {
  if (targets.length > 0 && targets.every(isNoBetter)) return ""; // That is said.
  if (chosen === "line") {
    return gettext(
      "A straight line was enough: the network in the computer’s head was no better.",
    );
  }
  const { line, network } = errors;
  if (chosen !== "network" || !(line > 0) || network == null) return "";
  const share = formatPercent(Math.max(0, 1 - network / line));
  const words = gettext(
    "It found more than a straight line: a network that is off by %(share)s less.",
  );
  return fill(words, { share });
}

/** Says which of two models is better, as far as that is known. */
export function errorChangeInWords(older, newer) {
  const [one] = measuredTargets(older.evaluation, older.schema.fields);
  const all = measuredTargets(newer.evaluation, newer.schema.fields);
  const other = all.find(({ number }) => number === one?.number);
  if (!one || !other) {
    return gettext("They do not predict the same, so nobody can say which is better.");
  }
  const from = one.mean_absolute_error;
  const to = other.mean_absolute_error;
  const values = {
    name: other.name,
    from: formatMeasured(from, one),
    to: formatMeasured(to, other),
  };
  if (Math.abs(from - to) <= SAME * Math.max(from, to)) {
    return gettext("Both are equally good.");
  }
  const words =
    to < from
      ? gettext("It got better: “%(name)s” was off by %(from)s, now by %(to)s.")
      : gettext("It got worse: “%(name)s” was off by %(from)s, now by %(to)s.");
  return fill(words, values);
}
