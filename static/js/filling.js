/** How full buckets are that a class fills together. Knows no page. */

import { fill, gettext, ngettext } from "./words.js";

const STEPS = [1, 2, 5];
const FULL_AT_LEAST = 10; // examples

/**
 * Returns how many examples fill a bucket to the brim: a round number that is the same
 * for all of them, so that their levels can be compared, and leaves a little room.
 */
export function fullAt(counts) {
  const most = Math.max(0, ...counts);
  for (let ten = 10; ; ten *= 10) {
    const full = STEPS.map((step) => step * ten).find((each) => each > most);
    if (full) return Math.max(FULL_AT_LEAST, full);
  }
}

/** Returns how many buckets stand side by side on a wide screen, that all may be seen. */
export function columnsFor(count) {
  if (count <= 5) return Math.max(1, count);
  return count <= 8 ? 4 : Math.ceil(Math.sqrt(count * 2));
}

/** Returns the buckets: labels with their counts, or one for kinds without labels. */
export function bucketsOf({ labels, shown }, hasLabels) {
  if (!hasLabels) return [{ number: 1, name: gettext("Rows"), count: shown }];
  return labels.map(({ number, name, example_count: examples }) => ({
    number,
    name,
    count: examples,
  }));
}

export function headline(isCollecting, total) {
  if (isCollecting) {
    return total === 0
      ? gettext("The buckets are waiting for your examples!")
      : gettext("We are filling the buckets together!");
  }
  return total === 0
    ? gettext("The buckets are closed for now.")
    : gettext("Thank you! All of you together have done this.");
}

export function totalWords(total) {
  return ngettext("example", "examples", total);
}

export function addingWords({ adding, members }) {
  const words = ngettext(
    "%(adding)s of %(members)s has added something.",
    "%(adding)s of %(members)s have added something.",
    adding,
  );
  return adding === 0
    ? ""
    : fill(words, { adding, members: Math.max(adding, members) });
}

export function scaleWords(full) {
  return fill(gettext("A full bucket is %(full)s examples."), { full });
}
