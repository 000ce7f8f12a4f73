/** What a teacher reads who looks through what a class has added. */

import { fill, gettext, ngettext } from "./words.js";

export function stateWords(state) {
  const words = {
    waiting: gettext("Waiting"),
    hidden: gettext("Hidden"),
    shown: gettext("Everybody sees it"),
  };
  return words[state];
}

/** What somebody else has done to an example while it was looked at. */
export function newsWords(news) {
  const words = {
    gone: gettext("This was deleted just now."),
    approved: gettext("Everybody sees this now."),
    hidden: gettext("This was hidden just now."),
    waiting: gettext("This waits again: it was changed."),
  };
  return words[news];
}

export function authorWords(author) {
  return author ?? gettext("Nobody’s name");
}

/** Says what stands below an example: who added that, `of`, and its label `name`. */
export function alikeWords(kind, { of, name }) {
  const isSame = kind === "same";
  const words = isSame
    ? gettext("The same as this in “%(name)s”, by %(of)s")
    : gettext("Looks like this in “%(name)s”, by %(of)s");
  const withoutLabel = isSame
    ? gettext("The same as this, by %(of)s")
    : gettext("Looks like this, by %(of)s");
  return fill(name === null ? withoutLabel : words, { of, name });
}

/** What was done to some examples, for the toast that can take it back. */
export function doneWords(verb, count, name = "") {
  const words = {
    shown: ngettext(
      "%(count)s example approved: everybody sees it.",
      "%(count)s examples approved: everybody sees them.",
      count,
    ),
    hidden: ngettext("%(count)s example hidden.", "%(count)s examples hidden.", count),
  };
  return fill(words[verb], { count, name });
}

/** What could not be done, because students went on meanwhile; or nothing. */
export function leftOutWords({ gone = [], unseen = [] }) {
  const sentences = [];
  if (gone.length > 0) {
    const words = ngettext(
      "%(count)s was deleted meanwhile.",
      "%(count)s were deleted meanwhile.",
      gone.length,
    );
    sentences.push(fill(words, { count: gone.length }));
  }
  if (unseen.length > 0) {
    const words = ngettext(
      "%(count)s was changed meanwhile: look at it again.",
      "%(count)s were changed meanwhile: look at them again.",
      unseen.length,
    );
    sentences.push(fill(words, { count: unseen.length }));
  }
  return sentences.join(" ");
}

/** What the verbs are for: what is picked, or else the tile that somebody stands on. */
export function pickedWords(picked, isOnOne) {
  if (picked === 0) {
    return isOnOne ? gettext("The marked one") : gettext("Nothing picked");
  }
  const words = ngettext("%(count)s picked", "%(count)s picked", picked);
  return fill(words, { count: picked });
}

export function arrivedWords(count) {
  const words = ngettext(
    "%(count)s more has come. Show it.",
    "%(count)s more have come. Show them.",
    count,
  );
  return fill(words, { count });
}

export function moreWords(count) {
  return fill(gettext("Show more (%(left)s left)"), { left: count });
}

/** What stands where there is nothing to look through: a headline and what to do. */
export function emptyWords({ show, student, label }, needsApproval) {
  if (student || label !== null) {
    return [
      gettext("Nothing here"),
      gettext("Choose other students or labels to see more."),
    ];
  }
  const waiting = needsApproval
    ? gettext("New ones come here by themselves.")
    : gettext("What students add is seen by everybody at once, without waiting.");
  const words = {
    waiting: [gettext("Nothing is waiting"), waiting],
    hidden: [
      gettext("Nothing is hidden"),
      gettext("What you hide, only you and who added it can see."),
    ],
    alike: [
      gettext("No two look alike"),
      gettext("Examples that are the same, or nearly, are shown here side by side."),
    ],
    all: [
      gettext("Nobody has added anything yet"),
      gettext("What your class adds comes here by itself."),
    ],
  };
  return words[show];
}
