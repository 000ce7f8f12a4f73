import { make, tell } from "./dom.js";
import { fill, gettext, ngettext } from "../words.js";

const MANY = 8; // labels

/**
 * What things are (rows) and what the computer said (columns).
 *
 *   matrix.show(schema.labels, evaluation.confusion, (label, answer) => true);
 *
 * The last says of which cells the examples can be shown. Speaks upwards:
 * "cell-picked" { label, answer } as places in the list of labels, or "cell-left" when
 * the same one is pressed again.
 */
class ConfusionMatrix extends HTMLElement {
  #names;
  #canShow;

  show(labels, confusion, canShow) {
    this.#names = labels.map(({ name }) => name);
    this.#canShow = canShow;
    const heads = this.#names.map((name) => make("th", { scope: "col" }, name));
    const corner = make("td", {});
    const said = make("th", { scope: "colgroup", colspan: heads.length });
    said.append(gettext("The computer said"));
    const rows = confusion.map((counts, label) => this.#row(counts, label));
    this.replaceChildren(
      make(
        "table",
        { class: heads.length > MANY ? "matrix matrix-many" : "matrix" },
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

  #row(counts, label) {
    const cells = counts.map((count, answer) =>
      make("td", {}, this.#cell(count, label, answer)),
    );
    const head = make("th", { scope: "row" }, this.#names[label]);
    return make("tr", {}, head, ...cells);
  }

  #cell(count, label, answer) {
    if (count === 0) return make("span", { class: "matrix-cell" }, "0");
    const isRight = label === answer;
    const inside = isRight ? [String(count), mark()] : [String(count)];
    const look = `matrix-cell ${isRight ? "is-right" : "is-mistake"}`;
    if (!this.#canShow(label, answer)) return make("span", { class: look }, ...inside);
    const about = {
      class: `${look} can-show`,
      type: "button",
      "aria-pressed": "false",
    };
    const button = make("button", about, ...inside);
    button.setAttribute("aria-label", this.#cellInWords(count, label, answer));
    button.addEventListener("click", () => this.#pick(button, label, answer));
    return button;
  }

  #cellInWords(count, label, answer) {
    const names = { label: this.#names[label], answer: this.#names[answer] };
    const words =
      label === answer
        ? ngettext(
            "%(count)s example of “%(label)s” was recognised. Show it.",
            "%(count)s examples of “%(label)s” were recognised. Show them.",
            count,
          )
        : ngettext(
            "%(count)s example of “%(label)s” was taken for “%(answer)s”. Show it.",
            "%(count)s examples of “%(label)s” were taken for “%(answer)s”. Show them.",
            count,
          );
    return fill(words, { count, ...names });
  }

  #pick(button, label, answer) {
    const wasPressed = button.getAttribute("aria-pressed") === "true";
    for (const other of this.querySelectorAll("[aria-pressed]")) {
      other.setAttribute("aria-pressed", String(other === button && !wasPressed));
    }
    if (wasPressed) tell(this, "cell-left");
    else tell(this, "cell-picked", { label, answer });
  }
}

function mark() {
  return make("span", { class: "matrix-mark", "aria-hidden": "true" }, " ✓");
}

function itIs() {
  return make("th", { scope: "col" }, gettext("It is"));
}

customElements.define("confusion-matrix", ConfusionMatrix);
