import { part } from "./dom.js";
import { fill, gettext } from "../words.js";

const MORE_ROWS = 50;

/** The rows in a bucket: the newest first, and more when asked. */
export class BucketRows {
  #bucket;
  #about;
  #rows = [];
  #next = null; // Where the next page begins, null after the last.
  #shown;
  #lastPicked = null; // Where a range of picked ones begins.

  constructor(bucket, about) {
    this.#bucket = bucket;
    this.#about = about;
    this.#shown = about.kind.shownAtFirst;
  }

  get picked() {
    return this.#rows.filter((row) => row.picked).map((row) => row.example);
  }

  get unsaved() {
    return this.#rows.filter((row) => row.isUnsaved);
  }

  /** Those that a page takes with it when it is left. */
  get unstored() {
    return this.#rows.filter((row) => !row.isStored);
  }

  get examples() {
    return this.#rows.map((row) => row.example);
  }

  /** Returns those of `ids` whose rows are here. */
  held(ids) {
    const here = new Set(this.#rows.map((row) => row.example.id));
    return ids.filter((id) => here.has(id));
  }

  pickNone() {
    for (const row of this.#rows) row.picked = false;
    this.#lastPicked = null;
  }

  /** Picks all that are stored, of which `read(after)` gets those not here yet. */
  async pickAll(read) {
    while (this.#next !== null) this.#append(await read(this.#next));
    this.#shown = Math.max(this.#shown, this.#rows.length);
    for (const row of this.#rows) row.picked = row.isStored;
  }

  /** With Shift, all from the one before to this one are picked, or none of them. */
  pickTo(id, isRange) {
    const place = this.#rows.findIndex((row) => row.example.id === id);
    const before = this.#rows.indexOf(this.#lastPicked);
    this.#lastPicked = this.#rows[place];
    if (!isRange || before < 0 || place < 0) return;
    const { picked } = this.#rows[place];
    const [from, to] = [Math.min(before, place), Math.max(before, place)];
    for (const row of this.#rows.slice(from, to + 1))
      row.picked = picked && row.isStored;
  }

  /** Shows the first page; what is not stored yet stays. Returns how many there are. */
  begin(page) {
    const stored = new Set(page.examples.map((example) => example.id));
    const waiting = ({ isStored, example }) => !isStored && !stored.has(example.id);
    for (const row of this.#rows) if (!waiting(row)) row.leave?.();
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
    for (const row of leaving) {
      row.element.remove();
      row.leave?.();
    }
    this.#rows = this.#rows.filter((row) => !gone.has(row.example.id));
    next?.focus();
    return leaving.map((row) => row.example);
  }

  /** Hides what is too much to look at, of `count` examples. */
  show(count) {
    this.#rows.forEach((row, place) => {
      row.element.hidden = place >= this.#shown;
      if (place < this.#shown) row.showPlace?.(place);
    });
    const left = count - Math.min(this.#shown, this.#rows.length);
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
    return this.#about.kind.makeRow(example, this.#about);
  }

  #append({ examples, next }) {
    const rows = examples.map((example) => this.#make(example));
    this.#rows.push(...rows);
    this.#list.append(...rows.map((row) => row.element));
    this.#next = next;
  }
}
