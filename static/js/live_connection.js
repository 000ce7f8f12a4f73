import { api } from "./api.js";
import { LiveSocket } from "./live_socket.js";
import { delay } from "./timing.js";

const BETWEEN_QUESTIONS = 5 * 1000; // milliseconds, where there is no WebSocket
const LOST_FOR_NOW = 2; // So often in a row, and it asks by itself.
const GO_AWAY = 1008; // as RFC 6455's registry of close codes has it
const NOT_YOURS = new Set([401, 403, 404]);

/**
 * What the server says of a class: by WebSocket, and where none can be had, by asking
 * every few seconds until there is one again.
 *
 *   new LiveConnection({ socket, address }, { heard, changed }).open();
 *
 * `heard(state)` gets what is new; `changed(how)` how the connection is: "live",
 * "again" (coming back), "asking", or "over": the class may no longer be seen.
 */
export class LiveConnection {
  #address;
  #heard;
  #changed;
  #socket;
  #isListening = false;
  #isAsking = false;
  #isOver = false;

  constructor({ socket, address }, { heard, changed }) {
    this.#address = address;
    this.#heard = heard;
    this.#changed = changed;
    this.#socket = new LiveSocket(socket, {
      heard: (text) => this.#listen(JSON.parse(text)),
      lost: (times, code) => this.#lost(times, code),
    });
  }

  open() {
    this.#socket.open();
  }

  #listen(state) {
    if (this.#isOver) return;
    this.#isListening = true;
    this.#changed("live");
    this.#heard(state);
  }

  async #lost(times, code) {
    this.#isListening = false;
    if (this.#isOver || this.#isAsking) return;
    this.#changed("again");
    if (code === GO_AWAY)
      await this.#ask(); // Before it comes again: may it?
    else if (times < LOST_FOR_NOW) this.#ask();
    else this.#keepAsking();
  }

  async #keepAsking() {
    this.#isAsking = true;
    while (this.#isNeeded) {
      const isThere = await this.#ask();
      if (!this.#isNeeded) break;
      this.#changed(isThere ? "asking" : "again");
      await delay(BETWEEN_QUESTIONS);
    }
    this.#isAsking = false;
  }

  get #isNeeded() {
    return !this.#isListening && !this.#isOver;
  }

  /** Asks once; says if there was an answer. */
  async #ask() {
    try {
      const state = await api.get(this.#address);
      if (this.#isNeeded) this.#heard(state); // Else what it heard since is newer.
      return true;
    } catch (error) {
      if (NOT_YOURS.has(error.status)) this.#end();
      return false;
    }
  }

  #end() {
    this.#isOver = true;
    this.#socket.close();
    this.#changed("over");
  }
}
