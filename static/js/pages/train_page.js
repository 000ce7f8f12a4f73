import "../elements/csv_import.js";
import "../elements/field_list.js";
import "../elements/label_bucket.js";
import "../elements/selection_bar.js";
import "../elements/undo_toast.js";
import { ColumnDialog } from "../elements/column_dialog.js";
import { onSend } from "../elements/dialogs.js";
import { part } from "../elements/dom.js";
import { kindOf } from "../kinds/index.js";
import { CloudProject } from "../store/cloud.js";
import { fill, gettext, ngettext } from "../words.js";

/** The page where a student collects examples: columns, labels, buckets. */
class TrainPage {
  #data = JSON.parse(document.getElementById("project-data").textContent);
  #kind = kindOf(this.#data.kind);
  #project = new CloudProject(this.#data.id);
  #buckets = document.getElementById("buckets");
  #newLabel = document.getElementById("new-label");
  #toast = document.querySelector("undo-toast");
  #selection = document.querySelector("selection-bar");
  #importer = document.querySelector("csv-import");
  #columns = new ColumnDialog(document.getElementById("column-dialog"), (field, data) =>
    this.#saveField(field, data),
  );

  start() {
    this.#showFields();
    this.#showLabels();
    this.#listen();
    for (const id of ["add-column", "open-import", "new-label"]) {
      document.getElementById(id).hidden = !this.#data.mayChange;
    }
  }

  get #all() {
    return [...this.#buckets.querySelectorAll("label-bucket")];
  }

  #listen() {
    document
      .getElementById("add-column")
      .addEventListener("click", () => this.#columns.open());
    document
      .getElementById("open-import")
      .addEventListener("click", () =>
        this.#importer.open(this.#project, this.#data.fields),
      );
    onSend(this.#newLabel, (given) => this.#addLabel(given.get("name")));
    this.#hear("field-change", ({ field }) => this.#columns.open(field));
    this.#hear("field-delete", ({ field }) => this.#deleteField(field));
    this.#hear("bucket-changed", () => this.#showNextStep());
    this.#hear("bucket-picked", () => this.#showSelection());
    this.#hear("bucket-delete", (_, bucket) => this.#deleteLabel(bucket));
    this.#hear("examples-delete", ({ ids }) => this.#deleteExamples(ids));
    this.#hear("examples-drop", ({ ids, label }) => this.#move(ids, label));
    this.#hear("examples-imported", ({ added }) => this.#imported(added));
    this.#hear("selection-delete", ({ ids }) => this.#deleteExamples(ids));
    this.#hear("selection-move", ({ ids, label }) => this.#move(ids, label));
    this.#hear("selection-clear", () => this.#pickNone());
  }

  /** Runs `act` when an element says so; what goes wrong is said in words. */
  #hear(name, act) {
    document.addEventListener(name, async ({ detail, target }) => {
      try {
        await act(detail, target);
      } catch (error) {
        this.#toast.say(error.message);
      }
    });
  }

  #showFields() {
    const { fields, mayChange } = this.#data;
    document.querySelector("field-list").show(fields, { mayChange });
  }

  #showLabels() {
    for (const bucket of this.#all) bucket.remove();
    for (const label of this.#data.labels) this.#showLabel(label);
    this.#showNextStep();
    this.#showSelection();
  }

  #showLabel(label) {
    const bucket = document.createElement("label-bucket");
    this.#fill(bucket, label);
    this.#newLabel.before(bucket);
    return bucket;
  }

  #fill(bucket, label) {
    const { fields, mayChange, mayEditExamples: mayEdit } = this.#data;
    bucket.fill({
      project: this.#project,
      kind: this.#kind,
      label,
      fields,
      mayChange,
      mayEdit,
    });
  }

  #showNextStep() {
    const box = document.getElementById("next-step");
    const { words, ready } = this.#kind.nextStep(this.#data);
    box.hidden = !this.#data.mayChange;
    if (part(box, "words").textContent !== words)
      part(box, "words").textContent = words;
    part(box, "go").hidden = !ready;
  }

  #showSelection() {
    const picked = this.#all.flatMap((bucket) => bucket.picked);
    this.#selection.show(picked, this.#data.labels, {
      mayEdit: this.#data.mayEditExamples,
    });
  }

  #pickNone() {
    for (const bucket of this.#all) bucket.pickNone();
    this.#showSelection();
  }

  async #saveField(field, data) {
    const { fields } = this.#data;
    const saved = field
      ? await this.#project.changeField(field.number, data)
      : await this.#project.addField(data);
    if (field) fields[fields.indexOf(field)] = saved;
    else fields.push(saved);
    this.#fieldsChanged();
  }

  async #deleteField(field) {
    await this.#project.deleteField(field.number);
    this.#data.fields = this.#data.fields.filter((each) => each !== field);
    this.#fieldsChanged();
    const words = fill(gettext("Column “%(name)s” deleted."), field);
    this.#toast.offer(words, async () => {
      await this.#project.restoreField(field.number);
      this.#data.fields = [...this.#data.fields, field].sort(byPosition);
      this.#fieldsChanged();
    });
  }

  #fieldsChanged() {
    this.#showFields();
    for (const bucket of this.#all) this.#fill(bucket, bucket.label);
    this.#showNextStep();
    this.#showSelection();
  }

  async #addLabel(name) {
    const label = await this.#project.addLabel(name);
    this.#data.labels.push(label);
    const bucket = this.#showLabel(label);
    this.#newLabel.reset();
    if (this.#data.fields.length > 0) bucket.startAdding();
  }

  async #deleteLabel(bucket) {
    const { label } = bucket;
    const examples = await this.#project.deleteLabel(label.number);
    this.#data.labels = this.#data.labels.filter((each) => each !== label);
    this.#showLabels();
    const words = fill(gettext("Label “%(name)s” deleted."), label);
    this.#toast.offer(words, async () => {
      await this.#project.restoreLabel(label.number, examples);
      await this.#readLabels();
    });
  }

  async #deleteExamples(ids) {
    const deleted = await this.#project.deleteExamples(ids);
    for (const bucket of this.#all) bucket.takeOut(ids);
    this.#showSelection();
    const count = deleted.length;
    const words = ngettext(
      "%(count)s example deleted.",
      "%(count)s examples deleted.",
      count,
    );
    this.#toast.offer(fill(words, { count }), async () => {
      await this.#project.restoreExamples(deleted);
      await this.#reload(deleted.map((example) => example.label));
    });
  }

  async #move(ids, number) {
    const from = this.#all.filter((bucket) => bucket.label.number !== number);
    await this.#project.moveExamples(ids, number);
    const moved = from.map((bucket) => [bucket, bucket.takeOut(ids)]);
    const homes = moved.filter(([, examples]) => examples.length > 0);
    await this.#reload([number]);
    this.#showSelection();
    if (homes.length === 0) return;
    const { name } = this.#data.labels.find((label) => label.number === number);
    this.#toast.offer(fill(gettext("Moved to “%(name)s”."), { name }), async () => {
      for (const [bucket, examples] of homes) {
        const back = examples.map((example) => example.id);
        await this.#project.moveExamples(back, bucket.label.number);
      }
      await this.#reload([number, ...homes.map(([bucket]) => bucket.label.number)]);
    });
  }

  async #imported(added) {
    this.#data.fields = await this.#project.fields();
    this.#showFields();
    await this.#readLabels();
    const words = ngettext(
      "%(added)s example added.",
      "%(added)s examples added.",
      added,
    );
    this.#toast.say(fill(words, { added }));
  }

  async #readLabels() {
    this.#data.labels = await this.#project.labels();
    this.#showLabels();
  }

  async #reload(numbers) {
    const wanted = this.#all.filter((bucket) => numbers.includes(bucket.label.number));
    await Promise.all(wanted.map((bucket) => bucket.load()));
  }
}

function byPosition(one, other) {
  return one.position - other.position;
}

new TrainPage().start();
