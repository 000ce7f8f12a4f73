import { hueOf, make, makeSvg } from "./dom.js";
import { layOut, wayThrough } from "./tree_layout.js";
import { formatNumber } from "../numbers.js";
import { fill, gettext } from "../words.js";

const BOX = { width: 136, height: 56 };
const DIGITS_SHOWN = 6; // The forest counts in 32 bits: 1.65 is 1.6500001 to it.
const LONGEST_LINE = 17; // characters

/**
 * Draws one real tree of the model, questions in the student's own words.
 *
 *   picture.show(tree.root, schema);
 *   picture.light(row);   // the way that this row takes, thicker
 *
 * A screen reader gets the same tree as a list of questions.
 */
class DecisionTree extends HTMLElement {
  #root = null;
  #schema;
  #row = null; // What was tried last, maybe before the tree came.
  #drawn = new Map(); // From each node of the tree to what was drawn for it.

  show(root, schema) {
    this.#root = root;
    this.#schema = schema;
    this.#drawn.clear();
    this.replaceChildren(this.#picture(), this.#list());
    this.#lookAtRoot();
    if (this.#row) this.light(this.#row);
  }

  light(row) {
    this.#row = row;
    if (!this.#root) return;
    for (const drawn of this.querySelectorAll(".is-on-way")) {
      drawn.classList.remove("is-on-way");
    }
    for (const node of wayThrough(this.#root, row)) {
      for (const drawn of this.#drawn.get(node)) drawn.classList.add("is-on-way");
    }
  }

  /** Another model comes, with other columns perhaps. */
  forget() {
    this.#root = null;
    this.#row = null;
    this.replaceChildren();
  }

  #picture() {
    const { width, height, nodes, lines } = layOut(this.#root);
    const about = { class: "tree-picture", width, height, "aria-hidden": "true" };
    const boxes = nodes.map((placed) => this.#box(placed));
    const strokes = lines.map((line) => this.#line(line));
    const answers = lines.map((line) => answerWord(line));
    const viewBox = `0 0 ${width} ${height}`;
    return makeSvg("svg", { ...about, viewBox }, ...strokes, ...boxes, ...answers);
  }

  /** A wide tree begins in the middle, not at its left edge. */
  #lookAtRoot() {
    const around = this.parentElement;
    const { x } = layOut(this.#root).nodes.at(-1);
    around.scrollLeft = x - around.clientWidth / 2;
  }

  #box({ node, x, y }) {
    const [first, second] = this.#words(node);
    const shape = {
      class: node.yes ? "tree-box" : "tree-leaf",
      x: x - BOX.width / 2,
      y,
      ...BOX,
      rx: node.yes ? 14 : 28,
    };
    const hue = node.yes ? "" : hueOf(this.#schema.labels[mostOf(node)].number);
    const drawn = makeSvg(
      "g",
      { class: hue },
      makeSvg("title", {}, `${first} ${second}`),
      makeSvg("rect", shape),
      makeSvg("text", { class: "tree-text", x, y: y + 24 }, shorten(first)),
      makeSvg("text", { class: "tree-answer", x, y: y + 43 }, shorten(second)),
    );
    this.#remember(node, drawn);
    return drawn;
  }

  #line({ from, to }) {
    const [top, bottom] = [from.y + BOX.height, to.y];
    const bend = (top + bottom) / 2;
    const d = `M${from.x} ${top}C${from.x} ${bend} ${to.x} ${bend} ${to.x} ${bottom}`;
    const drawn = makeSvg("path", { class: "tree-line", d });
    this.#remember(to.node, drawn);
    return drawn;
  }

  #remember(node, drawn) {
    this.#drawn.set(node, [...(this.#drawn.get(node) ?? []), drawn]);
  }

  /** Returns two lines of words: a question, or a label and how many got there. */
  #words(node) {
    if (node.yes) return [this.#schema.fields[node.field].name, condition(node)];
    const place = mostOf(node);
    const all = node.counts.reduce((sum, count) => sum + count, 0);
    const words = node.cut
      ? gettext("more questions…")
      : gettext("%(most)s of %(all)s");
    const values = { most: node.counts[place], all };
    return [this.#schema.labels[place].name, fill(words, values)];
  }

  #list() {
    const list = make("ul", {}, this.#item(this.#root, ""));
    return make("div", { class: "visually-hidden" }, list);
  }

  #item(node, before) {
    const words = `${before}${this.#words(node).join(" ")}`;
    if (!node.yes) return make("li", {}, words);
    const yes = this.#item(node.yes, `${gettext("Yes")}: `);
    const no = this.#item(node.no, `${gettext("No")}: `);
    return make("li", {}, words, make("ul", {}, yes, no));
  }
}

function condition({ threshold, choices }) {
  if (threshold === undefined) return `${choices.join(` ${gettext("or")} `)}?`;
  return fill(gettext("%(number)s or more?"), {
    number: formatNumber(Number(threshold.toPrecision(DIGITS_SHOWN))),
  });
}

function mostOf({ counts, confidences }) {
  const shares = confidences ?? counts;
  return shares.indexOf(Math.max(...shares));
}

function answerWord({ from, to, yes }) {
  const x = from.x + (to.x - from.x) * 0.62 + (yes ? -14 : 14);
  const y = (from.y + BOX.height + to.y) / 2 - 4;
  return makeSvg(
    "text",
    { class: "tree-answer", x, y },
    yes ? gettext("yes") : gettext("no"),
  );
}

function shorten(words) {
  const letters = [...words];
  if (letters.length <= LONGEST_LINE) return words;
  return `${letters.slice(0, LONGEST_LINE - 1).join("")}…`;
}

customElements.define("decision-tree", DecisionTree);
