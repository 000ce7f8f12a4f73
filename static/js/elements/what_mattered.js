import { hueOf, make } from "./dom.js";
import { ProblemInWords, gettext } from "../words.js";

/**
 * Shows on request which parts of what was asked mattered for the answer.
 *
 *   mattered.offer();  // there is an answer to ask about
 *   mattered.explain({ classification, heatOf, … });
 *
 * `heatOf(label, signal)` hides part after part from the model in use. An element that
 * extends it has the words `invitation`, `beginning`, `covering` and `failure`, and can
 * `draw(asked, heat, answer)`: { sentence, nodes }. Speaks upwards: "look-wanted" when
 * somebody asks.
 */
export class WhatMattered extends HTMLElement {
  #asked = null;
  #working = null; // What to stop when something else is asked.
  #button = make("button", { class: "button button-quiet", type: "button" });
  #words = make("p", { role: "status" });
  #labels = make("div", { class: "push-labels", role: "group", hidden: true });
  #body = make("div", { class: "stack" });

  connectedCallback() {
    if (this.firstElementChild) return;
    this.#button.textContent = this.invitation;
    this.#button.addEventListener("click", () => this.#want());
    this.#labels.setAttribute("aria-label", gettext("Show what mattered for"));
    this.append(this.#button, this.#words, this.#labels, this.#body);
  }

  disconnectedCallback() {
    this.#working?.abort();
  }

  /** There is another answer: what was shown belongs to the one before. */
  offer() {
    this.hidden = false;
    this.#clear();
  }

  forget() {
    this.hidden = true;
    this.#clear();
  }

  /** Looks for the parts that mattered for the best answer, or another one. */
  explain(asked) {
    this.#asked = asked;
    const [best] = asked.classification;
    this.#labels.replaceChildren(
      ...asked.classification.map((each) => this.#pick(each)),
    );
    return this.#draw(best);
  }

  #clear() {
    this.#working?.abort();
    this.#words.textContent = "";
    this.#labels.hidden = true;
    this.#body.replaceChildren();
  }

  #want() {
    this.#words.textContent = this.beginning;
    this.dispatchEvent(new CustomEvent("look-wanted", { bubbles: true }));
  }

  async #draw(answer) {
    this.#working?.abort();
    const working = new AbortController();
    this.#working = working;
    this.#words.textContent = this.covering;
    for (const button of this.#labels.children) {
      const isPicked = button.dataset.label === String(answer.label);
      button.setAttribute("aria-pressed", String(isPicked));
    }
    try {
      const explanation = await this.#asked.heatOf(answer.label, working.signal);
      if (!working.signal.aborted) this.#show(answer, explanation);
    } catch (error) {
      if (working.signal.aborted) return;
      this.#words.textContent = this.#problemInWords(error);
      if (!(error instanceof ProblemInWords)) throw error;
    }
  }

  #show(answer, explanation) {
    const { sentence, nodes } = this.draw(this.#asked, explanation, answer);
    this.#body.replaceChildren(...nodes);
    this.#labels.hidden = false;
    this.#words.textContent = sentence;
  }

  #pick(answer) {
    const about = { class: `push-label ${hueOf(answer.label)}`, type: "button" };
    const button = make("button", about, answer.name);
    button.dataset.label = answer.label;
    button.addEventListener("click", () => this.#draw(answer));
    return button;
  }

  #problemInWords(error) {
    return error instanceof ProblemInWords ? error.message : this.failure;
  }
}
