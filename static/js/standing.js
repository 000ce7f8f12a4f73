/**
 * What somebody may do to the project on this page.
 *
 *   const may = new Standing({ mayChange, mayAdd, mayEditAll, mayModerate, me });
 *   if (may.edit(example)) …
 *
 * `me` is what examples carry as `by` that they have added: the id of a student.
 */
export class Standing {
  #editAll;
  #me;

  constructor({ mayChange, mayAdd, mayEditAll, mayModerate = false, me = null }) {
    this.change = mayChange;
    this.add = mayAdd;
    this.moderate = mayModerate;
    this.#editAll = mayEditAll;
    this.#me = me;
  }

  edit({ by = null }) {
    return this.#editAll || (this.#me !== null && by === this.#me);
  }

  /** From now on they only look at what is still on the page. */
  end() {
    this.#editAll = false;
    this.#me = null;
  }

  /** Whether there can be examples here that they may edit. */
  get editAny() {
    return this.#editAll || this.#me !== null;
  }
}
