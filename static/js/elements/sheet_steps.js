const MOST_STEPS = 100; // that can be taken back

/**
 * What was done to a table, the newest last, so that it can be taken back.
 *
 *   const steps = new SheetSteps(toast);
 *   steps.remember(undo, "2 rows deleted.");
 */
export class SheetSteps {
  #toast;
  #steps = [];

  constructor(toast) {
    this.#toast = toast;
  }

  /** Keeps what takes a step back, and offers it in `words` if there are some. */
  remember(undo, words = "") {
    this.#steps.push(undo);
    if (this.#steps.length > MOST_STEPS) this.#steps.shift();
    if (words) this.#toast.offer(words, () => this.undo());
    else this.#toast.replaceChildren();
  }

  async undo() {
    this.#toast.replaceChildren(); // What it offers may be an older step now.
    await this.#steps.pop()?.();
  }

  forget() {
    this.#steps = [];
  }

  /** The keys for it work beside the table as well. */
  listen(root) {
    root.addEventListener("keydown", (event) => this.#press(event));
  }

  #press(event) {
    const { key, ctrlKey, metaKey, shiftKey, target, defaultPrevented } = event;
    const isUndo = key.toLowerCase() === "z" && (ctrlKey || metaKey) && !shiftKey;
    if (!isUndo || defaultPrevented || target.closest("input, textarea, dialog"))
      return;
    event.preventDefault();
    this.undo().catch((error) => this.#toast.say(error.message));
  }
}
