import { fill, gettext, ngettext } from "../words.js";

/** What is said to students who fill a project of their class, in words. */

/** Says why nothing can be added now; "" when it can. */
export function whyClosed({ isCollecting, left, room, studentQuota }) {
  if (!isCollecting) {
    return gettext(
      "Your teacher has closed the buckets for now. When they open again, you see it here.",
    );
  }
  if (left === 0) return allAdded(studentQuota);
  if (room === 0) return gettext("The project is full. Tell your teacher.");
  return "";
}

/** Of a project that is not theirs to see any more, or of somebody who is logged out. */
export function overInWords() {
  return gettext("Nothing can be added here any more.");
}

export function openAgainInWords() {
  return gettext("You can add examples again.");
}

/** Says why a class has nothing to fill yet; "" when it has. */
export function nothingYetInWords({ shared, labels, fields }, { hasColumns }) {
  if (!shared) return "";
  if (hasColumns && fields.length === 0) {
    return gettext("Your teacher has made no columns yet. They appear here at once.");
  }
  if (labels.length === 0) {
    return gettext("Your teacher has made no labels yet. They appear here at once.");
  }
  return "";
}

/** Says how many examples somebody has added, and how many more they may. */
export function mineInWords({ count, left }) {
  const added = ngettext(
    "You have added %(count)s example.",
    "You have added %(count)s examples.",
    count,
  );
  const more = ngettext("%(left)s more fits.", "%(left)s more fit.", left);
  const words = fill(added, { count });
  return !left ? words : `${words} ${fill(more, { left })}`;
}

export function approvalInWords() {
  return gettext("Your teacher looks at what you add before everybody sees it.");
}

/** Says how many examples there are, for those who do not see them come. */
export function countInWords(count) {
  const words = ngettext(
    "There is %(count)s example now.",
    "There are %(count)s examples now.",
    count,
  );
  return fill(words, { count });
}

/** Says how the connection is to what others add; "" when all comes at once. */
export function connectionInWords(how) {
  if (how === "again") return gettext("Connecting again…");
  if (how === "asking") return gettext("What others add comes a few seconds later.");
  return "";
}

export function labelGoneInWords({ name }) {
  return fill(gettext("Your teacher has taken the label “%(name)s” away."), { name });
}

/** What stands in a bucket that is kept only for what somebody is typing in it. */
export function labelKeptInWords(label) {
  const rest = gettext("Copy what you want to keep, then load the page again.");
  return `${labelGoneInWords(label)} ${rest}`;
}

function allAdded(quota) {
  const words = ngettext(
    "You have added the %(quota)s example that everybody may. Well done!",
    "You have added all %(quota)s examples that everybody may. Well done!",
    quota,
  );
  return fill(words, { quota });
}
