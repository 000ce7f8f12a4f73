import { make } from "./dom.js";
import { fill, gettext, ngettext } from "../words.js";

/** What a look at a table or a list found, as parts of a page. */

/** Returns the head and the first rows of a table. */
export function sampleOf({ columns, sample }) {
  const names = columns.map((name) =>
    make("th", { scope: "col" }, make("bdi", {}, name)),
  );
  const rows = sample.map((cells) =>
    make("tr", {}, ...cells.map((cell) => make("td", { dir: "auto" }, cell))),
  );
  return [make("thead", {}, make("tr", {}, ...names)), make("tbody", {}, ...rows)];
}

export function problemCount({ problem_count: count }) {
  const words = ngettext(
    "%(count)s line stays out:",
    "%(count)s lines stay out:",
    count,
  );
  return fill(words, { count });
}

/** Returns an item for each bad line, of which the server names the first ones. */
export function problemItems({ problems, problem_count: count }) {
  const items = problems.map(({ line, sentence }) => {
    const place = fill(gettext("Line %(line)s:"), { line });
    const strong = make("span", { class: "problem-line" }, place, " ");
    return make("li", {}, strong, make("bdi", {}, sentence));
  });
  if (count > problems.length) items.push(make("li", {}, "…"));
  return items;
}

/** Says how many are left out for being nothing new; "" where none are. */
export function duplicatesInWords({ duplicates: count = 0 }) {
  if (count === 0) return "";
  const words = ngettext(
    "%(count)s is there already or comes twice.",
    "%(count)s are there already or come twice.",
    count,
  );
  return fill(words, { count });
}

export function newLabelsInWords({ new_labels: labels }) {
  if (labels.length === 0) return "";
  const words = ngettext(
    "This makes a new label:",
    "This makes new labels:",
    labels.length,
  );
  return `${words} ${labels.join(", ")}`;
}
