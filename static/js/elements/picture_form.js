import { icon, make, tell } from "./dom.js";
import { uploadButton } from "./upload_button.js";
import { fill, gettext } from "../words.js";

const FILES = "image/*,.heic,.heif,.avif"; // Some browsers do not know all of these.

/**
 * Four ways to put pictures into a label.
 *
 *   form.ask({ label });
 *
 * Speaks upwards: "pictures-wanted" { way }, which is "camera", "drawing" or
 * "address", and "pictures-given" { files, addresses }.
 */
class PictureForm extends HTMLElement {
  #label;

  ask({ label }) {
    this.#label = label;
    this.className = "picture-form";
    this.replaceChildren(
      this.#button("camera", "camera", gettext("Webcam")),
      this.#button("drawing", "brush", gettext("Draw")),
      this.#files(),
      this.#button("address", "web", gettext("Web address")),
    );
  }

  start() {
    this.querySelector("button")?.focus();
  }

  clear() {}

  say() {}

  #button(way, picture, words) {
    const button = make("button", this.#about(words), icon(picture), words);
    button.type = "button";
    button.addEventListener("click", () => tell(this, "pictures-wanted", { way }));
    return button;
  }

  #files() {
    const words = gettext("Upload");
    const give = (files) => tell(this, "pictures-given", { files, addresses: [] });
    return uploadButton(words, { about: this.#about(words), accept: FILES, give });
  }

  #about(words) {
    const { name } = this.#label;
    const told = fill(gettext("%(words)s: pictures of “%(name)s”"), { words, name });
    return { class: "button picture-way", "aria-label": told };
  }
}

customElements.define("picture-form", PictureForm);
