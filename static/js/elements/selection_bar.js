import { fromTemplate, make, part, tell } from "./dom.js";
import { fill, ngettext } from "../words.js";

/**
 * What can be done to the examples that are picked, whatever label they are in.
 *
 *   bar.show(examples, labels);
 *
 * Speaks upwards: "selection-move" { ids, label }, "selection-delete" { ids },
 * "selection-clear".
 */
class SelectionBar extends HTMLElement {
  #ids = [];

  show(examples, labels) {
    this.#ids = examples.map((example) => example.id);
    if (examples.length === 0) {
      this.replaceChildren();
      return;
    }
    if (!this.firstElementChild) this.#build();
    const count = examples.length;
    const words = ngettext(
      "%(count)s example picked",
      "%(count)s examples picked",
      count,
    );
    part(this, "words").textContent = fill(words, { count });
    part(this, "move-parts").hidden = labels.length < 2;
    this.#showLabels(examples, labels);
  }

  #build() {
    this.replaceChildren(fromTemplate("selection-bar-template"));
    part(this, "move").addEventListener("click", () => {
      const label = Number(part(this, "labels").value);
      tell(this, "selection-move", { ids: this.#ids, label });
    });
    part(this, "delete").addEventListener("click", () =>
      tell(this, "selection-delete", { ids: this.#ids }),
    );
    part(this, "clear").addEventListener("click", () => tell(this, "selection-clear"));
  }

  /** Offers every label but the one that all of them are in already. */
  #showLabels(examples, labels) {
    const select = part(this, "labels");
    const wanted = select.value;
    const home = new Set(examples.map((example) => example.label));
    const others = labels.filter(({ number }) => home.size > 1 || !home.has(number));
    const options = others.map(({ number, name }) =>
      make("option", { value: number, selected: String(number) === wanted }, name),
    );
    select.replaceChildren(...options);
  }
}

customElements.define("selection-bar", SelectionBar);
