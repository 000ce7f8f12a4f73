/** What can be said of a model that a class has taught: from what, and for whom. */

import { fill, gettext, ngettext } from "./words.js";

/** Says how examples differ from those that a model has learnt from; "" if not at all. */
export function sinceInWords(since) {
  const changes = [
    [since?.added, (count) => ngettext("%(count)s added", "%(count)s added", count)],
    [
      since?.removed,
      (count) => ngettext("%(count)s removed", "%(count)s removed", count),
    ],
    [
      since?.changed,
      (count) => ngettext("%(count)s changed", "%(count)s changed", count),
    ],
  ]
    .filter(([count]) => count > 0)
    .map(([count, words]) => fill(words(count), { count }));
  if (changes.length === 0) return "";
  return fill(gettext("Since then: %(changes)s."), { changes: changes.join(", ") });
}

/** Says how fair the examples were that measured a model; "" where one added them all. */
export function heldBackInWords(by) {
  if (by === "contributor") {
    return gettext(
      "It was asked only examples of people from whom it had learnt nothing. So it should be about as good with what somebody new shows it.",
    );
  }
  if (by === "example") {
    return gettext(
      "Too few people have added examples to leave some of them out: it knew others by the same people. With what somebody new shows it, it may be worse.",
    );
  }
  return "";
}

export function rightInWords({ right, count }) {
  const words = ngettext(
    "%(right)s of %(count)s right",
    "%(right)s of %(count)s right",
    count,
  );
  return fill(words, { right, count });
}

/** Says whose examples they are that were asked. */
export function whoseInWords({ username, group, is_teacher: isTeacher }) {
  if (isTeacher) return gettext("A teacher");
  if (!username) return gettext("Somebody without a name");
  return group ? `${username} (${group})` : username;
}

/** Says what happens on a page whose model was `before` and is `now`; ids, or null. */
export function newsInWords(before, now) {
  if (!now) {
    return gettext("Your teacher has put the model away. You can still add examples.");
  }
  return before
    ? gettext("A new model is here! From now on it is the one that answers.")
    : gettext("The computer has learnt from what your class has added. Try it out!");
}

/** Returns how many examples of each label were asked, and how many it got right. */
export function figuresOfLabels({ confusion = [] }, labels) {
  return labels
    .map(({ name, number }, place) => {
      const row = confusion[place] ?? [];
      const count = row.reduce((sum, each) => sum + each, 0);
      return { name, number, count, right: row[place] ?? 0 };
    })
    .filter(({ count }) => count > 0);
}

/** Puts those first where most went wrong: there is something to look at. */
export function worstFirst(figures) {
  const share = ({ right, count }) => right / count;
  return [...figures].sort((one, other) => share(one) - share(other));
}
