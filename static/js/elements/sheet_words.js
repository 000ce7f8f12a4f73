import { fill, gettext, ngettext } from "../words.js";

/** What became of the rows of a table, in words. */

export function pastedInWords({ rows, left, bad }) {
  const words = ngettext("%(rows)s row pasted.", "%(rows)s rows pasted.", rows);
  return [fill(words, { rows }), leftInWords(left), badInWords(bad)]
    .filter(Boolean)
    .join(" ");
}

export function deletedInWords(count) {
  const words = ngettext("%(count)s row deleted.", "%(count)s rows deleted.", count);
  return fill(words, { count });
}

export function rowsInWords(count) {
  const words = ngettext("%(count)s row", "%(count)s rows", count);
  return fill(words, { count });
}

/** Says how many cells cannot be stored yet; "" where there are none. */
export function badInWords(count) {
  if (count === 0) return "";
  const words = ngettext(
    "%(count)s cell is not right yet. It is marked, and not stored before you mend it.",
    "%(count)s cells are not right yet. They are marked, and not stored before you mend them.",
    count,
  );
  return fill(words, { count });
}

export function askToDelete({ top, bottom }) {
  const count = bottom - top + 1;
  const words = ngettext("Delete row %(row)s", "Delete %(count)s rows", count);
  return fill(words, { row: top + 1, count });
}

export function goneInWords(count) {
  const words = ngettext(
    "%(count)s row was deleted on another page, so it is gone here, too.",
    "%(count)s rows were deleted on another page, so they are gone here, too.",
    count,
  );
  return fill(words, { count });
}

function leftInWords(count) {
  if (count === 0) return "";
  const words = ngettext(
    "%(count)s column did not fit: add a column for it, and paste again.",
    "%(count)s columns did not fit: add columns for them, and paste again.",
    count,
  );
  return fill(words, { count });
}

export function notYoursInWords() {
  return gettext("Some rows are somebody else’s. You can change your own.");
}
