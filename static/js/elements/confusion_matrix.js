import { make, tell } from "./dom.js";
import { fill, gettext, ngettext } from "../words.js";

/**
 * What things are (rows) and what the computer said (columns).
 *
 *   matrix.show(schema.labels, evaluation.confusion);
 *
 * Speaks upwards: "mistakes-picked" { label, answer } as places in the list of labels.
 */
class ConfusionMatrix extends HTMLElement {
  show(labels, confusion) {
    const names = labels.map(({ name }) => name);
    const heads = names.map((name) => make("th", { scope: "col" }, name));
    const corner = make("td", {});
    const said = make("th", { scope: "colgroup", colspan: names.length });
    said.append(gettext("The computer said"));
    const rows = confusion.map((counts, label) => this.#row(names, counts, label));
    this.replaceChildren(
      make(
        "table",
        { class: "matrix" },
        make(
          "thead",
          {},
          make("tr", {}, corner, said),
          make("tr", {}, itIs(), ...heads),
        ),
        make("tbody", {}, ...rows),
      ),
    );
  }

  #row(names, counts, label) {
    const cells = counts.map((count, answer) =>
      make("td", {}, this.#cell(names, count, label, answer)),
    );
    return make("tr", {}, make("th", { scope: "row" }, names[label]), ...cells);
  }

  #cell(names, count, label, answer) {
    if (count === 0) return make("span", { class: "matrix-cell" }, "0");
    if (label === answer) {
      const mark = make("span", { class: "matrix-mark", "aria-hidden": "true" }, " ✓");
      return make("span", { class: "matrix-cell is-right" }, String(count), mark);
    }
    return this.#mistakes(names, count, label, answer);
  }

  #mistakes(names, count, label, answer) {
    const words = ngettext(
      "%(count)s example of “%(label)s” was taken for “%(answer)s”. Show it.",
      "%(count)s examples of “%(label)s” were taken for “%(answer)s”. Show them.",
      count,
    );
    const attributes = { class: "matrix-cell is-mistake", type: "button" };
    const button = make("button", { ...attributes, "aria-pressed": "false" });
    button.append(String(count));
    const names_ = { label: names[label], answer: names[answer] };
    button.setAttribute("aria-label", fill(words, { count, ...names_ }));
    button.addEventListener("click", () => this.#pick(button, label, answer));
    return button;
  }

  #pick(button, label, answer) {
    for (const other of this.querySelectorAll("[aria-pressed]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    tell(this, "mistakes-picked", { label, answer });
  }
}

function itIs() {
  return make("th", { scope: "col" }, gettext("It is"));
}

customElements.define("confusion-matrix", ConfusionMatrix);
