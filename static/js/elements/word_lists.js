import { hueOf, make } from "./dom.js";
import { isTelling } from "./push_strength.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext, ngettext } from "../words.js";

const FIRST_WORDS = 8; // Enough to see what it is about; the rest is one press away.

/**
 * The strongest words of every label, with what the model answers to each alone.
 *
 *   lists.show(words.labels, schema.labels);
 *   // [{ label: 0, words: [{ text, confidence, count }], parts: [{ text, push }] }, …]
 */
class WordLists extends HTMLElement {
  show(found, labels) {
    const lists = [...found].sort((one, other) => one.label - other.label);
    const sections = lists.map((list) => section(labels[list.label], list));
    this.replaceChildren(
      make("p", { class: "soft" }, caption(lists, labels)),
      make("div", { class: "word-lists" }, ...sections),
    );
  }
}

function caption(lists, labels) {
  const words = gettext(
    "These bars show what it says when it reads one word and nothing else.",
  );
  const list = lists.find((each) => each.words.length > 0);
  if (!list) return words;
  const [{ text, confidence }] = list.words;
  const sentence = gettext(
    "When it reads only “%(text)s”, it is %(percent)s sure of “%(name)s”.",
  );
  const { name } = labels[list.label];
  const percent = formatPercent(confidence);
  return `${words} ${fill(sentence, { text, percent, name })}`;
}

function section({ number, name }, { words, parts: all }) {
  const parts = all.filter(isTelling);
  const title = make("h3", {}, make("span", { class: "label-tag" }, name));
  return make(
    "section",
    { class: `word-list stack ${hueOf(number)}` },
    title,
    words.length > 0 ? bars(words.slice(0, FIRST_WORDS)) : noWords(),
    words.length > FIRST_WORDS ? more(words.slice(FIRST_WORDS)) : null,
    parts.length > 0 ? partsInWords(parts) : null,
  );
}

function bars(words) {
  return make("ol", { class: "bars bars-small" }, ...words.map(bar));
}

function bar({ text, confidence, count }) {
  const words = ngettext("in %(count)s example", "in %(count)s examples", count);
  return make(
    "li",
    { class: "bar" },
    make(
      "span",
      { class: "bar-name" },
      make("bdi", {}, text),
      make("span", { class: "small soft" }, ` ${fill(words, { count })}`),
    ),
    make("span", { class: "bar-number" }, formatPercent(confidence)),
    make("progress", { class: "bar-line", value: confidence, "aria-hidden": "true" }),
  );
}

function noWords() {
  return make("p", { class: "soft" }, gettext("No single word makes it choose this."));
}

function more(words) {
  const summary = ngettext("%(count)s more word", "%(count)s more words", words.length);
  const about = make("summary", {}, fill(summary, { count: words.length }));
  return make("details", { class: "stack" }, about, bars(words));
}

function partsInWords(parts) {
  const chips = parts.map(({ text }) =>
    make("li", { class: "push-part is-towards" }, make("bdi", {}, text)),
  );
  return make(
    "div",
    { class: "stack stack-small" },
    make("h4", { class: "small" }, gettext("Parts of words that push towards it")),
    make("ul", { class: "push-parts" }, ...chips),
  );
}

customElements.define("word-lists", WordLists);
