import { hueOf, make } from "./dom.js";
import { formatPercent } from "../numbers.js";

const MANY = 8; // labels, from which on the bars stand closer

/**
 * Shows how sure the computer is of every label, the most confident first.
 *
 *   bars.show([{ label: 2, name: "rose", confidence: 0.87 }, …]);
 *   bars.drawLine(0.7);  // across every bar, where something begins to count
 */
class ConfidenceBars extends HTMLElement {
  #bars = new Map(); // by label: they stay, so that they can move

  drawLine(share) {
    this.classList.add("has-line");
    this.style.setProperty("--line-at", `${100 * share}%`);
  }

  show(classification) {
    const labels = classification.map(({ label }) => label);
    if (labels.some((label) => !this.#bars.has(label))) this.forget();
    const list = this.#list;
    list.classList.toggle("bars-many", labels.length > MANY);
    for (const [place, each] of classification.entries()) {
      const bar = this.#barOf(each);
      bar.classList.toggle("is-best", place === 0);
      if (list.children[place] !== bar) {
        list.insertBefore(bar, list.children[place] ?? null);
      }
    }
    while (list.children.length > labels.length) list.lastElementChild.remove();
  }

  forget() {
    this.#bars.clear();
    this.replaceChildren();
  }

  get #list() {
    if (!this.firstElementChild) this.append(make("ol", { class: "bars" }));
    return this.firstElementChild;
  }

  #barOf({ label, name, confidence }) {
    if (!this.#bars.has(label)) this.#bars.set(label, makeBar(label));
    const bar = this.#bars.get(label);
    const [words, number, line] = bar.children;
    if (words.textContent !== name) words.textContent = name;
    const percent = formatPercent(confidence);
    if (number.textContent !== percent) number.textContent = percent;
    line.setAttribute("value", confidence);
    return bar;
  }
}

function makeBar(label) {
  return make(
    "li",
    { class: `bar ${hueOf(label)}` },
    make("span", { class: "bar-name", dir: "auto" }),
    make("span", { class: "bar-number" }),
    make("progress", { class: "bar-line", "aria-hidden": "true" }),
  );
}

customElements.define("confidence-bars", ConfidenceBars);
