import { part } from "./dom.js";
import { fill, gettext } from "../words.js";

const MORE_ROWS = 50;
const FIRST_PAGE = 50; // as many as the server tells at once
const SPARE_ROWS = 20; // that come before some are let go

/** The rows in a bucket: the newest first, and more when asked. */
export class BucketRows {
  #bucket;
  #about;
  #rows = [];
  #total = 0;
  #next = null; // Where the next page begins, null after the last.
  #shown;
  #lastPicked = null; // Where a range of picked ones begins.

  constructor(bucket, about) {
    this.#bucket = bucket;
    this.#about = about;
    this.#shown = about.kind.shownAtFirst;
    this.#total = about.label.example_count;
  }

  /** How many there are for this person, also those that are not here yet. */
  get total() {
    return this.#total;
  }

  get isEdited() {
    return this.#rows.some((row) => row.standIn);
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

  /** Picks all that are stored and one's own, also those that are not here yet. */
  async pickAll() {
    while (this.#next !== null) await this.#readNext();
    this.#shown = Math.max(this.#shown, this.#rows.length);
    for (const row of this.#rows) row.picked = this.#mayPick(row);
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
      row.picked = picked && this.#mayPick(row);
  }

  /** Shows the first page; what is not stored yet stays. Returns how many there are. */
  begin(page) {
    const known = new Map(this.#rows.map((row) => [row.example.id, row]));
    const stored = new Set(page.examples.map((example) => example.id));
    const waiting = this.#rows.filter(
      ({ isStored, example }) => !isStored && !stored.has(example.id),
    );
    const gone = this.#rows.filter((row) => !stored.has(row.example.id));
    for (const row of gone) if (!waiting.includes(row)) leave(row);
    const shown = page.examples.map((example) =>
      this.#showAs(known.get(example.id), example),
    );
    this.#rows = [...waiting, ...shown];
    this.#next = page.next;
    this.#total = page.count + waiting.length;
    this.#putInOrder();
    return this.#total;
  }

  /** Shows examples as they are now, and none that are gone or elsewhere. */
  hear(examples, gone) {
    const { number } = this.#about.label;
    const here = examples.filter((example) => example.label === number);
    const away = examples.filter((example) => example.label !== number);
    this.#drop([...gone, ...away.map(({ id }) => id)]);
    for (const example of here) this.#take(example);
    this.#trim();
  }

  /** Shows each row anew: with other columns, or where less may be done with it. */
  showAgain() {
    for (const row of this.#rows) row.take(row.example);
  }

  /** Shows more rows, also some that are not here yet. */
  async more() {
    this.#shown += MORE_ROWS;
    const enough = this.#rows.length >= this.#shown || this.#next === null;
    if (!enough) await this.#readNext();
  }

  add(example) {
    const row = this.#make(example);
    row.element.classList.add("is-new");
    this.#rows.unshift(row);
    this.#list.prepend(row.element);
    this.#shown += 1;
    this.#total += 1;
    return row;
  }

  replace(row, example) {
    const fresh = this.#make(example);
    const place = this.#rows.indexOf(row);
    if (place < 0) return row; // It has gone meanwhile.
    row.element.replaceWith(fresh.element);
    this.#rows[place] = fresh;
    return fresh;
  }

  /** Takes out those of `ids` that are here; returns their examples. */
  takeOut(ids) {
    const gone = new Set(ids);
    const leaving = this.#rows.filter((row) => gone.has(row.example.id));
    const next = this.#nextToFocus(leaving);
    for (const row of leaving) leave(row);
    this.#total -= leaving.length;
    this.#rows = this.#rows.filter((row) => !gone.has(row.example.id));
    next?.focus();
    return leaving.map((row) => row.example);
  }

  /** Hides what is too much to look at, but nothing that somebody is at. */
  show() {
    this.#rows.forEach((row, place) => {
      row.element.hidden = place >= this.#shown && !row.picked && !isAt(row);
      if (place < this.#shown) row.showPlace?.(place);
    });
    const left = this.#total - Math.min(this.#shown, this.#rows.length);
    const more = part(this.#bucket, "more");
    more.hidden = left <= 0;
    more.textContent = fill(gettext("Show more (%(left)s left)"), { left });
  }

  /** Takes out those of `ids` that are stored no more, or elsewhere. */
  #drop(ids) {
    const isOnItsWay = (id) => this.#find(id)?.isStored === false;
    this.takeOut(ids.filter((id) => !isOnItsWay(id)));
  }

  /** One that lies further down is read when asked. */
  #take(example) {
    const row = this.#find(example.id);
    if (row) {
      this.#showAs(row, example);
      return;
    }
    const isAfter = (each) => each.isStored && comesAfter(each.example, example);
    const place = this.#rows.findIndex(isAfter);
    if (place < 0 && this.#next !== null) return;
    const fresh = this.#make(example);
    fresh.element.classList.add("is-new");
    this.#rows.splice(place < 0 ? this.#rows.length : place, 0, fresh);
    this.#total += 1;
    this.#putInOrder();
  }

  /** While a class adds for an hour, a page holds what it shows, and a few more. */
  #trim() {
    const enough = Math.max(this.#shown, FIRST_PAGE);
    if (this.#rows.length <= enough + SPARE_ROWS) return;
    while (this.#rows.length > enough && isAtRest(this.#rows.at(-1))) {
      leave(this.#rows.pop());
      this.#next = placeOf(this.#rows.at(-1).example);
    }
  }

  /** Somebody without a mouse goes on beside the row that leaves, if they are in one. */
  #nextToFocus(leaving) {
    const place = this.#rows.findIndex(isAt);
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

  #find(id) {
    return this.#rows.find((row) => row.example.id === id);
  }

  #mayPick(row) {
    return row.isStored && this.#about.may.edit(row.example);
  }

  /** What the server has of an example is stored, whoever was to bring it. */
  #showAs(row, example) {
    if (!row) return this.#make(example);
    if (!isSame(row.example, example)) row.take(example);
    if (!row.isStored) row.showState("saved");
    row.isKnown = true;
    return row;
  }

  /** Moves only what is not where it belongs: the keyboard may be in it. */
  #putInOrder() {
    let next = null;
    for (const row of this.#rows.slice().reverse()) {
      const element = row.standIn ?? row.element;
      const isThere =
        element.parentElement === this.#list && element.nextElementSibling === next;
      if (!isThere) this.#list.insertBefore(element, next);
      next = element;
    }
  }

  async #readNext() {
    const { project, label } = this.#about;
    this.#append(await project.examples({ label: label.number, after: this.#next }));
  }

  #append({ examples, next, count }) {
    const unknown = examples.filter((example) => !this.#find(example.id));
    const rows = unknown.map((example) => this.#make(example));
    this.#rows.push(...rows);
    this.#next = next;
    this.#total = count + this.#rows.filter((row) => !row.isStored).length;
    this.#putInOrder();
  }
}

/** A form in which somebody changes it stays until they have done so. */
function leave(row) {
  row.isGone = true;
  row.element.remove();
  row.leave?.();
}

function isAt({ element }) {
  return element.contains(document.activeElement);
}

/** Whether nobody has to do with it, and it can be read again. */
function isAtRest(row) {
  return row.isStored && !row.picked && !row.standIn && !isAt(row);
}

/** Where the page begins that follows this example. */
function placeOf({ created_at: moment, id }) {
  return `${moment}~${id}`;
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Lists begin with the newest. */
function comesAfter(one, other) {
  const [first, second] = [one.created_at, other.created_at];
  if (first === second) return one.id < other.id;
  return Date.parse(first) - Date.parse(second) < 0 || first < second;
}
