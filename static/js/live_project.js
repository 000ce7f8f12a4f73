import { api } from "./api.js";
import { LiveConnection } from "./live_connection.js";

const KEPT = { examples: [], gone: [] };
const projects = new Map(); // of this page, by address

/**
 * How a project of a class is, as the server tells it while it changes: one connection
 * for everything on the page that wants to know.
 *
 *   const stop = liveProject(shared).listen({ heard, changed });
 *
 * `heard(state)` gets what is new: all but the examples is always there; `state.examples`
 * are those that came or changed, `state.gone` the ids of those that are not to be seen
 * any more; with `state.whole` the lists are to be read again. `changed(how)` hears how
 * the connection is: "live", "again", "asking", or "over": it is no longer to be seen.
 */
export function liveProject(shared) {
  const { address } = shared;
  if (!projects.has(address)) projects.set(address, new LiveProject(shared));
  return projects.get(address);
}

export class LiveProject {
  #connection;
  #listeners = new Set();
  #isOpen = false;
  #state = null; // the last one
  #text = "";
  #how = "";

  constructor(shared, connect = (...given) => new LiveConnection(...given)) {
    this.#connection = connect(shared, {
      heard: (state) => this.#hear(state),
      changed: (how) => this.#change(how),
    });
  }

  /** Tells how it is, and then how it changes; returns what puts an end to that. */
  listen({ heard = () => {}, changed = () => {} }) {
    const listener = { heard, changed };
    this.#listeners.add(listener);
    if (this.#state) heard({ ...this.#state, ...KEPT, whole: true });
    if (this.#how) changed(this.#how);
    if (!this.#isOpen) this.#connection.open();
    this.#isOpen = true;
    return () => this.#listeners.delete(listener);
  }

  /** What is asked for every few seconds is mostly what it was. */
  #hear(state) {
    const text = JSON.stringify(state);
    if (text === this.#text) return;
    this.#text = text;
    this.#state = state;
    for (const { heard } of [...this.#listeners]) heard(state);
  }

  #change(how) {
    if (how === this.#how) return;
    this.#how = how;
    for (const { changed } of [...this.#listeners]) changed(how);
  }
}

/** What the server says of why it is over; "" when the project just is not theirs. */
export async function whyItIsOver({ address }) {
  return api.get(address).then(
    () => "",
    (error) => (error.status === 404 ? "" : error.message),
  );
}
