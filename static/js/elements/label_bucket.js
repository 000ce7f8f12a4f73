import "./example_form.js";
import { fromTemplate, hueOf, part, tell } from "./dom.js";
import { ExampleRow } from "./example_row.js";
import { newId } from "../store/ids.js";
import { fill, gettext, ngettext } from "../words.js";

const DRAGGED = "application/x-example-ids";

/**
 * A label with its examples: a bucket to put more into.
 *
 *   const bucket = document.createElement("label-bucket");
 *   bucket.fill({ project, label, fields, mayChange, mayDelete });
 *
 * Speaks upwards: "bucket-changed" (its number of examples), "bucket-picked",
 * "bucket-delete", "examples-delete" { ids }, "examples-drop" { ids, label }.
 */
class LabelBucket extends HTMLElement {
  #about;
  #rows = [];
  #next = null;

  fill(about) {
    this.#about = about;
    if (this.isConnected) this.#build();
  }

  connectedCallback() {
    if (this.#about) this.#build();
  }

  disconnectedCallback() {
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
    this.#showName();
    this.#ask();
    this.#listen();
    this.#count(this.label.example_count);
    const { mayChange } = this.#about;
    for (const name of ["rename", "delete", "open"])
      part(this, name).hidden = !mayChange;
    this.load().catch((error) => this.#complain(error));
  }

  #showName() {
    const { name } = this.label;
    part(this, "name").textContent = name;
    part(this, "rename").setAttribute(
      "aria-label",
      fill(gettext("Rename “%(name)s”"), { name }),
    );
    part(this, "delete").setAttribute(
      "aria-label",
      fill(gettext("Delete “%(name)s”"), { name }),
    );
    part(this, "examples").setAttribute(
      "aria-label",
      fill(gettext("Examples of “%(name)s”"), { name }),
    );
  }

  #ask() {
    part(this, "add").ask(this.#about.fields, { button: gettext("Put it in") });
  }

  #listen() {
    const form = part(this, "add");
    form.addEventListener("example-given", ({ detail }) => this.#add(detail.values));
    part(this, "open").addEventListener("click", () => this.#openForm(form.hidden));
    part(this, "more").addEventListener("click", () => this.#more());
    part(this, "rename").addEventListener("click", () => this.#startRenaming());
    part(this, "delete").addEventListener("click", () => tell(this, "bucket-delete"));
    const rename = part(this, "rename-form");
    rename.addEventListener("submit", (event) => this.#rename(event));
    rename.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#stopRenaming();
    });
    this.#listenToRows(part(this, "examples"));
    if (this.#about.mayChange) this.#listenToDrops(this.firstElementChild);
  }

  #listenToRows(list) {
    list.addEventListener("example-edit", ({ detail }) => this.#edit(detail.row));
    list.addEventListener("example-again", ({ detail }) => this.#store(detail.row));
    list.addEventListener("example-picked", () => tell(this, "bucket-picked"));
    list.addEventListener("example-delete", ({ detail }) => this.#delete(detail.row));
    list.addEventListener("dragstart", (event) => {
      const id = event.target.dataset?.id;
      const picked = this.picked.map((example) => example.id);
      const ids = picked.includes(id) ? picked : [id];
      event.dataTransfer.setData(DRAGGED, JSON.stringify(ids));
      event.dataTransfer.effectAllowed = "move";
    });
  }

  #listenToDrops(bucket) {
    bucket.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      bucket.classList.add("is-over");
    });
    bucket.addEventListener("dragleave", ({ relatedTarget }) => {
      if (!bucket.contains(relatedTarget)) bucket.classList.remove("is-over");
    });
    bucket.addEventListener("drop", (event) => {
      bucket.classList.remove("is-over");
      const dragged = event.dataTransfer.getData(DRAGGED);
      if (!dragged) return;
      event.preventDefault();
      const ids = JSON.parse(dragged);
      tell(this, "examples-drop", { ids, label: this.label.number });
    });
  }

  #openForm(open) {
    const form = part(this, "add");
    form.hidden = !open;
    part(this, "open").setAttribute("aria-expanded", String(open));
    if (open) form.start();
  }

  /** Shows the example at once, then stores it; its id lets it be sent again. */
  #add(values) {
    const example = { id: newId(), label: this.label.number, values };
    const row = this.#insert(example);
    row.element.classList.add("is-new");
    this.#count(this.label.example_count + 1);
    part(this, "add").clear();
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

  #insert(example) {
    const row = this.#rowFor(example);
    this.#rows.unshift(row);
    part(this, "examples").prepend(row.element);
    return row;
  }

  #rowFor(example) {
    const { fields, mayChange, mayDelete } = this.#about;
    return new ExampleRow(example, fields, { mayChange, mayDelete });
  }

  async #more() {
    const wanted = { label: this.label.number, after: this.#next };
    try {
      this.#append(await this.#about.project.examples(wanted));
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
    const words = ngettext("%(count)s example", "%(count)s examples", count);
    part(this, "count").textContent = count;
    part(this, "count").setAttribute("aria-label", fill(words, { count }));
    part(this, "count").setAttribute("role", "img");
    part(this, "empty").hidden = count > 0;
    part(this, "more").hidden = this.#next === null;
    const left = count - this.#rows.length;
    part(this, "more").textContent = fill(gettext("Show more (%(left)s left)"), {
      left,
    });
    tell(this, "bucket-changed");
  }

  #edit(row) {
    const form = document.createElement("example-form");
    const item = row.element.cloneNode(false);
    const back = () => item.replaceWith(row.element);
    item.draggable = false;
    item.append(form);
    row.element.replaceWith(item);
    form.ask(this.#about.fields, {
      button: gettext("Save"),
      values: row.example.values,
      cancel: true,
    });
    form.addEventListener("example-cancelled", back);
    form.addEventListener("example-given", async ({ detail }) => {
      try {
        const change = { values: detail.values };
        const changed = await this.#about.project.changeExample(row.example.id, change);
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
    if (row.element.classList.contains("is-unsaved")) this.takeOut([row.example.id]);
    else tell(this, "examples-delete", { ids: [row.example.id] });
  }

  #startRenaming() {
    const form = part(this, "rename-form");
    form.elements.name.value = this.label.name;
    form.hidden = false;
    part(this, "name").hidden = true;
    form.elements.name.select();
  }

  #stopRenaming() {
    part(this, "rename-form").hidden = true;
    part(this, "name").hidden = false;
    part(this, "rename").focus();
  }

  async #rename(event) {
    event.preventDefault();
    const name = event.target.elements.name.value;
    try {
      const { project, label } = this.#about;
      label.name = (await project.changeLabel(label.number, { name })).name;
      this.#complain({ message: "" });
      this.#showName();
      this.#stopRenaming();
      tell(this, "bucket-changed");
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain({ message }) {
    part(this, "problem").textContent = message;
  }
}

customElements.define("label-bucket", LabelBucket);
