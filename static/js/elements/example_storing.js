import { FileTrouble } from "./file_trouble.js";

const REFUSED = new Set([400, 409, 413]); // An example that the server will never take.

/**
 * Stores the examples of a bucket, and says which could not be stored.
 *
 * `giveBack(row, error)` may take one back that was refused: it returns whether it did.
 * `stored(row)` hears of each that the server has now.
 */
export class ExampleStoring {
  #rows;
  #about;
  #trouble;
  #giveBack;
  #stored;

  constructor({ rows, about, box, takeOut, giveBack, stored }) {
    this.#rows = rows;
    this.#about = about;
    this.#giveBack = giveBack;
    this.#stored = stored;
    this.#trouble = new FileTrouble(box, {
      words: about.kind.wordsForUnsaved,
      again: (each) => each.forEach((row) => this.store(row)),
      takeAway: (each) => takeOut(each.map((row) => row.example.id)),
    });
  }

  /** Afterwards `row.storing` resolves to null, or to what was wrong. */
  store(row) {
    const wasUnsaved = row.isUnsaved;
    row.storing = this.#store(row);
    if (wasUnsaved) this.showTrouble();
  }

  /** Sends again what never arrived, but not what the server has refused. */
  storeUnsaved() {
    for (const row of this.#rows.unsaved) if (!row.isRefused) this.store(row);
  }

  showTrouble() {
    this.#trouble.show(this.#rows.unsaved);
  }

  async #store(row) {
    row.showState("saving");
    try {
      row.take(await this.#about.store(row.example));
      row.showState("saved");
      this.#stored(row);
      return null;
    } catch (error) {
      if (row.isKnown) return null; // It has arrived: another connection said so.
      const isRefused = REFUSED.has(error.status);
      if (!(isRefused && this.#giveBack(row, error))) {
        row.showState("unsaved", error.message, { isRefused });
      }
      this.showTrouble();
      return error;
    }
  }
}
