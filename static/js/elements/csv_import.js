import { openDialog } from "./dialogs.js";
import { make, part, tell } from "./dom.js";
import {
  duplicatesInWords,
  newLabelsInWords,
  problemCount,
  problemItems,
  sampleOf,
} from "./import_preview.js";
import { fill, gettext, ngettext } from "../words.js";

const CHOICES = 6; // that are named of a column, of as many as there may be

/**
 * Adds many examples from a table, after a look at it: nothing is stored before.
 *
 *   importer.open(project, kind, fields);
 *
 * Speaks upwards: "examples-imported" { added, duplicates } when rows were added.
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

  open(project, kind, fields) {
    this.#project = project;
    const labels = kind.hasLabels === false ? [] : [gettext("label")];
    part(this, "pattern").textContent = [...kind.columnNames(fields), ...labels].join();
    part(this, "choose").reset();
    this.#chooseAgain();
    openDialog(this.querySelector("dialog"));
  }

  /** The same, of a table that is there already: `{ file }` or `{ text }`. */
  openWith(table, project, kind, fields) {
    this.open(project, kind, fields);
    if (table.text) part(this, "text").value = table.text;
    this.#look(table);
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
    part(this, "predicted")?.replaceChildren();
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
      const predicted = part(this, "predicted")?.value || undefined;
      const table = { ...this.#table, predicted };
      const found = await this.#project.importExamples(table, { preview: false });
      this.querySelector("dialog").close();
      tell(this, "examples-imported", found);
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
    part(this, "sample").replaceChildren(...sampleOf(found));
    part(this, "problem-parts").hidden = found.problem_count === 0;
    part(this, "problem-count").textContent = problemCount(found);
    part(this, "problems").replaceChildren(...problemItems(found));
    part(this, "summary").focus();
  }

  #showSummary(table) {
    const { good, new_fields: fields } = table;
    const found = ngettext("%(good)s good row found", "%(good)s good rows found", good);
    part(this, "summary").textContent = fill(found, { good });
    const add = ngettext(
      "Add the %(good)s good row",
      "Add the %(good)s good rows",
      good,
    );
    part(this, "add").textContent = fill(add, { good });
    part(this, "add").hidden = good === 0;
    const columns = `${gettext("This makes the columns:")} ${fields.map(inWords).join(", ")}`;
    this.#mention("new-columns", fields.length > 0 ? columns : "");
    this.#askWhichIsPredicted(fields.filter(({ kind }) => kind === "number"));
    this.#mention("new-labels", newLabelsInWords(table));
    this.#mention("duplicates", duplicatesInWords(table));
  }

  /** Where there are no labels, some number is predicted from the other columns. */
  #askWhichIsPredicted(fields) {
    const parts = part(this, "predicted-parts");
    if (!parts) return;
    parts.hidden = fields.length === 0;
    const options = fields.map(({ number, name, is_predicted: selected }) =>
      make("option", { value: number, selected }, name),
    );
    part(this, "predicted").replaceChildren(...options);
  }

  #mention(name, words) {
    part(this, name).textContent = words;
    part(this, name).hidden = words === "";
  }

  #say(name, sentence) {
    part(this, name).textContent = sentence;
  }
}

function inWords({ name, kind, choices, unit }) {
  const more = choices.length > CHOICES ? ["…"] : [];
  const some = [...choices.slice(0, CHOICES), ...more].join(" / ");
  const about = kind === "number" ? unit || gettext("a number") : some;
  return fill(gettext("%(name)s (%(about)s)"), { name, about });
}

customElements.define("csv-import", CsvImport);
