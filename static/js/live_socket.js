import { pauseBefore } from "./timing.js";

const LONG_ENOUGH = 5 * 1000; // milliseconds; shorter, and the server did not want it

/**
 * A WebSocket that comes back by itself.
 *
 *   const socket = new LiveSocket("/ws/…/", { heard, lost });
 *   socket.open();
 *
 * `heard(data)` gets each message as it came; `lost(times, code)` hears how often in a
 * row there was no connection, or none that lasted. It pauses longer after each failure; back on the network or back
 * on the page it does not wait for the pause to end.
 */
export class LiveSocket {
  #path;
  #heard;
  #lost;
  #socket = null;
  #attempt = 0;
  #timer;
  #isWanted = false;

  constructor(path, { heard = () => {}, lost = () => {} } = {}) {
    this.#path = path;
    this.#heard = heard;
    this.#lost = lost;
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

  #comeBack(code) {
    this.#socket = null;
    const pause = pauseBefore(this.#attempt);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#connect(), pause);
    this.#lost(this.#attempt, code);
  }

  #hurry = () => {
    if (document.hidden || this.#socket) return;
    clearTimeout(this.#timer);
    this.#connect();
  };
}
