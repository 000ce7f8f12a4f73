import { icon, make, tell } from "./dom.js";
import { uploadButton } from "./upload_button.js";
import { fill, gettext } from "../words.js";

const FILES = "audio/*,.wav,.mp3,.ogg,.oga,.opus,.flac,.webm,.m4a,.aac";
export const ROOM_SECONDS = 20; // of the room, when nobody plays

/**
 * Ways to put sounds into a label: a microphone, and files. The label for the room when
 * nobody plays says what it is for.
 *
 *   form.ask({ label });
 *
 * Speaks upwards: "sounds-wanted", and "sounds-given" { files }.
 */
class SoundForm extends HTMLElement {
  #label;
  #status;
  #problems;

  ask({ label }) {
    this.#label = label;
    this.className = "sound-form";
    this.#status = make("p", { class: "soft sound-status", role: "status" });
    this.#problems = make("ul", { class: "sound-problems", role: "alert" });
    this.replaceChildren(
      ...this.#explanation(),
      make("div", { class: "sound-ways" }, this.#record(), this.#files()),
      this.#status,
      this.#problems,
    );
  }

  start() {
    this.querySelector("button")?.focus();
  }

  clear() {}

  say(sentence) {
    this.#status.textContent = sentence;
  }

  /** Says what could not be taken, in sentences. */
  complain(sentences) {
    const items = sentences.map((sentence) => make("li", { dir: "auto" }, sentence));
    this.#problems.replaceChildren(...items);
  }

  /** Where recordings are the room itself, that has to be known first. */
  #explanation() {
    if (!this.#label.is_background) return [];
    const words = gettext(
      "What the room sounds like when nobody plays. Press “Record %(seconds)s seconds” and be quiet.",
    );
    return [
      make("p", { class: "sound-about" }, fill(words, { seconds: ROOM_SECONDS })),
    ];
  }

  #record() {
    const words = this.#label.is_background
      ? fill(gettext("Record %(seconds)s seconds"), { seconds: ROOM_SECONDS })
      : gettext("Record");
    const button = make("button", this.#about(words), icon("microphone"), words);
    button.type = "button";
    button.addEventListener("click", () => tell(this, "sounds-wanted"));
    return button;
  }

  #files() {
    const words = gettext("Upload");
    const give = (files) => tell(this, "sounds-given", { files });
    return uploadButton(words, { about: this.#about(words), accept: FILES, give });
  }

  #about(words) {
    const { name } = this.#label;
    const told = fill(gettext("%(words)s: sounds of “%(name)s”"), { words, name });
    return { class: "button sound-way", "aria-label": told };
  }
}

customElements.define("sound-form", SoundForm);
