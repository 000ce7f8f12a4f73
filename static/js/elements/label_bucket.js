import { BucketRim } from "./bucket_rim.js";
import { BucketRows } from "./bucket_rows.js";
import { acceptExamples, acceptFiles, carryExamples } from "./dragging.js";
import { fromTemplate, hueOf, part, tell } from "./dom.js";
import { ExampleStoring } from "./example_storing.js";
import { goByArrows } from "./grid_keys.js";
import { editRow } from "./row_editing.js";
import { newId } from "../store/ids.js";
import { fill, gettext } from "../words.js";

/**
 * A label with its examples: a bucket to put more into.
 *
 *   const bucket = document.createElement("label-bucket");
 *   bucket.fill({ project, kind, label, fields, may, me, store });
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
  #form;
  #storing;

  fill(about) {
    this.#about = about;
    if (this.isConnected) this.#build();
  }

  connectedCallback() {
    addEventListener("online", this.#storeUnsaved);
    if (this.#about) this.#build();
  }

  disconnectedCallback() {
    removeEventListener("online", this.#storeUnsaved);
    this.replaceChildren();
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

  held(ids) {
    return this.#rows.held(ids);
  }

  pickNone() {
    this.#rows.pickNone();
  }

  startAdding() {
    this.#openForm(true);
  }

  /**
   * Shows an example at once, and stores it: `row.storing` resolves to null or to what
   * was wrong. The id that is made here lets it be sent again.
   */
  add(content) {
    const { me } = this.#about;
    const example = { id: newId(), label: this.label.number, by: me, ...content };
    const row = this.#rows.add(example);
    this.#count(this.label.example_count + 1);
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
  async load() {
    const page = await this.#about.project.examples({ label: this.label.number });
    this.#count(this.#rows.begin(page));
  }

  /** Takes rows out that were deleted or moved elsewhere. */
  takeOut(ids) {
    const leaving = this.#rows.takeOut(ids);
    this.#count(this.label.example_count - leaving.length);
    this.#storing.showTrouble();
    return leaving;
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
    });
    this.#offerAdding();
    this.#listen();
    this.#count(this.label.example_count);
    this.load().catch((error) => this.#complain(error));
  }

  /** A line of text can be typed at once; a form of many fields waits to be opened. */
  get #asksAtOnce() {
    const { isTyped, isFile } = this.#about.kind;
    return isTyped || isFile;
  }

  #offerAdding() {
    const { kind, fields, may } = this.#about;
    this.#form = kind.makeForm(fields, {
      label: this.label,
      button: gettext("Put it in"),
      name: fill(gettext("A new example of “%(name)s”"), this.label),
      hint: gettext("Type here, then Enter"),
      cancel: kind.isTyped ? "" : gettext("Done"),
      many: kind.isTyped,
      more: part(this, "many"),
    });
    part(this, "add").replaceChildren(this.#form);
    part(this, "add").hidden = !(this.#asksAtOnce && may.add);
    part(this, "open").hidden = this.#asksAtOnce || !may.add;
    part(this, "examples").classList.toggle("is-grid", kind.isFile);
    if (kind.isFile) part(this, "empty").textContent = kind.wordsForEmpty(this.label);
    part(this, "many").hidden = !kind.isTyped;
    part(this, "rename").hidden = !may.change;
    part(this, "delete").hidden = !may.change || Boolean(this.label.is_background);
  }

  #listen() {
    const form = this.#form;
    form.addEventListener("example-given", ({ detail }) => {
      this.add(detail.content);
      form.clear();
    });
    form.addEventListener("example-cancelled", () => this.#openForm(false));
    form.addEventListener("lines-given", ({ detail }) => this.#offerLines(detail));
    part(this, "open").addEventListener("click", () => this.#openForm(true));
    part(this, "many").addEventListener("click", () => this.#offerLines({}));
    part(this, "more").addEventListener("click", () => this.#more());
    part(this, "all").addEventListener("click", () => this.#pickAll());
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
    const { kind, may } = this.#about;
    const { number } = this.label;
    const bucket = this.firstElementChild;
    if (may.editAny) {
      acceptExamples(bucket, (ids) =>
        tell(this, "examples-drop", { ids, label: number }),
      );
    }
    if (kind.isTyped && may.add) {
      acceptFiles(bucket, (file) => this.#offerLines({ file }));
    }
    if (kind.isFile && may.add) kind.acceptDrops(bucket);
  }

  #offerLines(lines) {
    tell(this, "bucket-lines", { label: this.label, ...lines });
  }

  #openForm(open) {
    if (!this.#asksAtOnce) {
      part(this, "add").hidden = !open;
      part(this, "open").hidden = open;
    }
    if (open) this.#form.start();
    else part(this, "open").focus();
  }

  /** What the label may not hold, such as a duplicate, is in the field again. */
  #giveBack(row, { message }) {
    if (!this.#about.kind.isTyped || !this.#form.isEmpty) return false;
    this.takeOut([row.example.id]);
    this.#form.give(row.example);
    this.#form.say(message);
    return true;
  }

  /** The network is back: what could not be stored is sent again by itself. */
  #storeUnsaved = () => this.#storing.storeUnsaved();

  async #more() {
    await this.#read((page) => this.#rows.more(page));
  }

  async #pickAll() {
    await this.#read((page) => this.#rows.pickAll(page));
    tell(this, "bucket-picked");
  }

  /** Lets the rows read pages of examples; what goes wrong is said in the bucket. */
  async #read(act) {
    const { project } = this.#about;
    const label = this.label.number;
    try {
      await act((after) => project.examples({ label, after }));
      this.#rows.show(this.label.example_count);
    } catch (error) {
      this.#complain(error);
    }
  }

  #count(count) {
    this.label.example_count = count;
    this.#rim.showCount(count);
    part(this, "empty").hidden = count > 0;
    const { kind, may } = this.#about;
    part(this, "all").hidden = !(kind.isFile && may.editAny && count > 1);
    this.#rows.show(count);
    tell(this, "bucket-changed");
  }

  #edit(row) {
    editRow(row, this.#about, async (content) => {
      const { project } = this.#about;
      const changed = await project.changeExample(row.example.id, content);
      return () => {
        this.#rows.replace(row, changed).focus();
        tell(this, "bucket-picked");
      };
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
