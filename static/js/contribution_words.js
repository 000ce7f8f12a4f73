/** What a teacher reads of who has added how much. */

import { fill, gettext, ngettext } from "./words.js";

/** All of it in a sentence or two. */
export function sumWords({ total, waiting, hidden, adding, members }) {
  const added = ngettext("%(total)s example", "%(total)s examples", total);
  const said = [fill(added, { total })];
  if (waiting > 0) said.push(fill(gettext("%(waiting)s waiting"), { waiting }));
  if (hidden > 0) said.push(fill(gettext("%(hidden)s hidden"), { hidden }));
  const by = gettext("%(adding)s of %(members)s students have added something");
  said.push(fill(by, { adding, members: Math.max(adding, members) }));
  return said.join(" · ");
}

/** What one has added, for those who cannot see the picture. */
export function rowWords(student, columns) {
  const counted = columns
    .map(({ name, count }) => ({ name, count: count(student) }))
    .filter(({ count }) => count > 0)
    .map((each) => fill(gettext("%(name)s: %(count)s"), each));
  const { waiting, hidden } = student;
  if (waiting > 0) counted.push(fill(gettext("%(waiting)s waiting"), { waiting }));
  if (hidden > 0) counted.push(fill(gettext("%(hidden)s hidden"), { hidden }));
  return counted.join(", ") || gettext("nothing yet");
}

export function othersWords() {
  return gettext("Teachers, and nobody known");
}
