import { icon, make, tell } from "./dom.js";
import { gettext } from "../words.js";

/**
 * Asks for something to try in one of several ways, each chosen by a button.
 *
 * An element that extends it has `ways`: by name their picture, words and what loads
 * them; `question`, which asks how; and may `accept` what is given to the whole card.
 *
 *   form.addEventListener("example-given", ({ detail }) => detail.content);
 *
 * A way is made with { give, forget, say }, has an element, and can start and stop; one
 * that goes on by itself may `goOn`, `hold` and `wake`. Tells "question-gone" when
 * nothing is asked any more.
 */
export class QuestionWays extends HTMLElement {
  #way = null; // How pictures come just now.
  #name = ""; // of that way
  #loading = null; // until it is there
  #buttons = make("div", { class: "picture-ways", role: "group" });
  #problem = make("p", { class: "form-problem", role: "alert" });
  #panel = make("div", {});
  #letGo = () => {}; // Hears of the page no longer.
  #isAway = false; // The page, or the card, is out of sight.

  connectedCallback() {
    if (!this.firstElementChild) this.#build();
    this.#hearPage();
  }

  disconnectedCallback() {
    this.#letGo();
    this.stop();
  }

  get isEmpty() {
    return this.#way === null;
  }

  /** Lets the camera or the microphone go. */
  stop() {
    this.#way?.stop();
  }

  /** The question was answered; what is live goes on. */
  goOn() {
    if (!this.#isAway) this.#way?.goOn?.();
  }

  /** Keeps what came last, and asks about that. */
  hold() {
    this.#way?.hold?.();
  }

  /** Hears of what is dropped or pasted, if anything can be. */
  accept() {}

  /** Gives to one way what came without it. */
  async take(name, carried) {
    await this.#choose(name);
    this.#way?.take?.(carried);
  }

  #build() {
    this.#buttons.setAttribute("aria-label", this.question);
    for (const [name, { picture, words }] of Object.entries(this.ways)) {
      const about = { class: "picture-way", type: "button", "aria-pressed": "false" };
      const button = make("button", about, icon(picture), words());
      button.dataset.way = name;
      button.addEventListener("click", () => this.#choose(name));
      this.#buttons.append(button);
    }
    this.append(this.#buttons, this.#problem, this.#panel);
  }

  /** A page that nobody sees uses no camera; things may be dropped or pasted. */
  #hearPage() {
    const card = this.closest(".card") ?? this;
    const leaving = new AbortController();
    const { signal } = leaving;
    const sight = new IntersectionObserver(([{ isIntersecting }]) =>
      this.#setAway(!isIntersecting || document.hidden),
    );
    sight.observe(card);
    const seen = () => this.#setAway(document.hidden);
    document.addEventListener("visibilitychange", seen, { signal });
    this.accept(card, signal);
    this.#letGo = () => {
      leaving.abort();
      sight.disconnect();
    };
  }

  #setAway(isAway) {
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    if (isAway) this.#way?.stop();
    else this.#way?.wake?.();
  }

  async #choose(name) {
    if (name === this.#name) return this.#loading;
    this.#leave();
    this.#name = name;
    for (const button of this.#buttons.children) {
      button.setAttribute("aria-pressed", String(button.dataset.way === name));
    }
    this.#loading = this.#load(name);
    return this.#loading;
  }

  async #load(name) {
    const Way = await this.ways[name].load().catch(() => null);
    if (name !== this.#name) return; // Another was chosen meanwhile.
    if (!Way) {
      this.#name = ""; // So that it can be pressed again.
      this.#say(gettext("That did not arrive. Check the network, then try again."));
      return;
    }
    this.#way = new Way({
      give: (content, { live = false } = {}) =>
        tell(this, "example-given", { content, live }),
      forget: () => tell(this, "question-gone"),
      say: (sentence) => this.#say(sentence),
    });
    this.#panel.replaceChildren(this.#way.element);
    await this.#way.start();
  }

  #say(sentence) {
    this.#problem.textContent = sentence;
  }

  #leave() {
    this.#way?.stop();
    this.#way = null;
    this.#say("");
    this.#panel.replaceChildren();
    tell(this, "question-gone");
  }
}
