import { BucketRim } from "./bucket_rim.js";
import { BucketRows } from "./bucket_rows.js";
import { acceptExamples, acceptFiles, carryExamples } from "./dragging.js";
import { fromTemplate, hueOf, part, tell } from "./dom.js";
import { editRow } from "./row_editing.js";
import { newId } from "../store/ids.js";
import { fill, gettext } from "../words.js";

const REFUSED = new Set([400, 409]); // An example that the server will never take.

/**
 * A label with its examples: a bucket to put more into.
 *
 *   const bucket = document.createElement("label-bucket");
 *   bucket.fill({ project, kind, label, fields, mayChange, mayEdit });
 *
 * Speaks upwards: "bucket-changed" (its number of examples), "bucket-picked",
 * "bucket-delete", "bucket-lines" { label, text or file }, "examples-delete" { ids },
 * "examples-drop" { ids, label }.
 */
class LabelBucket extends HTMLElement {
  #about;
  #rim;
  #rows;
  #form;

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

  get hasUnsaved() {
    return this.#rows.unsaved.length > 0;
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

  /** Reads the newest examples again, as after an import or an undo. */
  async load() {
    const page = await this.#about.project.examples({ label: this.label.number });
    this.#count(this.#rows.begin(page));
  }

  /** Takes rows out that were deleted or moved elsewhere. */
  takeOut(ids) {
    const leaving = this.#rows.takeOut(ids);
    this.#count(this.label.example_count - leaving.length);
    return leaving;
  }

  #build() {
    this.replaceChildren(fromTemplate("label-bucket-template"));
    this.firstElementChild.classList.add(hueOf(this.label.number));
    this.#rim = new BucketRim(this, this.label, (name) => this.#rename(name));
    this.#rows = new BucketRows(this, this.#about);
    this.#offerAdding();
    this.#listen();
    this.#count(this.label.example_count);
    this.load().catch((error) => this.#complain(error));
  }

  /** A line of text can be typed at once; a form of many fields waits to be opened. */
  #offerAdding() {
    const { kind, fields, mayChange } = this.#about;
    this.#form = kind.makeForm(fields, {
      button: gettext("Put it in"),
      name: fill(gettext("A new example of “%(name)s”"), this.label),
      hint: gettext("Type here, then Enter"),
      cancel: kind.isTyped ? "" : gettext("Done"),
      many: kind.isTyped,
      more: part(this, "many"),
    });
    part(this, "add").replaceChildren(this.#form);
    part(this, "add").hidden = !(kind.isTyped && mayChange);
    part(this, "open").hidden = kind.isTyped || !mayChange;
    part(this, "many").hidden = !kind.isTyped;
    for (const name of ["rename", "delete"]) part(this, name).hidden = !mayChange;
  }

  #listen() {
    const form = this.#form;
    form.addEventListener("example-given", ({ detail }) => this.#add(detail.content));
    form.addEventListener("example-cancelled", () => this.#openForm(false));
    form.addEventListener("lines-given", ({ detail }) => this.#offerLines(detail));
    part(this, "open").addEventListener("click", () => this.#openForm(true));
    part(this, "many").addEventListener("click", () => this.#offerLines({}));
    part(this, "more").addEventListener("click", () => this.#more());
    part(this, "delete").addEventListener("click", () => tell(this, "bucket-delete"));
    this.#listenToRows(part(this, "examples"));
    this.#listenToDrops();
  }

  #listenToRows(list) {
    list.addEventListener("example-edit", ({ detail }) => this.#edit(detail.row));
    list.addEventListener("example-again", ({ detail }) => this.#store(detail.row));
    list.addEventListener("example-picked", () => tell(this, "bucket-picked"));
    list.addEventListener("example-delete", ({ detail }) => this.#delete(detail.row));
    carryExamples(list, (id) => {
      const picked = this.picked.map((example) => example.id);
      return picked.includes(id) ? picked : [id];
    });
  }

  #listenToDrops() {
    const { kind, mayChange, mayEdit } = this.#about;
    const { number } = this.label;
    const bucket = this.firstElementChild;
    if (mayEdit) {
      acceptExamples(bucket, (ids) =>
        tell(this, "examples-drop", { ids, label: number }),
      );
    }
    if (kind.isTyped && mayChange) {
      acceptFiles(bucket, (file) => this.#offerLines({ file }));
    }
  }

  #offerLines(lines) {
    tell(this, "bucket-lines", { label: this.label, ...lines });
  }

  #openForm(open) {
    if (!this.#about.kind.isTyped) {
      part(this, "add").hidden = !open;
      part(this, "open").hidden = open;
    }
    if (open) this.#form.start();
    else part(this, "open").focus();
  }

  /** Shows the example at once, then stores it; its id lets it be sent again. */
  #add(content) {
    const example = { id: newId(), label: this.label.number, ...content };
    const row = this.#rows.add(example);
    this.#count(this.label.example_count + 1);
    this.#form.clear();
    this.#store(row);
  }

  async #store(row) {
    row.showState("saving");
    try {
      row.take(await this.#about.project.addExample(row.example));
      row.showState("saved");
    } catch (error) {
      const canGoBack = this.#about.kind.isTyped && this.#form.isEmpty;
      if (canGoBack && REFUSED.has(error.status)) this.#giveBack(row, error);
      else row.showState("unsaved", error.message);
    }
  }

  /** What the label may not hold, such as a duplicate, is in the field again. */
  #giveBack(row, { message }) {
    this.takeOut([row.example.id]);
    this.#form.give(row.example);
    this.#form.say(message);
  }

  /** The network is back: what could not be stored is sent again by itself. */
  #storeUnsaved = () => {
    for (const row of this.#rows.unsaved) this.#store(row);
  };

  async #more() {
    const { project } = this.#about;
    const label = this.label.number;
    try {
      await this.#rows.more((after) => project.examples({ label, after }));
      this.#rows.show(this.label.example_count);
    } catch (error) {
      this.#complain(error);
    }
  }

  #count(count) {
    this.label.example_count = count;
    this.#rim.showCount(count);
    part(this, "empty").hidden = count > 0;
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
