import { hueOf, make } from "./dom.js";
import { patternOf } from "./patterns.js";
import { columnsOf, inOrder } from "../contributions.js";
import { rowWords } from "../contribution_words.js";
import { fill, gettext } from "../words.js";

const LONGEST_AT_LEAST = 10; // examples; a first one does not fill the line

/**
 * A line for each student, as long as what they have added, in the colours of labels.
 *
 *   picture.show(contributions, { hasLabels, addressOf });
 */
class ContributionsPicture extends HTMLElement {
  #legend = make("ul", { class: "contribution-legend" });
  #list = make("ol", { class: "contribution-lines" });
  #lines = new Map(); // by student id

  connectedCallback() {
    if (this.children.length === 0) this.append(this.#legend, this.#list);
  }

  show(contributions, { hasLabels, addressOf }) {
    const columns = columnsOf(contributions, hasLabels);
    const { students } = contributions;
    const order = { by: "name", descending: false };
    const longest = Math.max(LONGEST_AT_LEAST, ...students.map(({ total }) => total));
    this.#drawLegend(columns, students);
    const lines = new Map();
    for (const student of inOrder(students, columns, order)) {
      const line = this.#lines.get(student.id) ?? new Line(student, addressOf);
      line.show(student, columns, longest);
      lines.set(student.id, line);
    }
    for (const [id, { element }] of this.#lines) if (!lines.has(id)) element.remove();
    this.#lines = lines;
    [...lines.values()].forEach(({ element }, place) => {
      const there = this.#list.children[place] ?? null;
      if (there !== element) this.#list.insertBefore(element, there);
    });
  }

  #drawLegend(columns, students) {
    const entries = columns.map(({ name, number }) =>
      make("li", {}, swatch(looksOf(number)), make("bdi", {}, name)),
    );
    const unseen = students.some(({ waiting, hidden }) => waiting + hidden > 0);
    const words = gettext("waiting or hidden");
    if (unseen) entries.push(make("li", {}, swatch("is-unseen"), words));
    this.#legend.replaceChildren(...entries);
  }
}

class Line {
  #name;
  #said = make("span", { class: "visually-hidden" });
  #bar = make("span", { class: "contribution-bar", "aria-hidden": "true" });
  #number = make("span", { class: "contribution-number" });
  #parts = new Map(); // by column key

  constructor({ id }, addressOf) {
    this.#name = make("a", {
      href: addressOf(id),
      class: "contribution-name",
      dir: "auto",
    });
    const attributes = { class: "contribution-line" };
    const end = [this.#bar, this.#number, this.#said];
    this.element = make("li", attributes, this.#name, ...end);
  }

  show(student, columns, longest) {
    write(this.#name, student.username);
    write(this.#number, String(student.total));
    write(this.#said, rowWords(student, columns));
    this.#bar.style.setProperty("--share", (student.total / longest).toFixed(4));
    for (const { key, name, number, count } of columns) {
      this.#showPart(key, name, looksOf(number), count(student));
    }
    const { waiting, hidden } = student;
    this.#showPart("", gettext("waiting or hidden"), "is-unseen", waiting + hidden);
  }

  #showPart(key, name, looks, count) {
    const part = this.#parts.get(key);
    if (!part && count === 0) return;
    const element = part ?? this.#bar.appendChild(make("span", {}, make("span")));
    this.#parts.set(key, element);
    element.className = `contribution-part ${looks}`;
    element.hidden = count === 0;
    element.style.setProperty("--count", count);
    element.title = fill(gettext("%(name)s: %(count)s"), { name, count });
    write(element.firstElementChild, String(count));
  }
}

/** A colour and a pattern: who cannot tell colours apart still can tell labels. */
function looksOf(number) {
  return `${hueOf(number)} pattern-${patternOf(number)}`;
}

function swatch(looks) {
  return make("span", { class: `contribution-swatch ${looks}`, "aria-hidden": "true" });
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

customElements.define("contributions-picture", ContributionsPicture);
