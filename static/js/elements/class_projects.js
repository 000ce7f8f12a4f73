import { api } from "../api.js";
import { delay } from "../timing.js";
import { fill, gettext } from "../words.js";

const LONGEST_WAIT = 1000; // milliseconds, so that a class does not ask all at once

/**
 * The part of a student's list that their class fills: it comes and goes by itself.
 *
 *   new ClassProjects(document.getElementById("class-projects")).readAgain();
 */
export class ClassProjects {
  #root;
  #said;
  #html = null;
  #isReading = false;
  #isStale = false;

  constructor(root) {
    this.#root = root;
    this.#said = document.createElement("p");
    this.#said.className = "visually-hidden";
    this.#said.setAttribute("role", "status");
    root.after(this.#said);
  }

  /** Reads it again, after a moment if that has just been done. */
  async readAgain() {
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#isStale) {
      this.#isStale = false;
      await this.#read();
      await delay(LONGEST_WAIT * Math.random());
    }
    this.#isReading = false;
  }

  async #read() {
    try {
      const html = await api.page(this.#root.dataset.address);
      if (html !== this.#html) this.#show(html);
      this.#html = html;
    } catch {
      // What is there stays; with the next news it is tried again.
    }
  }

  #show(html) {
    const isFirst = this.#html === null;
    const before = this.#names;
    const read = new DOMParser().parseFromString(html, "text/html");
    if (isFirst && textOf(read.body) === textOf(this.#root)) return;
    const focused = this.#focused;
    this.#root.replaceChildren(...read.body.childNodes);
    if (focused) this.#focus(focused);
    this.#say(this.#names.filter((name) => !before.includes(name)));
  }

  get #names() {
    const names = this.#root.querySelectorAll(".card-name");
    return [...names].map((each) => each.textContent.trim());
  }

  get #focused() {
    const { activeElement } = document;
    return this.#root.contains(activeElement) ? activeElement.getAttribute("href") : "";
  }

  /** Stays where somebody is with the keyboard; where that is gone, near it. */
  #focus(href) {
    const links = [...this.#root.querySelectorAll("a")];
    const same = links.find((each) => each.getAttribute("href") === href);
    (same ?? links[0] ?? document.getElementById("content"))?.focus();
  }

  #say(names) {
    if (names.length === 0) return;
    const words = gettext("New project of your class: %(names)s");
    this.#said.textContent = fill(words, { names: names.join(", ") });
  }
}

/** What is to be read, however its lines are broken. */
function textOf(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}
