import { hueOf, make } from "./dom.js";
import { formatPercent } from "../numbers.js";

/**
 * Shows how sure the computer is of every label, the most confident first.
 *
 *   bars.show([{ label: 2, name: "rose", confidence: 0.87 }, …]);
 */
class ConfidenceBars extends HTMLElement {
  show(classification) {
    const bars = classification.map((each, place) => bar(each, place === 0));
    this.replaceChildren(make("ol", { class: "bars" }, ...bars));
  }
}

function bar({ label, name, confidence }, isBest) {
  const percent = formatPercent(confidence);
  return make(
    "li",
    { class: `bar ${hueOf(label)}${isBest ? " is-best" : ""}` },
    make("span", { class: "bar-name" }, name),
    make("span", { class: "bar-number" }, percent),
    make("progress", { class: "bar-line", value: confidence, "aria-hidden": "true" }),
  );
}

customElements.define("confidence-bars", ConfidenceBars);
