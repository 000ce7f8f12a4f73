import { openDialog } from "./dialogs.js";
import { make, part, tell } from "./dom.js";
import { fill, gettext, ngettext } from "../words.js";

/**
 * Adds many examples from a table, after a look at it: nothing is stored before.
 *
 *   importer.open(project, fields);
 *
 * Speaks upwards: "examples-imported" { added } when rows were added.
 */
class CsvImport extends HTMLElement {
  #project;
  #table = {};

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
    this.addEventListener("click", this.#click);
    this.addEventListener("change", this.#choose);
    for (const name of ["dragover", "dragleave", "drop"]) {
      part(this, "drop").addEventListener(name, this.#drag);
    }
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.#submit);
    this.removeEventListener("click", this.#click);
    this.removeEventListener("change", this.#choose);
    for (const name of ["dragover", "dragleave", "drop"]) {
      part(this, "drop").removeEventListener(name, this.#drag);
    }
  }

  open(project, fields) {
    this.#project = project;
    const example = [gettext("height"), gettext("colour")];
    const names = fields.length ? fields.map((field) => field.name) : example;
    part(this, "pattern").textContent = [...names, gettext("label")].join(",");
    part(this, "choose").reset();
    this.#chooseAgain();
    openDialog(this.querySelector("dialog"));
  }

  #submit = (event) => {
    event.preventDefault();
    const text = part(this, "text").value;
    if (text.trim()) this.#look({ text });
    else this.#say("problem", gettext("Choose a file, or paste a table."));
  };

  #click = ({ target }) => {
    if (target.closest('[data-part="back"]')) this.#chooseAgain();
    if (target.closest('[data-part="add"]')) this.#add();
  };

  #choose = ({ target }) => {
    if (target.files?.[0]) this.#look({ file: target.files[0] });
    target.value = target.files ? "" : target.value; // The same file may come again.
  };

  #drag = (event) => {
    event.preventDefault();
    const area = part(this, "drop");
    area.classList.toggle("is-over", event.type === "dragover");
    const file = event.type === "drop" && event.dataTransfer.files[0];
    if (file) this.#look({ file });
  };

  async #look(table) {
    this.#table = table;
    this.#say("problem", "");
    try {
      this.#preview(await this.#project.importExamples(table, { preview: true }));
    } catch (error) {
      this.#say("problem", error.message);
    }
  }

  async #add() {
    part(this, "add").disabled = true;
    try {
      const found = await this.#project.importExamples(this.#table, { preview: false });
      this.querySelector("dialog").close();
      tell(this, "examples-imported", { added: found.added });
    } catch (error) {
      this.#say("add-problem", error.message);
    } finally {
      part(this, "add").disabled = false;
    }
  }

  #chooseAgain() {
    part(this, "choose").hidden = false;
    part(this, "preview").hidden = true;
    this.#say("problem", "");
  }

  #preview(found) {
    part(this, "choose").hidden = true;
    part(this, "preview").hidden = false;
    this.#say("add-problem", "");
    this.#showSummary(found);
    this.#showSample(found);
    this.#showProblems(found);
    part(this, "summary").focus();
  }

  #showSummary({ good, new_labels: labels, new_fields: fields }) {
    const found = ngettext("%(good)s good row found", "%(good)s good rows found", good);
    part(this, "summary").textContent = fill(found, { good });
    const add = ngettext(
      "Add the %(good)s good row",
      "Add the %(good)s good rows",
      good,
    );
    part(this, "add").textContent = fill(add, { good });
    part(this, "add").hidden = good === 0;
    part(this, "new-columns").hidden = fields.length === 0;
    part(this, "new-columns").textContent =
      `${gettext("This makes the columns:")} ${fields.map(inWords).join(", ")}`;
    part(this, "new-labels").hidden = labels.length === 0;
    const words = ngettext(
      "This makes a new label:",
      "This makes new labels:",
      labels.length,
    );
    part(this, "new-labels").textContent = `${words} ${labels.join(", ")}`;
  }

  #showSample({ columns, sample }) {
    const names = columns.map((name) => make("th", { scope: "col" }, name));
    const rows = sample.map((cells) =>
      make("tr", {}, ...cells.map((cell) => make("td", {}, cell))),
    );
    part(this, "sample").replaceChildren(
      make("thead", {}, make("tr", {}, ...names)),
      make("tbody", {}, ...rows),
    );
  }

  #showProblems({ problems, problem_count: count }) {
    part(this, "problem-parts").hidden = count === 0;
    const words = ngettext(
      "%(count)s line stays out:",
      "%(count)s lines stay out:",
      count,
    );
    part(this, "problem-count").textContent = fill(words, { count });
    const lines = problems.map(({ line, sentence }) => {
      const place = fill(gettext("Line %(line)s:"), { line });
      const strong = make("span", { class: "problem-line" }, place, " ");
      return make("li", {}, strong, sentence);
    });
    if (count > problems.length) lines.push(make("li", {}, "…"));
    part(this, "problems").replaceChildren(...lines);
  }

  #say(name, sentence) {
    part(this, name).textContent = sentence;
  }
}

function inWords({ name, kind, choices }) {
  return kind === "number"
    ? fill(gettext("%(name)s (a number)"), { name })
    : fill(gettext("%(name)s (%(choices)s)"), { name, choices: choices.join(" / ") });
}

customElements.define("csv-import", CsvImport);
