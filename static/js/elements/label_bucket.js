import { BucketAdding } from "./bucket_adding.js";
import { BucketCount } from "./bucket_count.js";
import { BucketRim } from "./bucket_rim.js";
import { BucketRows } from "./bucket_rows.js";
import { acceptExamples, carryExamples } from "./dragging.js";
import { fromTemplate, hueOf, part, tell } from "./dom.js";
import { ExampleStoring } from "./example_storing.js";
import { goByArrows } from "./grid_keys.js";
import { changeRow } from "./row_editing.js";
import { newId } from "../store/ids.js";
import { gettext } from "../words.js";

/**
 * A label with its examples: a bucket to put more into.
 *
 *   const bucket = document.createElement("label-bucket");
 *   bucket.fill({ project, kind, label, fields, may, me, shared, store });
 *
 * With `loadsLater` somebody calls `load()` once it is known what is to be read.
 *
 * Speaks upwards: "bucket-changed" (its number of examples), "bucket-picked",
 * "bucket-delete", "bucket-lines" { label, text or file }, "examples-delete" { ids },
 * "examples-drop" { ids, label }, what its kind tells of files that are given or
 * dropped, and "example-open" { row } of the pictures inside.
 */
class LabelBucket extends HTMLElement {
  #about;
  #rim;
  #rows;
  #adding;
  #storing;
  #loading = null;
  #count;

  fill(about) {
    this.#about = about;
    if (this.isConnected) this.#build();
  }

  connectedCallback() {
    addEventListener("online", this.#storeUnsaved);
    if (this.#about && !this.#rows) this.#build(); // Else it has only been moved.
  }

  disconnectedCallback() {
    removeEventListener("online", this.#storeUnsaved);
  }

  get label() {
    return this.#about.label;
  }

  get picked() {
    return this.#rows.picked;
  }

  /** Whether leaving the page loses something: a file on its way is lost as well. */
  get hasUnsaved() {
    const { unsaved, unstored } = this.#rows;
    return (this.#about.kind.isFile ? unstored : unsaved).length > 0;
  }

  get examples() {
    return this.#rows.examples;
  }

  /** Those that count already, and that the server does not have yet. */
  get onTheirWay() {
    return this.#rows.unstored;
  }

  held(ids) {
    return this.#rows.held(ids);
  }

  pickNone() {
    this.#rows.pickNone();
  }

  startAdding() {
    this.#adding.open(true);
  }

  /** Says why nothing can be added now; "" when it can. */
  refuse(reason) {
    this.#adding.refuse(reason);
  }

  /** Shows other columns; what is being typed stays. */
  showFields(fields) {
    this.#about.fields = fields;
    this.#adding.ask(fields);
    this.#rows.showAgain();
    this.read();
  }

  /** Shows each example anew, where less may be done with it. */
  showAgain() {
    this.#rows.showAgain();
    this.#showEmpty();
  }

  /** Takes in what the server tells of the label: its name, and how many it holds. */
  hear({ name, example_count: count, waiting_count: waiting = 0 }, told) {
    this.#count.tell(told);
    this.#count.hear(count);
    if (name !== this.label.name) this.#rim.rename(name);
    this.#rim.showWaiting(waiting, this.#about.shared.review);
  }

  /** Shows examples that are new or other than they were, and none that are gone. */
  async hearExamples(examples, gone) {
    await this.#loading;
    this.#rows.hear(examples, gone);
    this.#rows.show();
    this.#showEmpty();
    this.#storing.showTrouble();
  }

  /**
   * Shows an example at once, and stores it: `row.storing` resolves to null or to what
   * was wrong. The id that is made here lets it be sent again.
   */
  add(content) {
    const { me } = this.#about;
    const example = { id: newId(), label: this.label.number, by: me, ...content };
    const row = this.#rows.add(example);
    this.#count.add(example);
    this.#storing.store(row);
    return row;
  }

  /** Deletes an example that may still be on its way. */
  async discard(row) {
    row.element.hidden = true;
    await row.storing;
    this.#delete(row);
  }

  /** Reads the newest examples again, as after an import or an undo. */
  load() {
    const loading = this.#load();
    this.#loading = loading.catch(() => null);
    return loading;
  }

  read() {
    this.load().catch((error) => this.#complain(error));
  }

  /** Takes rows out that were deleted or moved elsewhere. */
  takeOut(ids) {
    const leaving = this.#rows.takeOut(ids);
    this.#count.takeOut(leaving);
    this.#storing.showTrouble();
    return leaving;
  }

  /** Whether something is being typed here that is not sent yet. */
  get hasTyped() {
    return this.#adding.hasTyped || this.#rows.isEdited;
  }

  async #load() {
    const page = await this.#about.project.examples({ label: this.label.number });
    const total = this.#rows.begin(page);
    this.#count.tell(page.examples.map((example) => example.id));
    // In a class project own ones may be listed that nobody else sees, nor counts.
    this.#count.begin(this.#about.shared ? this.label.example_count : total);
  }

  #build() {
    this.replaceChildren(fromTemplate("label-bucket-template"));
    this.firstElementChild.classList.add(hueOf(this.label.number));
    this.#rim = new BucketRim(this, this.label, (name) => this.#rename(name));
    this.#rows = new BucketRows(this, this.#about);
    this.#storing = new ExampleStoring({
      rows: this.#rows,
      about: this.#about,
      box: part(this, "trouble"),
      takeOut: (ids) => this.takeOut(ids),
      giveBack: (row, error) => this.#giveBack(row, error),
      stored: ({ example }) => this.#count.store(example),
    });
    this.#adding = new BucketAdding(this, this.#about, {
      add: (content) => this.add(content),
      offerLines: (lines) =>
        tell(this, "bucket-lines", { label: this.label, ...lines }),
    });
    this.#showWhatMay();
    this.#listen();
    this.#count = new BucketCount(this.label, (count) => this.#showCount(count));
    if (!this.#about.loadsLater) this.read();
  }

