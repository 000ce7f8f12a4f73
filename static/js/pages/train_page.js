import "../elements/csv_import.js";
import "../elements/label_bucket.js";
import "../elements/lines_import.js";
import "../elements/address_dialog.js";
import "../elements/camera_dialog.js";
import "../elements/cut_dialog.js";
import "../elements/drawing_dialog.js";
import "../elements/label_choice.js";
import "../elements/picture_dialog.js";
import "../elements/record_dialog.js";
import "../elements/selection_bar.js";
import "../elements/undo_toast.js";
import { addedInWords, movedInWords } from "../elements/collected_words.js";
import { ClassFilling } from "../elements/class_filling.js";
import { nothingYetInWords } from "../elements/class_words.js";
import { COLLECTORS } from "../elements/collectors.js";
import { ColumnsCard } from "../elements/columns_card.js";
import { onSend } from "../elements/dialogs.js";
import { part } from "../elements/dom.js";
import { refuseFiles } from "../elements/dragging.js";
import { kindOf } from "../kinds/index.js";
import { UploadQueue } from "../elements/upload_queue.js";
import { Standing } from "../standing.js";
import { CloudProject } from "../store/cloud.js";
import { fill, gettext, ngettext } from "../words.js";

/** The page where a student collects examples: columns, labels, buckets. */
class TrainPage {
  #data = JSON.parse(document.getElementById("project-data").textContent);
  #kind = kindOf(this.#data.kind);
  #standing = new Standing(this.#data);
  #project = new CloudProject(this.#data.id);
  #queue = new UploadQueue((example) => this.#project.addExample(example));
  #buckets = document.getElementById("buckets");
  #newLabel = document.getElementById("new-label");
  #openImport = document.getElementById("open-import"); // Files have no tables.
  #toast = document.querySelector("undo-toast");
  #selection = document.querySelector("selection-bar");
  #importer = document.querySelector("csv-import");
  #lines = document.querySelector("lines-import");
  #filling = null; // of the class, in a project that it fills together
  #columns = this.#kind.hasColumns ? new ColumnsCard(this.#project, this.#data) : null;

  start() {
    for (const label of this.#data.labels) this.#showLabel(label, this.#newLabel);
    this.#showAround();
    this.#listen();
    this.#newLabel.hidden = !this.#data.mayChange;
    if (this.#openImport) this.#openImport.hidden = !this.#data.mayAdd;
    if (this.#data.shared) this.#fillTogether();
  }

  #fillTogether() {
    const page = {
      may: this.#standing,
      buckets: () => this.#all,
      addBucket: (label, next) => this.#showLabel(label, next ?? this.#newLabel),
      showFields: (fields) => this.#showFields(fields),
      changed: () => this.#showAround(),
      say: (sentence) => this.#toast.say(sentence),
    };
    this.#filling = new ClassFilling(page, this.#data, this.#project);
    this.#filling.start();
  }

  get #all() {
    return [...this.#buckets.querySelectorAll("label-bucket")];
  }

  #listen() {
    this.#openImport?.addEventListener("click", () =>
      this.#importer.open(this.#project, this.#kind, this.#data.fields),
    );
    COLLECTORS[this.#kind.code]?.({
      may: this.#standing,
      buckets: () => this.#all,
      room: () => this.#room,
      say: (sentence) => this.#toast.say(sentence),
      hear: (name, act) => this.#hear(name, act),
    });
    onSend(this.#newLabel, (given) => this.#addLabel(given.get("name")));
    this.#hear("columns-changed", (changed) => this.#fieldsChanged(changed.fields));
    this.#hear("field-delete", ({ field }) => this.#deleteField(field));
    this.#hear("bucket-changed", () => this.#showNextStep());
    this.#hear("bucket-picked", () => this.#showSelection());
    this.#hear("bucket-delete", (_, bucket) => this.#deleteLabel(bucket));
    this.#hear("bucket-lines", ({ label, ...lines }) =>
      this.#lines.open(this.#project, label, lines),
    );
    this.#hear("examples-delete", ({ ids }) => this.#deleteExamples(ids));
    this.#hear("examples-drop", ({ ids, label }) => this.#move(ids, label));
    this.#hear("examples-imported", (found) => this.#imported(found));
    this.#hear("selection-delete", ({ ids }) => this.#deleteExamples(ids));
    this.#hear("selection-move", ({ ids, label }) => this.#move(ids, label));
    this.#hear("selection-clear", () => this.#pickNone());
    refuseFiles(document);
    addEventListener("beforeunload", (event) => this.#keepUnsaved(event));
  }

  /** How many more examples the project has room for. */
  get #room() {
    if (this.#filling) return this.#filling.room;
    const counts = this.#data.labels.map((label) => label.example_count);
    return Math.max(
      0,
      this.#data.quota - counts.reduce((sum, count) => sum + count, 0),
    );
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

  /** The browser asks first if something on the page could not be stored. */
  #keepUnsaved(event) {
    if (!this.#all.some((bucket) => bucket.hasUnsaved)) return;
    event.preventDefault();
    event.returnValue = true; // as browsers of schools want it
  }

  #showLabel(label, next) {
    const bucket = document.createElement("label-bucket");
    this.#fill(bucket, label);
    next.before(bucket);
    return bucket;
  }

