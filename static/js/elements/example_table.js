import { hueOf, make } from "./dom.js";
import { formatPercent } from "../numbers.js";
import { gettext } from "../words.js";

/**
 * Returns what was answered as rows: what was known of each, what it is, what the computer said.
 *
 *   exampleTable(columns, schema.labels, [{ example, label, answer, confidence }, …]);
 *
 * A column is { name, cell }, where `cell(example)` says what stands there.
 */
export function exampleTable(columns, labels, answers) {
  const names = columns.map(({ name }) => name);
  const heads = [...names, gettext("It is"), gettext("The computer said")];
  const rows = answers.map((given) => row(columns, labels, given));
  const table = make(
    "table",
    { class: "table" },
    make("thead", {}, make("tr", {}, ...heads.map(head))),
    make("tbody", {}, ...rows),
  );
  const about = { class: "table-scroll", tabindex: 0, role: "region" };
  const isRight = answers.every(({ label, answer }) => label === answer);
  const name = isRight ? gettext("Right answers") : gettext("Mistakes");
  return make("div", { ...about, "aria-label": name }, table);
}

function head(name) {
  return make("th", { scope: "col" }, name);
}

function row(columns, labels, { example, label, answer, confidence }) {
  const cells = columns.map(({ cell }) => make("td", { dir: "auto" }, cell(example)));
  const sure = ` ${formatPercent(confidence)}`;
  return make(
    "tr",
    {},
    ...cells,
    make("td", {}, tag(labels[label])),
    make("td", {}, tag(labels[answer]), sure),
  );
}

function tag({ number, name }) {
  return make("span", { class: `label-tag ${hueOf(number)}` }, name);
}
