import { hueOf, make } from "./dom.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext } from "../words.js";

const MOST = 12; // things heard that stay in the list

/**
 * What a model has heard so far, the newest first.
 *
 *   log.add({ label: 2, name: "yes", confidence: 0.93 });
 */
class HeardLog extends HTMLElement {
  #list = make("ol", { class: "heard-list" });

  connectedCallback() {
    if (this.firstElementChild) return;
    this.append(make("h3", {}, gettext("What it has heard")), this.#list);
  }

  add(heard) {
    this.hidden = false;
    this.#list.prepend(item(heard));
    while (this.#list.children.length > MOST) this.#list.lastElementChild.remove();
  }

  forget() {
    this.hidden = true;
    this.#list.replaceChildren();
  }
}

function item({ label, name, confidence }) {
  const words = fill(gettext("I heard “%(name)s”"), { name });
  return make(
    "li",
    { class: "heard-item" },
    make("span", { class: `label-tag ${hueOf(label)}`, dir: "auto" }, words),
    make("span", { class: "small soft" }, formatPercent(confidence)),
  );
}

customElements.define("heard-log", HeardLog);
