import { icon, make, tell } from "./dom.js";
import { acceptPictures } from "./picture_ways/arriving.js";
import { gettext } from "../words.js";

const WAYS = {
  webcam: {
    picture: "camera",
    words: () => gettext("Webcam"),
    load: async () => (await import("./picture_ways/webcam.js")).WebcamWay,
  },
  drawing: {
    picture: "brush",
    words: () => gettext("Draw"),
    load: async () => (await import("./picture_ways/drawing.js")).DrawingWay,
  },
  file: {
    picture: "upload",
    words: () => gettext("A picture"),
    load: async () => (await import("./picture_ways/file.js")).FileWay,
  },
};

/**
 * Asks for a picture to try: from the webcam, live; drawn; or from a file, the
 * clipboard or another page.
 *
 *   form.addEventListener("example-given", ({ detail }) => detail.content.pixels);
 *
 * The content is { pixels, isMirrored }: 224 by 224, and whether the page shows them as
 * a mirror does. Tells "question-gone" when nothing is asked any more.
 */
class PictureQuestion extends HTMLElement {
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

  /** Lets the camera go. */
  stop() {
    this.#way?.stop();
  }

  /** The question was answered; a camera looks again. */
  goOn() {
    if (!this.#isAway) this.#way?.goOn?.();
  }

  /** Keeps what the camera saw last, and asks about that. */
  hold() {
    this.#way?.hold?.();
  }

  #build() {
    this.#buttons.setAttribute("aria-label", gettext("How will you show a picture?"));
    for (const [name, { picture, words }] of Object.entries(WAYS)) {
      const about = { class: "picture-way", type: "button", "aria-pressed": "false" };
      const button = make("button", about, icon(picture), words());
      button.dataset.way = name;
      button.addEventListener("click", () => this.#choose(name));
      this.#buttons.append(button);
    }
    this.append(this.#buttons, this.#problem, this.#panel);
  }

  /** A page that nobody sees uses no camera; pictures may be dropped or pasted. */
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
    acceptPictures(card, (carried) => this.#take(carried), signal);
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

  async #take(carried) {
    await this.#choose("file");
    this.#way?.take?.(carried);
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
    const Way = await WAYS[name].load().catch(() => null);
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

customElements.define("picture-question", PictureQuestion);
