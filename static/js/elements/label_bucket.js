import { BucketRim } from "./bucket_rim.js";
import { acceptExamples, carryExamples } from "./dragging.js";
import { fromTemplate, hueOf, part, tell } from "./dom.js";
import { ExampleRow } from "./example_row.js";
import { newId } from "../store/ids.js";
import { fill, gettext } from "../words.js";

const FIRST_ROWS = 6; // A bucket is looked into, not read to the bottom.
const MORE_ROWS = 50;

/**
 * A label with its examples: a bucket to put more into.
 *
 *   const bucket = document.createElement("label-bucket");
 *   bucket.fill({ project, kind, label, fields, mayChange, mayEdit });
 *
 * Speaks upwards: "bucket-changed" (its number of examples), "bucket-picked",
 * "bucket-delete", "examples-delete" { ids }, "examples-drop" { ids, label }.
 */
class LabelBucket extends HTMLElement {
  #about;
  #rim;
  #rows = [];
  #next = null;
  #shown = FIRST_ROWS;

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
    this.#rows = [];
  }

  get label() {
    return this.#about.label;
  }

  get picked() {
    return this.#rows.filter((row) => row.picked).map((row) => row.example);
  }

  pickNone() {
    for (const row of this.#rows) row.picked = false;
  }

  startAdding() {
    this.#openForm(true);
  }

  /** Reads the newest examples again, as after an import or an undo. */
  async load() {
    const page = await this.#about.project.examples({ label: this.label.number });
    this.#rows = [];
    part(this, "examples").replaceChildren();
    this.#append(page);
  }

  /** Takes rows out that were deleted or moved elsewhere. */
  takeOut(ids) {
    const gone = new Set(ids);
    const leaving = this.#rows.filter((row) => gone.has(row.example.id));
    for (const row of leaving) row.element.remove();
    this.#rows = this.#rows.filter((row) => !gone.has(row.example.id));
    this.#count(this.label.example_count - leaving.length);
    return leaving.map((row) => row.example);
  }

  #build() {
    this.replaceChildren(fromTemplate("label-bucket-template"));
    this.firstElementChild.classList.add(hueOf(this.label.number));
    this.#rim = new BucketRim(this, this.label, (name) => this.#rename(name));
    this.#ask();
    this.#listen();
    this.#count(this.label.example_count);
    const { mayChange } = this.#about;
    for (const name of ["rename", "delete", "open"])
      part(this, name).hidden = !mayChange;
    this.load().catch((error) => this.#complain(error));
  }

  #ask() {
    const { kind, fields } = this.#about;
    const form = kind.makeForm(fields, {
      button: gettext("Put it in"),
      cancel: gettext("Done"),
    });
    part(this, "add").replaceChildren(form);
  }

  #listen() {
    const form = part(this, "add");
    form.addEventListener("example-given", ({ detail }) => this.#add(detail.content));
    form.addEventListener("example-cancelled", () => this.#openForm(false));
    part(this, "open").addEventListener("click", () => this.#openForm(true));
    part(this, "more").addEventListener("click", () => this.#more());
    part(this, "delete").addEventListener("click", () => tell(this, "bucket-delete"));
    this.#listenToRows(part(this, "examples"));
    if (this.#about.mayEdit) this.#listenToDrops();
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
    const { number } = this.label;
    acceptExamples(this.firstElementChild, (ids) =>
      tell(this, "examples-drop", { ids, label: number }),
    );
  }

  #openForm(open) {
    const form = part(this, "add");
    form.hidden = !open;
    part(this, "open").hidden = open;
    if (open) form.firstElementChild.start();
    else part(this, "open").focus();
  }

  /** Shows the example at once, then stores it; its id lets it be sent again. */
  #add(content) {
    const example = { id: newId(), label: this.label.number, ...content };
    const row = this.#insert(example);
    row.element.classList.add("is-new");
    this.#shown += 1;
    this.#count(this.label.example_count + 1);
    part(this, "add").firstElementChild.clear();
    this.#store(row);
  }

  async #store(row) {
    row.showState("saving");
    try {
      row.example = await this.#about.project.addExample(row.example);
      row.showState("saved");
    } catch (error) {
      row.showState("unsaved", error.message);
    }
  }

  /** The network is back: what could not be stored is sent again by itself. */
  #storeUnsaved = () => {
    for (const row of this.#rows.filter((each) => each.isUnsaved)) this.#store(row);
  };

  #insert(example) {
    const row = this.#rowFor(example);
    this.#rows.unshift(row);
    part(this, "examples").prepend(row.element);
    return row;
  }

  #rowFor(example) {
    return new ExampleRow(example, this.#about);
  }

  async #more() {
    this.#shown += MORE_ROWS;
    const wanted = { label: this.label.number, after: this.#next };
    try {
      const enough = this.#rows.length >= this.#shown || this.#next === null;
      if (enough) this.#count(this.label.example_count);
      else this.#append(await this.#about.project.examples(wanted));
    } catch (error) {
      this.#complain(error);
    }
  }

  #append({ examples, next, count }) {
    const rows = examples.map((example) => this.#rowFor(example));
    this.#rows.push(...rows);
    part(this, "examples").append(...rows.map((row) => row.element));
    this.#next = next;
    this.#count(count);
  }

  #count(count) {
    this.label.example_count = count;
    this.#rim.showCount(count);
    part(this, "empty").hidden = count > 0;
    this.#showRows();
    tell(this, "bucket-changed");
  }

  #showRows() {
    this.#rows.forEach((row, place) => {
      row.element.hidden = place >= this.#shown;
    });
    const left = this.label.example_count - this.#shown;
    part(this, "more").hidden = left <= 0;
    part(this, "more").textContent = fill(gettext("Show more (%(left)s left)"), {
      left,
    });
  }

  #edit(row) {
    const { kind, fields } = this.#about;
    const form = kind.makeForm(fields, {
      button: gettext("Save"),
      content: row.example,
      cancel: gettext("Cancel"),
    });
    const item = row.element.cloneNode(false);
    const back = () => item.replaceWith(row.element);
    item.draggable = false;
    item.append(form);
    row.element.replaceWith(item);
    form.addEventListener("example-cancelled", back);
    form.addEventListener("example-given", async ({ detail }) => {
      try {
        const { project } = this.#about;
        const changed = await project.changeExample(row.example.id, detail.content);
        back();
        this.#replace(row, changed);
      } catch (error) {
        form.say(error.message);
      }
    });
    form.start();
  }

  #replace(row, example) {
    const fresh = this.#rowFor(example);
    row.element.replaceWith(fresh.element);
    this.#rows[this.#rows.indexOf(row)] = fresh;
    part(fresh.element, "edit").focus();
    tell(this, "bucket-picked");
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
