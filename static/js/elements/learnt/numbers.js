import "../decision_tree.js";
import "../importance_bars.js";
import { part } from "../dom.js";
import { exampleTable } from "../example_table.js";
import { numbers } from "../../kinds/numbers.js";
import { inWords } from "../../numbers.js";
import { gettext } from "../../words.js";

/** A forest, which shows the columns that helped and one of its trees. */
export class LearntNumbers {
  #inside;
  #project;
  #model = null;

  constructor({ inside, project }) {
    this.#inside = inside;
    this.#project = project;
  }

  async prepare() {
    (await forestClassifier()).prepare();
  }

  async load({ files, schema }, signal) {
    return (await forestClassifier()).load(files, schema, { signal });
  }

  makeForm(fields) {
    return numbers.makeForm(fields, {
      button: gettext("What is it?"),
      live: true,
      wide: true,
    });
  }

  get invitation() {
    return gettext("Ready. Type something and press the button.");
  }

  question({ values }, { fields }) {
    return fields.map(({ number }) => values[number]);
  }

  async explain() {
    return null; // The way through the tree is drawn at once.
  }

  tried(row) {
    this.#tree.light(row);
    return "";
  }

  forgetTry() {
    // The way through the tree stays: it is that of the last answer still shown.
  }

  show(model) {
    this.#model = model;
    this.#inside.hidden = !model?.evaluation;
    this.#hideTree();
    if (model?.evaluation) this.#showImportance(model);
    if (model?.files) this.#showTree(model);
  }

  list({ fields, labels }, mistakes) {
    const columns = fields.map((field) => ({
      name: field.name,
      cell: ({ values }) => inWords(field, values[field.number]),
    }));
    return exampleTable(columns, labels, mistakes);
  }

  get #tree() {
    return this.#inside.querySelector("decision-tree");
  }

  #showImportance({ schema, evaluation }) {
    const importance = evaluation.importance ?? [];
    part(this.#inside, "importance-parts").hidden = importance.length === 0;
    this.#inside.querySelector("importance-bars").show(importance, schema.fields);
  }

  async #showTree(model) {
    const root = await this.#project.tree(model.files).catch(() => null);
    if (!root || model !== this.#model) return;
    part(this.#inside, "tree-parts").hidden = false;
    this.#tree.show(root, model.schema);
  }

  #hideTree() {
    this.#tree.forget();
    part(this.#inside, "tree-parts").hidden = true;
  }
}

async function forestClassifier() {
  return (await import("../../learning/forest_classifier.js")).ForestClassifier;
}
