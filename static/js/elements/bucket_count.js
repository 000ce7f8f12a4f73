/**
 * How many examples of a label everybody sees, as far as this page knows: what the
 * server has counted, and what was added here since.
 *
 *   const count = new BucketCount(label, (number) => rim.showCount(number));
 */
export class BucketCount {
  #label;
  #show;
  #ahead = new Set(); // ids that are counted here, and by the server not yet

  constructor(label, show) {
    this.#label = label;
    this.#show = show;
    show(label.example_count);
  }

  add({ id }) {
    this.#ahead.add(id);
    this.#set(this.#label.example_count + 1);
  }

  takeOut(examples) {
    for (const { id } of examples) this.#ahead.delete(id);
    this.#set(this.#label.example_count - examples.filter(isCounted).length);
  }

  /** What waits for a teacher is not counted before everybody sees it. */
  store(example) {
    if (isCounted(example) || !this.#ahead.delete(example.id)) return;
    this.#set(this.#label.example_count - 1);
  }

  /** Hears of examples that the server has counted by now. */
  tell(ids) {
    for (const id of ids) this.#ahead.delete(id);
  }

  /** Hears how many the server counts. */
  hear(count) {
    const now = count + this.#ahead.size;
    if (now !== this.#label.example_count) this.#set(now);
  }

  /** Takes what is told, with all that was added here. */
  begin(count) {
    this.#set(count);
  }

  #set(count) {
    this.#label.example_count = count;
    this.#show(count);
  }
}

/** What is on its way has no state yet: it counts until the server says otherwise. */
function isCounted({ state = "shown" }) {
  return state === "shown";
}
