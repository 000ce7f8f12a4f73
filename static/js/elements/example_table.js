import { hueOf, make } from "./dom.js";
import { formatPercent, inWords } from "../numbers.js";
import { gettext } from "../words.js";

/**
 * Mistakes as rows: what was known of each, what it is, what the computer said.
 *
 *   table.show(schema, [{ example, label, answer, confidence }, …]);
 */
class ExampleTable extends HTMLElement {
  show(schema, mistakes) {
    if (mistakes.length === 0) {
      this.replaceChildren();
      return;
    }
    const heads = [
      ...schema.fields.map(({ name }) => name),
      gettext("It is"),
      gettext("The computer said"),
    ].map((name) => make("th", { scope: "col" }, name));
    const rows = mistakes.map((mistake) => row(schema, mistake));
    const table = make(
      "table",
      { class: "table" },
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows),
    );
    const about = { class: "table-scroll", tabindex: 0, role: "region" };
    const name = { "aria-label": gettext("Mistakes") };
    this.replaceChildren(make("div", { ...about, ...name }, table));
  }
}

function row(schema, { example, label, answer, confidence }) {
  const cells = schema.fields.map((field) =>
    make("td", {}, inWords(field, example.values[field.number])),
  );
  const sure = ` ${formatPercent(confidence)}`;
  return make(
    "tr",
    {},
    ...cells,
    make("td", {}, tag(schema.labels[label])),
    make("td", {}, tag(schema.labels[answer]), sure),
  );
}

function tag({ number, name }) {
  return make("span", { class: `label-tag ${hueOf(number)}` }, name);
}

customElements.define("example-table", ExampleTable);