  #showWhatMay() {
    const { kind, may } = this.#about;
    part(this, "examples").classList.toggle("is-grid", kind.isFile);
    if (kind.isFile) part(this, "empty").textContent = kind.wordsForEmpty(this.label);
    part(this, "rename").hidden = !may.change;
    part(this, "delete").hidden = !may.change || Boolean(this.label.is_background);
  }

  #listen() {
    const rows = this.#rows;
    part(this, "more").addEventListener("click", () => this.#read(() => rows.more()));
    part(this, "all").addEventListener("click", async () => {
      await this.#read(() => rows.pickAll());
      tell(this, "bucket-picked");
    });
    part(this, "delete").addEventListener("click", () => tell(this, "bucket-delete"));
    this.#listenToRows(part(this, "examples"));
    this.#listenToDrops();
  }

  #listenToRows(list) {
    list.addEventListener("example-edit", ({ detail }) => this.#edit(detail.row));
    list.addEventListener("example-again", ({ detail }) =>
      this.#storing.store(detail.row),
    );
    list.addEventListener("example-picked", () => tell(this, "bucket-picked"));
    list.addEventListener("click", ({ target, shiftKey }) => {
      const item = target.matches('[data-part="pick"]') && target.closest("li");
      if (item) this.#rows.pickTo(item.dataset.id, shiftKey);
    });
    if (this.#about.kind.isFile) goByArrows(list);
    list.addEventListener("example-delete", ({ detail }) => this.#delete(detail.row));
    carryExamples(list, (id) => {
      const picked = this.picked.map((example) => example.id);
      return picked.includes(id) ? picked : [id];
    });
  }

  #listenToDrops() {
    if (!this.#about.may.editAny) return;
    acceptExamples(this.firstElementChild, (ids) =>
      tell(this, "examples-drop", { ids, label: this.label.number }),
    );
  }

  /** What the label may not hold, such as a duplicate, is in the field again. */
  #giveBack(row, { message }) {
    if (!this.#adding.giveBack(row.example, message)) return false;
    this.takeOut([row.example.id]);
    return true;
  }

  /** The network is back: what could not be stored is sent again by itself. */
  #storeUnsaved = () => this.#storing.storeUnsaved();

  /** Lets the rows read what is not here yet; what goes wrong is said in the bucket. */
  async #read(act) {
    try {
      await act();
      this.#rows.show();
    } catch (error) {
      this.#complain(error);
    }
  }

  #showCount(count) {
    this.#rim.showCount(count);
    this.#rows.show();
    this.#showEmpty();
    tell(this, "bucket-changed");
  }

  #showEmpty() {
    const { kind, may } = this.#about;
    const { total } = this.#rows;
    part(this, "empty").hidden = total > 0;
    part(this, "all").hidden = !(kind.isFile && may.editAny && total > 1);
  }

  #edit(row) {
    changeRow(row, this.#about, (changed) => {
      this.#rows.replace(row, changed).focus();
      tell(this, "bucket-picked");
    });
  }

  #delete(row) {
    if (row.isUnsaved) this.takeOut([row.example.id]);
    else tell(this, "examples-delete", { ids: [row.example.id] });
  }

  async #rename(name) {
    const { project, label } = this.#about;
    const changed = await project.changeLabel(label.number, { name });
    label.name = changed.name;
    tell(this, "bucket-changed");
    return changed.name;
  }

  #complain({ message }) {
    part(this, "problem").textContent = message;
  }
}

customElements.define("label-bucket", LabelBucket);