  #fill(bucket, label) {
    const { fields, me, shared } = this.#data;
    bucket.fill({
      project: this.#project,
      kind: this.#kind,
      label,
      fields,
      me,
      shared,
      loadsLater: Boolean(shared) && this.#filling === null,
      may: this.#standing,
      store: (example) => this.#store(example),
    });
  }

  /** Sentences are sent at once, files a few at a time. */
  #store(example) {
    if (this.#kind.isFile) return this.#queue.store(example);
    return this.#project.addExample(example);
  }

  #showNextStep() {
    const box = document.getElementById("next-step");
    const { words, ready } = this.#standing.change
      ? this.#kind.nextStep(this.#data)
      : { words: nothingYetInWords(this.#data, this.#kind), ready: false };
    box.hidden = words === "";
    if (part(box, "words").textContent !== words)
      part(box, "words").textContent = words;
    part(box, "go").hidden = !ready;
  }

  #showSelection() {
    const picked = this.#all.flatMap((bucket) => bucket.picked);
    this.#selection.show(picked, this.#data.labels);
  }

  #pickNone() {
    for (const bucket of this.#all) bucket.pickNone();
    this.#showSelection();
  }

  #fieldsChanged(fields) {
    this.#data.fields = fields;
    for (const bucket of this.#all) bucket.showFields(fields);
    this.#showAround();
  }

  #showFields(fields) {
    this.#columns?.show(fields);
    this.#fieldsChanged(fields);
  }

  #showAround() {
    this.#showNextStep();
    this.#showSelection();
  }

  async #deleteField(field) {
    const { words, undo } = await this.#columns.delete(field);
    this.#toast.offer(words, undo);
  }

  async #addLabel(name) {
    const label = await this.#project.addLabel(name);
    if (!this.#bucketOf(label)) {
      this.#data.labels.push(label);
      this.#showLabel(label, this.#newLabel);
      this.#filling?.noteMade(label);
    }
    const bucket = this.#bucketOf(label);
    this.#newLabel.reset();
    this.#showNextStep();
    if (!this.#kind.hasColumns || this.#data.fields.length > 0) bucket.startAdding();
  }

  /** A class's feed may have told of it first. */
  #bucketOf({ number }) {
    return this.#all.find(({ label }) => label.number === number);
  }

  async #deleteLabel(bucket) {
    const { label } = bucket;
    const examples = await this.#project.deleteLabel(label.number);
    this.#data.labels = this.#data.labels.filter((each) => each !== label);
    bucket.remove();
    this.#filling?.noteDeleted(label);
    this.#showAround();
    const words = fill(gettext("Label “%(name)s” deleted."), label);
    this.#toast.offer(words, async () => {
      await this.#project.restoreLabel(label.number, examples);
      this.#filling?.noteMade(label);
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
    const homes = this.#homesOf(ids, number);
    if (homes.length === 0) return;
    const { moved, left } = await this.#project.moveExamples(ids, number);
    const numbers = [number, ...homes.map((home) => home.number)];
    for (const bucket of this.#all) {
      if (bucket.label.number !== number) bucket.takeOut(ids);
    }
    await this.#reload(left > 0 ? numbers : [number]);
    this.#showSelection();
    const { name } = this.#data.labels.find((label) => label.number === number);
    const words = movedInWords(moved, left, name);
    if (moved === 0) return this.#toast.say(words);
    this.#toast.offer(words, async () => {
      for (const home of homes) await this.#project.moveExamples(home.ids, home.number);
      await this.#reload(numbers);
    });
  }

  /** Says where examples are that go to another label: `{ number, ids }` of each. */
  #homesOf(ids, number) {
    const homes = this.#all.map((bucket) => ({
      number: bucket.label.number,
      ids: bucket.held(ids),
    }));
    return homes.filter((home) => home.number !== number && home.ids.length > 0);
  }

  async #imported({ added, duplicates, label }) {
    if (this.#columns) this.#showFields(await this.#project.fields());
    else await Promise.all(this.#all.map((bucket) => bucket.load()));
    await this.#readLabels();
    this.#toast.say(addedInWords(added, duplicates, label));
  }

  /** Shows a bucket for each label that has none yet, in its place. */
  async #readLabels() {
    const known = new Map(this.#all.map((bucket) => [bucket.label.number, bucket]));
    const labels = await this.#project.labels();
    this.#data.labels = labels.map((each) => known.get(each.number)?.label ?? each);
    let next = this.#newLabel;
    for (const label of this.#data.labels.slice().reverse()) {
      next = known.get(label.number) ?? this.#showLabel(label, next);
    }
    this.#showAround();
  }

  async #reload(numbers) {
    const wanted = this.#all.filter((bucket) => numbers.includes(bucket.label.number));
    await Promise.all(wanted.map((bucket) => bucket.load()));
  }
}

new TrainPage().start();
