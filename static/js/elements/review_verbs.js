import { movedInWords } from "./collected_words.js";
import { doneWords, leftOutWords } from "../review_words.js";

/**
 * What a teacher does to examples, one thing after the other, each of which can be taken
 * back. The page shows it at once; where the server says no, it is as it was.
 *
 *   const verbs = new ReviewVerbs(project, toast, { list, shown, nameOf, look });
 *   verbs.moderate(ids, "hidden");
 *
 * `list()` is the one that is seen, `shown(before, after)` shows it, `nameOf(number)` is
 * that of a label, and `look(ids)` reads examples again.
 */
export class ReviewVerbs {
  #project;
  #toast;
  #page;
  #done = []; // { before }: what each was, by id
  #queue = Promise.resolve();

  constructor(project, toast, page) {
    this.#project = project;
    this.#toast = toast;
    this.#page = page;
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  moderate(ids, state) {
    const items = this.#itemsOf(ids).filter(({ example }) => example.state !== state);
    if (items.length === 0) return undefined;
    const seen = items
      .filter(({ example }) => example.changed_at)
      .map(({ example }) => [example.id, example.changed_at]);
    return this.#do(items, { state }, async (chosen) => {
      const sent = Object.fromEntries(seen);
      const answer = await this.#project.moderate(chosen, state, sent);
      const count = chosen.length - answer.gone.length - (answer.unseen ?? []).length;
      const words = count > 0 ? doneWords(state, count) : "";
      return { ...answer, words, count };
    });
  }

  move(ids, label) {
    const items = this.#itemsOf(ids).filter(({ example }) => example.label !== label);
    if (items.length === 0) return undefined;
    return this.#do(items, { label }, async (chosen) => {
      const { moved, left } = await this.#project.moveExamples(chosen, label);
      const words = movedInWords(moved, left, this.#page.nameOf(label));
      const isSure = moved === chosen.length;
      return {
        gone: [],
        unseen: isSure ? [] : chosen,
        words,
        count: moved,
        isMove: true,
      };
    });
  }

  /** Takes the last thing back, or the one that is meant. */
  async undo(meant = this.#done[this.#done.length - 1]) {
    if (!this.#done.includes(meant)) return false;
    this.#done = this.#done.filter((each) => each !== meant);
    this.#show(meant.before);
    try {
      await this.#inTurn(meant.before, () => this.#takeBack(meant.before));
    } catch (error) {
      this.#done.push(meant); // It can be tried again.
      throw error;
    } finally {
      this.#page.look([...meant.before.keys()]);
    }
    return true;
  }

  async #takeBack(before) {
    for (const [change, ids] of groupsOf(before)) {
      if (change.state) await this.#project.moderate(ids, change.state);
      else await this.#project.moveExamples(ids, change.label);
    }
  }

  #itemsOf(ids) {
    const list = this.#page.list();
    const items = ids.map((id) => list.find(id));
    return items.filter((item) => item && !item.news && !item.hasLeft);
  }

  async #do(items, change, send) {
    const ids = items.map(({ example }) => example.id);
    const [name] = Object.keys(change);
    const before = new Map(
      items.map(({ example }) => [example.id, { [name]: example[name] }]),
    );
    const entry = { before };
    this.#done.push(entry);
    this.#show(new Map(ids.map((id) => [id, change])));
    try {
      const answer = await this.#inTurn(before, () => send(ids));
      this.#take(entry, answer);
    } catch (error) {
      this.#done = this.#done.filter((each) => each !== entry);
      this.#show(before);
      this.#toast.say(error.message);
    }
  }

  /** Says what became of it; what was not done is shown as it is now. */
  #take(entry, { gone = [], unseen = [], words, count, isMove = false }) {
    const { before } = entry;
    for (const id of isMove ? [] : [...gone, ...unseen]) before.delete(id);
    const leftOut = isMove ? "" : leftOutWords({ gone, unseen });
    const sentence = [words, leftOut].filter(Boolean).join(" ");
    const isNothing = count === 0;
    if (isNothing) this.#done = this.#done.filter((each) => each !== entry);
    if (isNothing || !this.#done.includes(entry)) this.#toast.say(sentence);
    else this.#toast.offer(sentence, () => this.undo(entry));
    if (unseen.length + gone.length > 0) this.#page.look([...unseen, ...gone]);
  }

  /** What goes to the server goes in the order in which it was done. */
  #inTurn(changes, send) {
    const ids = [...changes.keys()];
    const list = this.#page.list();
    list.setBusy(ids, true);
    const turn = this.#queue.then(send);
    this.#queue = turn.catch(() => null);
    return turn.finally(() => list.setBusy(ids, false));
  }

  #show(changes) {
    const list = this.#page.list();
    const was = [...changes.keys()].map((id) => list.find(id)?.example.state);
    list.change(changes);
    const is = [...changes.keys()].map((id) => list.find(id)?.example.state);
    this.#page.shown(was, is);
  }
}

/** Puts together what becomes the same: `[[change, ids], …]`. */
function groupsOf(changes) {
  const groups = new Map();
  for (const [id, change] of changes) {
    const key = JSON.stringify(change);
    const [, ids] = groups.get(key) ?? [change, []];
    groups.set(key, [change, [...ids, id]]);
  }
  return [...groups.values()];
}
