import { part } from "./dom.js";
import { ExampleRow } from "./example_row.js";
import { fill, gettext } from "../words.js";

const FIRST_ROWS = 6; // A bucket is looked into, not read to the bottom.
const MORE_ROWS = 50;

/** The rows in a bucket: the newest first, and more when asked. */
export class BucketRows {
  #bucket;
  #about;
  #rows = [];
  #next = null; // Where the next page begins, null after the last.
  #shown = FIRST_ROWS;

  constructor(bucket, about) {
    this.#bucket = bucket;
    this.#about = about;
  }

  get picked() {
    return this.#rows.filter((row) => row.picked).map((row) => row.example);
  }

  get unsaved() {
    return this.#rows.filter((row) => row.isUnsaved);
  }

  /** Returns those of `ids` whose rows are here. */
  held(ids) {
    const here = new Set(this.#rows.map((row) => row.example.id));
    return ids.filter((id) => here.has(id));
  }

  pickNone() {
    for (const row of this.#rows) row.picked = false;
  }

  /** Shows the first page; what is not stored yet stays. Returns how many there are. */
  begin(page) {
    const stored = new Set(page.examples.map((example) => example.id));
    const waiting = ({ isStored, example }) => !isStored && !stored.has(example.id);
    this.#rows = this.#rows.filter(waiting);
    this.#list.replaceChildren(...this.#rows.map((row) => row.element));
    this.#append(page);
    return page.count + this.#rows.filter(waiting).length;
  }

  /** Shows more rows, of which `read(after)` gets those that are not here yet. */
  async more(read) {
    this.#shown += MORE_ROWS;
    const enough = this.#rows.length >= this.#shown || this.#next === null;
    if (!enough) this.#append(await read(this.#next));
  }

  add(example) {
    const row = this.#make(example);
    row.element.classList.add("is-new");
    this.#rows.unshift(row);
    this.#list.prepend(row.element);
    this.#shown += 1;
    return row;
  }

  replace(row, example) {
    const fresh = this.#make(example);
    row.element.replaceWith(fresh.element);
    this.#rows[this.#rows.indexOf(row)] = fresh;
    return fresh;
  }

  /** Takes out those of `ids` that are here; returns their examples. */
  takeOut(ids) {
    const gone = new Set(ids);
    const leaving = this.#rows.filter((row) => gone.has(row.example.id));
    const next = this.#nextToFocus(leaving);
    for (const row of leaving) row.element.remove();
    this.#rows = this.#rows.filter((row) => !gone.has(row.example.id));
    next?.focus();
    return leaving.map((row) => row.example);
  }

  /** Hides what is too much to look at, of `count` examples. */
  show(count) {
    this.#rows.forEach((row, place) => {
      row.element.hidden = place >= this.#shown;
    });
    const left = count - this.#shown;
    const more = part(this.#bucket, "more");
    more.hidden = left <= 0;
    more.textContent = fill(gettext("Show more (%(left)s left)"), { left });
  }

  /** Somebody without a mouse goes on beside the row that leaves, if they are in one. */
  #nextToFocus(leaving) {
    const isHere = ({ element }) => element.contains(document.activeElement);
    const place = this.#rows.findIndex(isHere);
    if (!leaving.includes(this.#rows[place])) return null;
    const stays = (row) => !row.element.hidden && !leaving.includes(row);
    const [before, after] = [this.#rows.slice(0, place), this.#rows.slice(place)];
    return after.find(stays) ?? before.reverse().find(stays);
  }

  get #list() {
    return part(this.#bucket, "examples");
  }

  #make(example) {
    return new ExampleRow(example, this.#about);
  }

  #append({ examples, next }) {
    const rows = examples.map((example) => this.#make(example));
    this.#rows.push(...rows);
    this.#list.append(...rows.map((row) => row.element));
    this.#next = next;
  }
}
