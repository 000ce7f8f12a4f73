/**
 * Keeps in this browser what the base sees in each picture, so that nobody looks at a
 * picture twice. Without storage (in a private window, say) it keeps nothing, silently.
 */

const NAME = "mlforkids-features";
const STORE = "features";
const DAY = 24 * 60 * 60 * 1000; // milliseconds
const KEPT = 30; // days without use
const PATIENCE = 1000; // milliseconds; some browsers never answer in private windows

export class FeatureCache {
  #base;
  #opening = null;

  constructor(baseId) {
    this.#base = baseId;
  }

  /** Returns what is known of these examples, a Map of Float32Arrays by id. */
  async get(ids) {
    const found = new Map();
    await this.#inStore("readonly", (store) => {
      for (const id of ids) {
        const asked = store.get([this.#base, id]);
        asked.onsuccess = () => {
          if (asked.result) found.set(id, asked.result.features);
        };
      }
    });
    return found;
  }

  /** Keeps features of examples, a Map by id; `project` is whose they are. */
  put(project, features) {
    const day = today();
    return this.#inStore("readwrite", (store) => {
      for (const [example, numbers] of features) {
        store.put({ base: this.#base, example, project, day, features: numbers });
      }
    });
  }

  /**
   * Deletes what nobody has used for long, and of a project what is not among `ids`.
   * What is among them counts as used today.
   */
  tidy(project, ids) {
    const wanted = new Set(ids);
    const [day, oldest] = [today(), today() - KEPT];
    return this.#inStore("readwrite", (store) => {
      const walk = store.openCursor();
      walk.onsuccess = () => {
        const cursor = walk.result;
        if (!cursor) return;
        const { value } = cursor;
        const isOurs = value.project === project;
        if (value.day < oldest || (isOurs && !wanted.has(value.example)))
          cursor.delete();
        else if (isOurs && value.day !== day) cursor.update({ ...value, day });
        cursor.continue();
      };
    });
  }

  close() {
    this.#opening?.then((database) => database?.close());
    this.#opening = null;
  }

  /** Does some work; nothing at all where there is no storage, or it is full. */
  async #inStore(mode, work) {
    this.#opening ??= opened();
    const database = await this.#opening;
    if (!database) return;
    await new Promise((resolve) => {
      try {
        const transaction = database.transaction(STORE, mode);
        transaction.oncomplete = resolve;
        transaction.onabort = resolve;
        work(transaction.objectStore(STORE));
      } catch {
        resolve(); // Somebody has just deleted it all.
      }
    });
  }
}

/** Deletes all that is kept, of whoever it is: for when somebody leaves this computer. */
export function forgetFeatures() {
  return new Promise((resolve) => {
    try {
      const asked = globalThis.indexedDB.deleteDatabase(NAME);
      asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
    } catch {
      resolve();
    }
  });
}

function opened() {
  const coming = new Promise((resolve) => {
    try {
      const asked = globalThis.indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () =>
        asked.result.createObjectStore(STORE, { keyPath: ["base", "example"] });
      asked.onsuccess = () => resolve(givingWay(asked.result));
      asked.onerror = asked.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  const tooLate = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  return Promise.race([coming, tooLate]);
}

/** Another page may want to delete it all. */
function givingWay(database) {
  database.onversionchange = () => database.close();
  return database;
}

function today() {
  return Math.floor(Date.now() / DAY);
}
