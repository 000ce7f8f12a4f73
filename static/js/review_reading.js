import { ReviewList, isOn } from "./review_list.js";
import { delay } from "./timing.js";

const AT_ONCE = 50; // ids in one question
const BETWEEN_ARRIVALS = 1000; // milliseconds: to find what looks alike is work

/** Of these, new ones come at the end, where nobody looks yet: they need no button. */
const OLDEST_FIRST = new Set(["waiting"]);

/**
 * Reads what a teacher looks through, page by page, and keeps it as it is now.
 *
 *   const reading = new ReviewReading(project, { changed, failed });
 *   reading.begin({ show: "waiting", student: null, label: null });
 *
 * `changed()` is called when there is something else to see, `failed(error)` when the
 * server said no.
 */
export class ReviewReading {
  #project;
  #changed;
  #failed;
  #wanted = { show: "waiting", student: null, label: null };
  #next = null; // Where the next page begins, null after the last.
  #isReading = false;
  #others = new Map(); // by id: what is not on the list, but resembles something on it
  #isComing = false;
  list = new ReviewList(this.#wanted);
  isRead = false;
  left = 0; // how many more there are on the server

  constructor(project, { changed, failed }) {
    this.#project = project;
    this.#changed = changed;
    this.#failed = failed;
  }

  /** How many have come that somebody has to ask for. */
  get arrived() {
    return this.#comesLast ? 0 : this.list.arrived.length;
  }

  get #comesLast() {
    return OLDEST_FIRST.has(this.#wanted.show);
  }

  exampleOf(id) {
    return this.list.find(id)?.example ?? this.#others.get(id);
  }

  /** Begins another list; what is still read of the former one is left. */
  begin(wanted) {
    this.#wanted = wanted;
    this.forget();
    return this.#read(null);
  }

  forget() {
    this.list = new ReviewList(this.#wanted);
    this.#next = null;
    this.left = 0;
    this.isRead = false;
    this.#isReading = false;
    this.#changed();
  }

  more() {
    return this.#next && !this.#isReading ? this.#read(this.#next) : undefined;
  }

  /** Hears of changes; where some may have been missed, looks at all of them again. */
  hear(state) {
    const before = this.list.arrived.length;
    this.list.hear(state);
    // Of those that come last, there are more to be asked for.
    if (this.#next && this.#comesLast)
      this.left += Math.max(0, this.list.arrived.length - before);
    for (const example of state.examples ?? []) {
      if (this.#others.has(example.id)) this.#others.set(example.id, example);
    }
    for (const id of state.gone ?? []) this.#others.delete(id);
    if (state.whole && this.isRead) this.#readAgain();
    this.#showAtEnd();
  }

  /** Reads these again, and shows them as they are: they may be on the list again. */
  async look(ids) {
    await this.#try(async (list) => {
      for (const some of portions(ids)) {
        const { examples } = await this.#find(some);
        const here = examples.filter((example) => isOn(this.#wanted, example));
        if (list !== this.list) return;
        list.keepOnly(examples, some);
        list.add(here);
      }
    });
  }

  /** Shows what has come, before all others; returns the id of the first of them. */
  async showArrived() {
    const ids = this.list.arrived.slice(0, AT_ONCE);
    await this.#try(async (list) => {
      const { examples } = await this.#find(ids);
      const here = examples.filter((example) => isOn(this.#wanted, example));
      list.keepOnly(examples, ids);
      await this.#readOthers(here);
      list.add(here, { atTop: true });
    });
    return this.list.items[0]?.example.id;
  }

  async #read(after) {
    this.#isReading = true;
    await this.#try(async (list) => {
      const page = await this.#project.review({ ...this.#wanted, after });
      await this.#readOthers(page.examples);
      if (list !== this.list) return;
      list.add(page.examples);
      this.#next = page.next;
      this.left = page.next ? Math.max(1, page.count - list.count) : 0;
      this.isRead = true;
    });
    this.#isReading = false;
    this.#showAtEnd();
  }

  /** Where new ones are the last, they come by themselves once the rest is there. */
  async #showAtEnd() {
    const isNext = this.#comesLast && this.isRead && !this.#next;
    if (!isNext || this.#isComing || this.list.arrived.length === 0) return;
    this.#isComing = true;
    const { list: shown } = this;
    const ids = shown.arrived.slice(0, AT_ONCE);
    const isThere = await this.#try(async (list) => {
      const { examples } = await this.#find(ids);
      await this.#readOthers(examples);
      if (list !== this.list) return;
      list.keepOnly(examples, ids);
      const here = examples.filter((example) => isOn(this.#wanted, example));
      list.add(here.reverse()); // What is asked for by id comes newest first.
    });
    await delay(BETWEEN_ARRIVALS);
    this.#isComing = false;
    if (isThere || shown !== this.list) this.#showAtEnd();
  }

  async #readAgain() {
    await this.#try(async (list) => {
      const ids = list.items.map(({ example }) => example.id);
      for (const some of portions(ids)) {
        const { examples } = await this.#project.examples({ ids: some.join(",") });
        list.keepOnly(examples, some);
      }
      await this.#hearOfNew(list);
    });
    this.#showAtEnd();
  }

  /** New ones are on the first page, or the last, where those are that come at the end. */
  async #hearOfNew(list) {
    let page = await this.#project.review(this.#wanted);
    list.hear(page);
    while (this.#comesLast && page.next && !this.#next) {
      page = await this.#project.review({ ...this.#wanted, after: page.next });
      list.hear(page);
    }
  }

  #find(ids) {
    return this.#project.review({ show: "all", ids: ids.join(",") });
  }

  /** Reads what others resemble, where that is not here yet. */
  async #readOthers(examples) {
    const twins = examples.flatMap(({ alike = [] }) => alike.map(({ id }) => id));
    const here = new Set(examples.map(({ id }) => id));
    const missing = [...new Set(twins)].filter(
      (id) => !here.has(id) && !this.exampleOf(id),
    );
    for (const some of portions(missing)) {
      const found = await this.#project.examples({ ids: some.join(",") });
      for (const example of found.examples) this.#others.set(example.id, example);
    }
  }

  /** Runs `act` with the list as it is now; says if that went well. */
  async #try(act) {
    const { list } = this;
    try {
      await act(list);
      return list === this.list;
    } catch (error) {
      if (list === this.list) this.#failed(error);
      return false;
    } finally {
      if (list === this.list) this.#changed();
    }
  }
}

function portions(ids) {
  const all = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    all.push(ids.slice(start, start + AT_ONCE));
  }
  return all;
}
