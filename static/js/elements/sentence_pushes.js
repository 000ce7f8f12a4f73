import { hueOf, make } from "./dom.js";
import { kindOfPart, spellPart } from "./part_words.js";
import {
  amountOf,
  cutAtTokens,
  strongestParts,
  strongestPush,
} from "./push_strength.js";
import { formatSigned } from "../numbers.js";
import { fill, gettext } from "../words.js";

/**
 * Shows which words of a sentence pushed the answer towards a label, or away from it.
 *
 *   pushes.show(text, await classifier.explain(text), 0);  // the place of a label
 *   pushes.forget();
 *
 * The sentence stands as it was typed; the same is in a table, for whoever cannot see
 * the marks. Another label can be picked, until the next sentence comes.
 */
class SentencePushes extends HTMLElement {
  #asked; // The sentence as it was typed,
  #text; // and as the tokens count its letters.
  #explanation;
  #place;
  #body = make("div", { class: "stack" });
  #isTableOpen = false;

  show(text, explanation, place) {
    const isSame = text === this.#asked && !this.hidden;
    this.#asked = text;
    this.#text = text.normalize("NFC");
    this.#explanation = explanation;
    this.hidden = explanation.tokens.length === 0 || explanation.isNew;
    if (this.hidden) return;
    this.#place = isSame ? this.#place : place;
    const title = make("h3", {}, gettext("Which words pushed the answer?"));
    this.replaceChildren(title, this.#labels(), this.#body);
    this.#draw();
  }

  forget() {
    this.hidden = true;
    this.#asked = undefined;
    this.replaceChildren();
  }

  get #label() {
    return this.#explanation.labels[this.#place];
  }

  #labels() {
    const about = { role: "group", "aria-label": gettext("Show the pushes towards") };
    const buttons = this.#explanation.labels.map(({ label, name }, place) => {
      const look = { class: `push-label ${hueOf(label)}`, type: "button" };
      const pressed = String(place === this.#place);
      const button = make("button", { ...look, "aria-pressed": pressed }, name);
      button.addEventListener("click", () => this.#pick(place));
      return button;
    });
    return make("div", { class: "push-labels", ...about }, ...buttons);
  }

  #pick(place) {
    this.#place = place;
    const buttons = this.querySelectorAll("[aria-pressed]");
    for (const [each, button] of buttons.entries()) {
      button.setAttribute("aria-pressed", String(each === place));
    }
    this.#draw();
  }

  #draw() {
    this.#body.className = `stack ${hueOf(this.#label.label)}`;
    this.#body.replaceChildren(
      this.#sentence(),
      legend(this.#label.name),
      this.#parts(),
      this.#table(),
    );
  }

  #sentence() {
    const pieces = cutAtTokens(this.#text, this.#explanation.tokens, this.#place);
    const words = pieces.map(({ text, push, step }) =>
      step === 0 ? text : make("span", { class: markOf(push, step) }, text),
    );
    return make("p", { class: "push-sentence", dir: "auto" }, ...words);
  }

  #parts() {
    const { towards, away } = strongestParts(this.#explanation.parts, this.#place);
    const { name } = this.#label;
    return make(
      "div",
      { class: "push-sides" },
      side(fill(gettext("Pushed towards “%(name)s”"), { name }), towards, "is-towards"),
      side(fill(gettext("Pushed away from “%(name)s”"), { name }), away, "is-away"),
    );
  }

  #table() {
    const heads = [columnHead(gettext("Word")), columnHead(gettext("What it did"))];
    heads.push(columnHead(gettext("Push"), "number"));
    const table = make(
      "table",
      { class: "table" },
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...this.#rows()),
    );
    const summary = make("summary", {}, gettext("The same as a table"));
    const details = make("details", { class: "push-table", open: this.#isTableOpen });
    details.append(summary, make("div", { class: "table-scroll" }, table));
    details.addEventListener("toggle", () => (this.#isTableOpen = details.open));
    return details;
  }

  /** What no word did alone follows the words: together they are the whole answer. */
  #rows() {
    const { tokens, parts, bias } = this.#explanation;
    const words = tokens.map(({ start, end, pushes }) => {
      return { text: this.#text.slice(start, end), pushes };
    });
    const whole = parts.filter((part) => part.words.length === 0);
    const rest = whole.map((part) => ({ text: kindOfPart(part), pushes: part.pushes }));
    const before = { text: gettext("before it read a word"), pushes: bias };
    const most = strongestPush(tokens);
    return [...words, ...rest, before].map(({ text, pushes }) =>
      this.#row(text, pushes[this.#place], most),
    );
  }

  #row(word, push, most) {
    return make(
      "tr",
      {},
      make("th", { scope: "row", dir: "auto" }, word),
      make("td", {}, didInWords(push, most, this.#label.name)),
      make("td", { class: "number", dir: "ltr" }, formatSigned(push)),
    );
  }
}

function markOf(push, step) {
  return `push push-${step} ${push > 0 ? "is-towards" : "is-away"}`;
}

function columnHead(name, look = null) {
  return make("th", { scope: "col", class: look }, name);
}

function legend(name) {
  const mark = (way, words) => make("span", { class: `push push-3 ${way}` }, words);
  return make(
    "p",
    { class: "small push-legend" },
    mark("is-towards", fill(gettext("pushed towards “%(name)s”"), { name })),
    mark("is-away", gettext("pushed away")),
    make("span", { class: "soft" }, gettext("The thicker the line, the stronger.")),
  );
}

/** Parts under their heading; nothing where there are none. */
function side(title, parts, way) {
  if (parts.length === 0) return null;
  const items = parts.map((part) =>
    make(
      "li",
      { class: `push-part ${way}` },
      make("bdi", {}, spellPart(part)),
      " ",
      make("span", { class: "small" }, kindOfPart(part)),
    ),
  );
  return make(
    "div",
    { class: "stack stack-small" },
    make("h4", { class: "small" }, title),
    make("ul", { class: "push-parts" }, ...items),
  );
}

function didInWords(push, most, name) {
  const [towards, away] = {
    "a-lot": [
      gettext("pushed a lot towards “%(name)s”"),
      gettext("pushed a lot away from “%(name)s”"),
    ],
    some: [
      gettext("pushed towards “%(name)s”"),
      gettext("pushed away from “%(name)s”"),
    ],
    "a-little": [
      gettext("pushed a little towards “%(name)s”"),
      gettext("pushed a little away from “%(name)s”"),
    ],
    nothing: [gettext("did next to nothing"), gettext("did next to nothing")],
  }[amountOf(push, most)];
  return fill(push > 0 ? towards : away, { name });
}

customElements.define("sentence-pushes", SentencePushes);
