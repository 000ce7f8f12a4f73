/** What a teacher looks through, in an order that nothing changes. Knows no page. */

export const [SHOWN, WAITING, HIDDEN] = ["shown", "waiting", "hidden"];

/** Says if an example is on a list: `{ show, student, label }`, where null is any. */
export function isOn({ show, student = null, label = null }, example) {
  if (student && example.by !== student) return false;
  if (label !== null && example.label !== label) return false;
  return ![WAITING, HIDDEN].includes(show) || example.state === show;
}

/**
 * The examples on a list, in the order in which they came.
 *
 * Each item is `{ example, alike, news, isPicked, hasLeft, isBusy }`. What others do to
 * one is its `news`: "gone", or what became of it; it stays where it is until the
 * teacher goes on. What the teacher does lets it leave at once; its place is kept, in
 * case that is taken back.
 */
export class ReviewList {
  #wanted;
  #items = [];
  #byId = new Map();
  #arrived = new Map(); // examples that have come on the list, and are not seen yet
  #lastPicked = null; // Where a range of picked ones begins.

  constructor(wanted) {
    this.#wanted = wanted;
  }

  /** Those to be seen. */
  get items() {
    return this.#items.filter((item) => !item.hasLeft);
  }

  get picked() {
    return this.items.filter((item) => item.isPicked);
  }

  /** The ids of what has come on the list, and is not seen yet. */
  get arrived() {
    return [...this.#arrived.keys()];
  }

  /** How many are looked after: seen, on the list, and not gone. */
  get count() {
    return this.items.filter((item) => !item.news).length;
  }

  find(id) {
    return this.#byId.get(id);
  }

  /** Puts those that are not there at the end, or before all others. */
  add(examples, { atTop = false } = {}) {
    const fresh = [];
    for (const { alike = [], ...example } of examples) {
      this.#arrived.delete(example.id);
      const known = this.find(example.id);
      if (known) this.#comeBack(known, example, alike);
      else fresh.push(this.#make(example, alike));
    }
    this.#items = atTop ? [...fresh, ...this.#items] : [...this.#items, ...fresh];
  }

  /** Hears what others have done; returns the ids of items that look otherwise now. */
  hear({ examples = [], gone = [] }) {
    const changed = examples.filter((example) => this.#hearOf(example));
    const lost = gone.filter((id) => this.#hearGone(id));
    return [...changed.map(({ id }) => id), ...lost];
  }

  /** Marks those of `ids` that are not among what is there. */
  keepOnly(examples, ids) {
    const there = new Set(examples.map(({ id }) => id));
    return this.hear({ examples, gone: ids.filter((id) => !there.has(id)) });
  }

  /**
   * The teacher does something, by id: `{ state }` or `{ label }`. What is not on the
   * list any more leaves it at once, and what is on it again comes back to its place.
   */
  change(changes) {
    this.tidy();
    for (const [id, change] of changes) {
      const item = this.find(id);
      if (!item) continue;
      // Whoever has changed it themselves has seen it, whatever the server's clock says.
      item.example = { ...item.example, ...change, changed_at: null };
      item.news = null;
      item.isPicked = false;
      item.hasLeft = !isOn(this.#wanted, item.example);
      this.#arrived.delete(id);
    }
    this.#lastPicked = null;
  }

  /** Takes what became of others out, now that the teacher has seen it. */
  tidy() {
    for (const item of this.items) if (item.news) this.#leave(item);
  }

  /** While something is on its way, what is heard of it is no news. */
  setBusy(ids, isBusy) {
    for (const item of ids.map((id) => this.find(id))) {
      if (item) item.isBusy = isBusy;
    }
  }

  pick(id, isPicked) {
    const item = this.find(id);
    if (!item || item.news) return;
    item.isPicked = isPicked;
    this.#lastPicked = item;
  }

  /** Picks all from the one before to this one, or none of them. */
  pickTo(id, isPicked) {
    const { items } = this;
    const place = items.indexOf(this.find(id));
    const before = items.indexOf(this.#lastPicked);
    const [from, to] = before < 0 ? [place, place] : [before, place].sort(byNumber);
    for (const item of items.slice(from, to + 1)) this.pick(item.example.id, isPicked);
  }

  pickAll(isPicked) {
    for (const { example } of this.items) this.pick(example.id, isPicked);
    this.#lastPicked = null;
  }

  #make(example, alike) {
    const item = {
      example,
      alike,
      news: null,
      isPicked: false,
      hasLeft: false,
      isBusy: false,
    };
    this.#byId.set(example.id, item);
    return item;
  }

  #comeBack(item, example, alike) {
    item.example = example;
    item.alike = alike;
    item.hasLeft = false;
    item.news = null;
  }

  #leave(item) {
    item.hasLeft = true;
    item.isPicked = false;
  }

  #hearOf({ alike, ...example }) {
    const item = this.find(example.id);
    const isHere = isOn(this.#wanted, example);
    if (!item || (item.hasLeft && !item.isBusy)) {
      this.#hearOfUnseen(example, isHere);
      return false;
    }
    const isOther = !isSame(item.example, example);
    item.example = example;
    if (alike) item.alike = alike;
    if (item.isBusy) return isOther;
    const news = isHere ? null : newsOf(example);
    if (news) item.isPicked = false;
    const isNews = item.news !== news;
    item.news = news;
    return isOther || isNews;
  }

  #hearOfUnseen(example, isHere) {
    if (isHere && this.#wanted.show !== "alike") this.#arrived.set(example.id, example);
    else this.#arrived.delete(example.id);
  }

  #hearGone(id) {
    this.#arrived.delete(id);
    const item = this.find(id);
    if (!item || item.hasLeft || item.news === "gone") return false;
    item.news = "gone";
    item.isPicked = false;
    return true;
  }
}

/** What became of an example that is not on the list any more. */
function newsOf({ state }) {
  return { shown: "approved", hidden: "hidden", waiting: "waiting" }[state];
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function byNumber(one, other) {
  return one - other;
}
