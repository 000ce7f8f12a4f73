import { make } from "./dom.js";
import { columnsOf, inOrder, sumOf } from "../contributions.js";
import { othersWords } from "../contribution_words.js";
import { formatMoment } from "../numbers.js";
import { gettext } from "../words.js";

/**
 * Students and what they have added, label by label; every column can be sorted by.
 *
 *   table.show(contributions, { hasLabels, addressOf });
 *
 * `addressOf(studentId)` is the page that shows what one student has added.
 */
class ContributionsTable extends HTMLElement {
  #order = { by: "name", descending: false };
  #given = null;
  #heads = "";
  #rows = new Map(); // by student id
  #body = make("tbody");
  #foot = make("tfoot");
  #head = make("thead");

  connectedCallback() {
    if (this.children.length > 0) return;
    const table = make("table", { class: "table contribution-table" });
    table.append(this.#head, this.#body, this.#foot);
    const label = gettext("What each student has added");
    const attributes = { class: "table-scroll", tabindex: 0, role: "region" };
    this.append(make("div", { ...attributes, "aria-label": label }, table));
  }

  show(contributions, about) {
    this.#given = { contributions, about };
    this.#draw();
  }

  #draw() {
    const { contributions, about } = this.#given;
    const columns = columnsOf(contributions, about.hasLabels);
    this.#drawHead(columns);
    this.#drawBody(contributions.students, columns, about);
    this.#drawFoot(contributions, columns);
  }

  #drawHead(columns) {
    const heads = [
      { key: "name", name: gettext("Name") },
      ...columns,
      { key: "waiting", name: gettext("Waiting") },
      { key: "hidden", name: gettext("Hidden") },
      { key: "total", name: gettext("Together") },
      { key: "last_at", name: gettext("Last added") },
    ];
    const spelled = JSON.stringify(heads.map(({ key, name }) => [key, name]));
    if (spelled !== this.#heads) {
      this.#heads = spelled;
      const cells = heads.map((each) => this.#makeHead(each));
      this.#head.replaceChildren(make("tr", {}, ...cells));
      this.#rows.clear(); // They have other columns.
    }
    this.#markOrder();
  }

  #makeHead({ key, name }) {
    const button = make("button", { class: "sort-button", type: "button" }, name);
    button.dir = "auto";
    button.addEventListener("click", () => this.#sortBy(key));
    const isNumber = key !== "name" && key !== "last_at";
    const attributes = {
      scope: "col",
      class: isNumber ? "number" : "",
      "data-key": key,
    };
    return make("th", attributes, button);
  }

  #markOrder() {
    const { by, descending } = this.#order;
    for (const head of this.#head.querySelectorAll("th")) {
      const how = descending ? "descending" : "ascending";
      if (head.dataset.key === by) head.setAttribute("aria-sort", how);
      else head.removeAttribute("aria-sort");
    }
  }

  /** Names begin with A, numbers with the largest; a second click turns them. */
  #sortBy(key) {
    const { by, descending } = this.#order;
    this.#order = { by: key, descending: by === key ? !descending : key !== "name" };
    this.#draw();
  }

  #drawBody(students, columns, { addressOf }) {
    const wanted = inOrder(students, columns, this.#order);
    const there = new Map();
    for (const student of wanted) {
      const row = this.#rows.get(student.id) ?? new ContributionRow(student, addressOf);
      row.show(student, columns);
      there.set(student.id, row);
    }
    this.#rows = there;
    const elements = [...there.values()].map(({ element }) => element);
    if (!isSame(this.#body.children, elements)) moveInto(this.#body, elements);
  }

  #drawFoot(contributions, columns) {
    const { others } = contributions;
    const rows = [];
    if (others.total > 0) rows.push(makeRow(othersWords(), others, columns));
    const sum = sumOf(contributions, columns);
    const cells = [...sum.columns, sum.waiting, sum.hidden, sum.total].map(numberCell);
    const all = make("th", { scope: "row" }, gettext("Everybody"));
    rows.push(make("tr", { class: "contribution-all" }, all, ...cells, make("td")));
    this.#foot.replaceChildren(...rows);
  }
}

class ContributionRow {
  #link;
  #cells = [];

  constructor({ id }, addressOf) {
    this.#link = make("a", { href: addressOf(id), dir: "auto" });
    const head = make("th", { scope: "row" }, this.#link);
    this.element = make("tr", {}, head);
  }

  show(student, columns) {
    write(this.#link, student.username);
    wordsOf(student, columns).forEach((words, place) => {
      this.#cells[place] ??= this.element.appendChild(make("td"));
      const cell = this.#cells[place];
      cell.className = typeof words === "number" ? "number" : "no-wrap";
      cell.classList.toggle("is-none", words === 0);
      write(cell, String(words));
    });
  }
}

function wordsOf(student, columns) {
  const { waiting, hidden, total, last_at: last } = student;
  const counts = columns.map(({ count }) => count(student));
  return [...counts, waiting, hidden, total, last ? formatMoment(last) : ""];
}

function makeRow(name, student, columns) {
  const [last, ...counts] = wordsOf(student, columns).reverse();
  const cells = counts.reverse().map(numberCell);
  const head = make("th", { scope: "row" }, name);
  return make("tr", {}, head, ...cells, make("td", { class: "no-wrap" }, last));
}

function numberCell(number) {
  return make("td", { class: number ? "number" : "number is-none" }, String(number));
}

function isSame(children, elements) {
  const there = [...children];
  return (
    there.length === elements.length && there.every((each, i) => each === elements[i])
  );
}

/** Puts elements in order without taking those out that stay: one may have the focus. */
function moveInto(parent, elements) {
  for (const child of [...parent.children]) {
    if (!elements.includes(child)) child.remove();
  }
  elements.forEach((element, place) => {
    const there = parent.children[place] ?? null;
    if (there !== element) parent.insertBefore(element, there);
  });
}

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

customElements.define("contributions-table", ContributionsTable);
