import { hueOf, make } from "./dom.js";
import { fill, gettext, ngettext } from "../words.js";

const MOST_LABELS = 4; // More do not fit into a tile; their number is said.
const FULL_AT_LEAST = 10; // examples; a first one does not fill the bar

/** Small named bars, one for each label, that grow as examples come in. */
export class LabelCounts {
  #list;
  #more;
  #rows = new Map(); // by label number
  #order = "";

  constructor(list, more) {
    this.#list = list;
    this.#more = more;
  }

  show(labels) {
    const shown = labels.slice(0, MOST_LABELS);
    this.#arrange(shown);
    const most = Math.max(FULL_AT_LEAST, ...labels.map(({ count }) => count));
    for (const label of shown) this.#rows.get(label.number).show(label, most);
    this.#countTheRest(labels.slice(MOST_LABELS));
  }

  /** Makes rows for labels that are new, and puts all in order if that has changed. */
  #arrange(labels) {
    const order = labels.map(({ number }) => number).join();
    if (order === this.#order) return;
    this.#order = order;
    const rows = labels.map(({ number }) => [
      number,
      this.#rows.get(number) ?? new CountRow(number),
    ]);
    this.#rows = new Map(rows);
    this.#list.replaceChildren(...rows.map(([, row]) => row.element));
  }

  #countTheRest(labels) {
    const count = labels.length;
    this.#more.hidden = count === 0;
    const words = ngettext("%(count)s more label", "%(count)s more labels", count);
    const text = fill(words, { count });
    if (count > 0 && this.#more.textContent !== text) this.#more.textContent = text;
  }
}

class CountRow {
  #name = make("bdi", { class: "count-name" });
  #meter = make("span", { class: "meter", "aria-hidden": "true" }, make("span"));
  #number = make("span", { class: "count-number" });
  #count = null;
  #bump = false;

  constructor(number) {
    const attributes = { class: `count ${hueOf(number)}` };
    this.element = make("li", attributes, this.#name, this.#meter, this.#number);
  }

  show({ name, count }, most) {
    if (this.#name.textContent !== name) this.#name.textContent = name;
    this.#meter.style.setProperty("--share", (count / most).toFixed(3));
    if (count === this.#count) return;
    if (this.#count !== null && count > this.#count) this.#flash();
    this.#count = count;
    this.#number.textContent = count;
    this.element.title = fill(gettext("%(name)s: %(count)s"), { name, count });
  }

  /** Two names for the same animation, so that it begins anew without a reflow. */
  #flash() {
    this.#bump = !this.#bump;
    this.#number.dataset.bump = this.#bump ? "one" : "other";
  }
}
