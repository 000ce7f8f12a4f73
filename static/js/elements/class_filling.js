import { ClassStatus } from "./class_status.js";
import { labelGoneInWords, labelKeptInWords, overInWords } from "./class_words.js";
import { LabelProposals } from "./label_proposals.js";
import { liveProject } from "../live_project.js";

const LONGEST_WAIT = 1500; // milliseconds until the lists are read all the same

/**
 * Keeps the buckets of a class project as the class fills them.
 *
 *   const filling = new ClassFilling(page, data, project);
 *   filling.start();
 *
 * `page` has `buckets()`, `addBucket(label, next)`, `showFields(fields)`, `changed()`
 * after anything has changed, `say(sentence)`, and what somebody `may` do here.
 */
export class ClassFilling {
  #page;
  #data;
  #status;
  #proposals;
  #isRead = false; // Whether the lists have been asked for.
  #isOver = false;
  #made = new Set(); // Numbers of labels that were added here, and not told yet;
  #deleted = new Set(); // and of those that were deleted.

  constructor(page, data, project) {
    this.#page = page;
    this.#data = data;
    const count = data.labels.reduce((sum, label) => sum + label.example_count, 0);
    this.#status = new ClassStatus(data.shared, { quota: data.quota, count });
    this.#proposals = LabelProposals.find(project, data, (words) => page.say(words));
  }

  get room() {
    const onTheirWay = this.#page.buckets().flatMap((bucket) => bucket.onTheirWay);
    return Math.max(0, this.#status.room - onTheirWay.length);
  }

  start() {
    this.#refuse();
    liveProject(this.#data.shared).listen({
      heard: (state) => this.#hear(state),
      changed: (how) => this.#change(how),
    });
    setTimeout(() => this.#isRead || this.#readLists(), LONGEST_WAIT);
  }

  /** A label that was made here is no news, nor gone because others have not heard. */
  noteMade({ number }) {
    this.#made.add(number);
    this.#deleted.delete(number);
    this.#refuse();
  }

  noteDeleted({ number }) {
    this.#deleted.add(number);
    this.#made.delete(number);
  }

  #hear(state) {
    const { labels, fields, examples, gone, whole } = state;
    this.#status.show(state);
    if (JSON.stringify(fields) !== JSON.stringify(this.#data.fields))
      this.#page.showFields(fields);
    this.#hearLabels(labels);
    const told = [...gone, ...examples.map((example) => example.id)];
    for (const label of labels) this.#bucketOf(label)?.hear(label, told);
    if (whole) this.#readLists();
    else this.#hearExamples(examples, gone);
    this.#proposals?.show(state.proposals, labels);
    this.#refuse();
    this.#page.changed();
  }

  async #hearExamples(examples, gone) {
    if (examples.length === 0 && gone.length === 0) return;
    const buckets = this.#page.buckets();
    await Promise.all(buckets.map((bucket) => bucket.hearExamples(examples, gone)));
    this.#page.changed();
  }

  #readLists() {
    this.#isRead = true;
    for (const bucket of this.#page.buckets()) bucket.read();
  }

  #bucketOf({ number }) {
    return this.#page.buckets().find(({ label }) => label.number === number);
  }

  #hearLabels(labels) {
    const numbers = new Set(labels.map((label) => label.number));
    for (const number of numbers) this.#made.delete(number);
    for (const number of this.#deleted)
      if (!numbers.has(number)) this.#deleted.delete(number);
    for (const bucket of this.#page.buckets()) {
      const { number } = bucket.label;
      if (!numbers.has(number) && !this.#made.has(number)) this.#takeAway(bucket);
    }
    let next = null;
    for (const label of labels.slice().reverse()) {
      if (this.#deleted.has(label.number)) continue;
      next = this.#bucketOf(label) ?? this.#page.addBucket({ ...label }, next);
    }
    this.#putInOrder(labels);
    this.#data.labels = this.#page
      .buckets()
      .map(({ label }) => label)
      .filter(({ number }) => numbers.has(number) || this.#made.has(number));
  }

  /** Nothing moves but when a teacher has put the labels in another order. */
  #putInOrder(labels) {
    const wanted = labels.map((label) => this.#bucketOf(label)).filter(Boolean);
    const now = this.#page.buckets().filter((bucket) => wanted.includes(bucket));
    if (now.every((bucket, place) => bucket === wanted[place])) return;
    const { activeElement: at } = document;
    now.at(-1).after(...wanted);
    at?.focus({ preventScroll: true }); // in a bucket that went elsewhere
  }

  /** What somebody is typing stays until they have copied it. */
  #takeAway(bucket) {
    const { label } = bucket;
    if (bucket.hasTyped || bucket.hasUnsaved) {
      bucket.refuse(labelKeptInWords(label));
      return;
    }
    bucket.remove();
    if (!this.#data.mayModerate) this.#page.say(labelGoneInWords(label));
  }

  /** Their own examples stay to be seen, with nothing to press that does nothing. */
  #end() {
    this.#page.may.end();
    for (const bucket of this.#page.buckets()) {
      bucket.pickNone();
      bucket.showAgain();
    }
    this.#page.changed();
  }

  #change(how) {
    if (how === "over" && !this.#isOver) this.#end();
    this.#isOver = how === "over";
    this.#status.showConnection(how);
    // Without a connection the lists are read as on any other page.
    if (how !== "live" && !this.#isRead) this.#readLists();
    this.#refuse();
  }

  #refuse() {
    const reason = this.#isOver ? overInWords() : this.#status.whyClosed;
    const live = new Set(this.#data.labels.map(({ number }) => number));
    for (const bucket of this.#page.buckets())
      if (live.has(bucket.label.number)) bucket.refuse(reason);
    const table = document.getElementById("open-import"); // Files have none.
    const isFillable = this.#data.mayChange || live.size > 0; // Only teachers make labels.
    if (table) table.hidden = reason !== "" || !this.#data.mayAdd || !isFillable;
    this.#proposals?.refuse(this.#isOver ? reason : "");
  }
}
