import { hueOf, make } from "./dom.js";
import { canvasOf, mirrored, mirroredHeat } from "./heat_map.js";
import { hasMattered, heatInWords } from "../heat_words.js";
import { ProblemInWords, gettext } from "../words.js";

/**
 * Shows on request which parts of a picture mattered for an answer.
 *
 *   looked.offer(question);  // there is an answer to ask about
 *   looked.explain({ pixels, isMirrored, classification, heatOf });
 *
 * `heatOf(label, signal)` hides part after part from the model in use. Speaks upwards:
 * "look-wanted" when somebody asks.
 */
class LookedAt extends HTMLElement {
  #asked = null;
  #working = null; // What to stop when something else is asked.
  #button = make("button", { class: "button button-quiet", type: "button" });
  #words = make("p", { role: "status" });
  #labels = make("div", { class: "push-labels", role: "group", hidden: true });
  #body = make("div", { class: "stack" });

  connectedCallback() {
    if (this.firstElementChild) return;
    this.#button.textContent = gettext("What did it look at?");
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
    this.#words.textContent = gettext("Looking closely…");
    this.dispatchEvent(new CustomEvent("look-wanted", { bubbles: true }));
  }

  async #draw(answer) {
    this.#working?.abort();
    const working = new AbortController();
    this.#working = working;
    this.#words.textContent = gettext("Covering the picture piece by piece…");
    for (const button of this.#labels.children) {
      const isPicked = button.dataset.label === String(answer.label);
      button.setAttribute("aria-pressed", String(isPicked));
    }
    try {
      const explanation = await this.#asked.heatOf(answer.label, working.signal);
      if (!working.signal.aborted) this.#show(answer, explanation);
    } catch (error) {
      if (working.signal.aborted) return;
      this.#words.textContent = problemInWords(error);
      if (!(error instanceof ProblemInWords)) throw error;
    }
  }

  #show(answer, explanation) {
    const { pixels, isMirrored } = this.#asked;
    const seen = isMirrored ? mirrored(pixels) : pixels;
    const heat = isMirrored ? mirroredHeat(explanation) : explanation;
    const sentence = heatInWords(heat, answer);
    const map = hasMattered(heat) ? mapOf(seen, heat, sentence) : null;
    this.#body.replaceChildren(
      make("div", { class: "heat-sides" }, plain(seen), map),
      make("p", { class: "small soft" }, howInWords(map)),
    );
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
}

function plain(pixels) {
  const canvas = canvasOf(pixels);
  canvas.className = "heat-picture";
  canvas.setAttribute("aria-hidden", "true");
  return figure(canvas, gettext("The picture"));
}

function mapOf(pixels, heat, sentence) {
  const map = document.createElement("heat-map");
  map.show(pixels, heat, sentence);
  return figure(map, gettext("What mattered"));
}

function figure(picture, words) {
  return make("figure", { class: "heat-side" }, picture, make("figcaption", {}, words));
}

function howInWords(map) {
  const how = gettext("Each part was covered once, and the computer asked again.");
  if (!map) return how;
  const seen = gettext("It was less sure without the bright parts: they mattered.");
  return `${how} ${seen}`;
}

function problemInWords(error) {
  return error instanceof ProblemInWords
    ? error.message
    : gettext("That did not work. Try another picture.");
}

customElements.define("looked-at", LookedAt);
