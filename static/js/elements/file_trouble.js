import { icon, make } from "./dom.js";
import { fill, gettext } from "../words.js";

/**
 * Says how many files could not be stored, and why: equal sentences once.
 *
 * `words(count)` says it of a kind, `again(rows)` tries to store them again,
 * `takeAway(rows)` gives them up.
 */
export class FileTrouble {
  #box;
  #acts;

  constructor(box, acts) {
    this.#box = box;
    this.#acts = acts;
  }

  show(rows) {
    const groups = new Map();
    for (const row of rows) {
      if (row.problem)
        groups.set(row.problem, [...(groups.get(row.problem) ?? []), row]);
    }
    this.#box.replaceChildren(...[...groups].map((group) => this.#item(...group)));
    this.#box.hidden = groups.size === 0;
  }

  #item(problem, rows) {
    const { words, again, takeAway } = this.#acts;
    const count = rows.length;
    // What the server will never take is not offered to be sent again.
    const canRetry = rows.some((row) => !row.isRefused);
    return make(
      "li",
      { class: "file-trouble" },
      make("p", {}, make("strong", {}, fill(words(count), { count })), " ", problem),
      canRetry ? button("again", gettext("Try again"), () => again(rows)) : null,
      button("cross", gettext("Leave out"), () => takeAway(rows)),
    );
  }
}

function button(picture, words, act) {
  const about = { class: "text-button", type: "button" };
  const element = make("button", about, icon(picture), words);
  element.addEventListener("click", act);
  return element;
}
