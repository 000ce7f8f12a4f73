import { duplicatesInWords } from "./import_preview.js";
import { fill, gettext, ngettext } from "../words.js";

/** What became of examples that were moved or imported, in words. */

export function movedInWords(moved, left, name) {
  const stayed = ngettext(
    "%(left)s was in “%(name)s” already, so it stays.",
    "%(left)s were in “%(name)s” already, so they stay.",
    left,
  );
  const words = [
    moved > 0 ? fill(gettext("Moved to “%(name)s”."), { name }) : "",
    left > 0 ? fill(stayed, { left, name }) : "",
  ];
  return words.filter(Boolean).join(" ");
}

export function addedInWords(added, duplicates, label) {
  const here = ngettext(
    "%(added)s example added to “%(name)s”.",
    "%(added)s examples added to “%(name)s”.",
    added,
  );
  const anywhere = ngettext(
    "%(added)s example added.",
    "%(added)s examples added.",
    added,
  );
  const words = fill(label ? here : anywhere, { added, name: label?.name });
  return `${words} ${duplicatesInWords({ duplicates })}`.trim();
}
