import { pauseBefore } from "./timing.js";

const LONG_ENOUGH = 5 * 1000; // milliseconds; shorter, and the server did not want it

/**
 * A WebSocket that comes back by itself.
 *
 *   const socket = new LiveSocket("/ws/…/", { heard, lost });
 *   socket.open();
 *
 * `heard(data)` gets each message as it came; `lost(times, code)` hears how often in a
 * row there was no connection, or none that lasted, and is waited for. Unless it answers
 * `false`, it pauses, longer after each failure, `longest()` milliseconds at most, and
 * tries again; back on the network or back on the page it does so at once.
 */
export class LiveSocket {
  #path;
  #heard;
  #lost;
  #longest;
  #socket = null;
  #attempt = 0;
  #timer;
  #isWanted = false;

  constructor(
    path,
    { heard = () => {}, lost = () => {}, longest = () => Infinity } = {},
  ) {
    this.#path = path;
    this.#heard = heard;
    this.#lost = lost;
    this.#longest = longest;
  }

  open() {
    if (this.#isWanted) return;
    this.#isWanted = true;
    addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    this.#connect();
  }

  close() {
    this.#isWanted = false;
    removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
    this.#socket = null;
  }

  say(words) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(words);
  }

  #connect() {
    const url = new URL(this.#path, location.href.replace(/^http/, "ws"));
    const socket = new WebSocket(url);
    this.#socket = socket;
    const began = performance.now();
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket) this.#heard(data);
    });
    socket.addEventListener("close", ({ code }) => {
      if (socket !== this.#socket) return;
      if (performance.now() - began > LONG_ENOUGH) this.#attempt = 0;
      this.#comeBack(code);
    });
  }

  async #comeBack(code) {
    this.#socket = null;
    const attempt = this.#attempt;
    this.#attempt += 1;
    const isOfUse = (await this.#lost(this.#attempt, code)) !== false;
    if (!isOfUse || !this.#isWanted || this.#socket) return;
    const pause = Math.min(pauseBefore(attempt), this.#longest());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), pause);
  }

  #hurry = () => {
    if (document.hidden || this.#socket) return;
    clearTimeout(this.#timer);
    this.#connect();
  };
}
