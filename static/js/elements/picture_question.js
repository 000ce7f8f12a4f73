import { icon, make, tell } from "./dom.js";
import { gettext } from "../words.js";

/**
 * Asks for a picture to try: from the webcam, drawn, or from a file.
 *
 *   form.addEventListener("example-given", ({ detail }) => detail.content.pixels);
 *
 * The webcam gives a picture, and the next one when that is answered: `goOn()`.
 */
class PictureQuestion extends HTMLElement {
  #way = null; // How pictures come just now.
  #name = ""; // of that way
  #buttons = make("div", { class: "picture-ways", role: "group" });
  #panel = make("div", { class: "stack" });
  #problem = make("p", { class: "form-problem", role: "alert" });

  connectedCallback() {
    if (!this.firstElementChild) this.#build();
  }

  disconnectedCallback() {
    this.stop();
  }

  get isEmpty() {
    return !this.#way;
  }

  stop() {
    this.#way?.stop();
  }

  goOn() {
    this.#way?.goOn?.();
  }

  #build() {
    this.append(this.#buttons, this.#problem, this.#panel);
  }
}

customElements.define("picture-question", PictureQuestion);
