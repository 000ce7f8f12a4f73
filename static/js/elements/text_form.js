import { make, tell } from "./dom.js";
import {
  LONGEST_TEXT,
  isFarTooLong,
  isNearlyTooLong,
  isVisible,
  lengthOf,
  linesOf,
  oneLine,
} from "../typed_text.js";
import { fill, gettext } from "../words.js";

const COMPOSING = 229; // The key code of what still belongs to a word being composed.

/**
 * Asks for one line of text, in any script: Enter sends it.
 *
 *   form.ask({ button: "Add", name: "A new example of “happy”" });
 *   form.addEventListener("example-given", ({ detail }) => detail.content.text);
 *
 * With `live`, "example-given" also comes while somebody types; with `many`, several
 * lines that are pasted come as "lines-given" { text } instead of into the field.
 * `more` is another button, to stand beside that which sends.
 */
class TextForm extends HTMLElement {
  #area;
  #length;
  #told; // The same for screen readers: at each step, not at every key.
  #step = 0; // 0 short, 1 nearly too long, 2 too long
  #problem;
  #options;

  ask({ more, ...options }) {
    this.#options = { name: gettext("Text"), longest: LONGEST_TEXT, ...options };
    this.#area = this.#field();
    this.#length = make("p", { class: "text-form-length" });
    this.#told = make("p", { class: "visually-hidden", "aria-live": "polite" });
    this.#problem = make("p", { class: "form-problem", role: "alert" });
    const form = make(
      "form",
      { class: this.#class, novalidate: true },
      this.#area,
      this.#length,
      this.#told,
      this.#problem,
      make("div", { class: "row" }, this.#goButton(), this.#cancelButton(), more),
    );
    form.addEventListener("submit", (event) => this.#send(event));
    this.replaceChildren(form);
    this.#changed();
  }

  get isEmpty() {
    return this.#area.value.trim() === "";
  }

  start() {
    this.#area?.focus();
  }

  clear() {
    this.#area.value = "";
    this.#changed();
    this.start();
  }

  /** Gives back what could not be taken, to be changed. */
  give({ text }) {
    this.#area.value = text;
    this.#changed();
    if (this.contains(document.activeElement)) this.#area.select();
  }

  say(sentence) {
    this.#problem.textContent = sentence;
    if (sentence) this.#area.setAttribute("aria-invalid", "true");
    else this.#area.removeAttribute("aria-invalid");
  }

  get #class() {
    return this.#options.wide ? "text-form text-form-wide" : "text-form";
  }

  #field() {
    const { name, hint, content } = this.#options;
    const area = make("textarea", {
      class: "input text-form-field",
      rows: 1,
      dir: "auto",
      name: "text",
      "aria-label": name,
      placeholder: hint,
      autocomplete: "off",
      enterkeyhint: "send",
      spellcheck: "true",
    });
    area.value = content?.text ?? "";
    area.addEventListener("keydown", (event) => this.#press(event));
    area.addEventListener("beforeinput", (event) => this.#breakLine(event));
    area.addEventListener("input", () => this.#typed());
    area.addEventListener("paste", (event) => this.#paste(event));
    return area;
  }

  #goButton() {
    const about = { class: "button button-small", type: "submit" };
    return make("button", about, this.#options.button);
  }

  #cancelButton() {
    if (!this.#options.cancel) return null;
    const about = { class: "text-button", type: "button" };
    const button = make("button", about, this.#options.cancel);
    button.addEventListener("click", () => tell(this, "example-cancelled"));
    return button;
  }

  #press(event) {
    // Enter also ends a word composed of several keys, as in Japanese.
    if (event.isComposing || event.keyCode === COMPOSING) return;
    if (event.key === "Enter") this.#send(event);
  }

  /** The keys of a phone do not always say which they are. */
  #breakLine(event) {
    const isBreak = ["insertLineBreak", "insertParagraph"].includes(event.inputType);
    if (isBreak && !event.isComposing) this.#send(event);
  }

  #paste(event) {
    const typed = event.clipboardData.getData("text/plain");
    if (this.#options.many && linesOf(typed).length > 1) {
      event.preventDefault();
      tell(this, "lines-given", { text: typed });
    } else if (isFarTooLong(typed)) {
      event.preventDefault(); // A whole book would make the page stand still.
      this.say(this.#tooLong);
    } else if (/[\r\n]/.test(typed)) {
      event.preventDefault();
      const { selectionStart, selectionEnd } = this.#area;
      this.#area.setRangeText(oneLine(typed), selectionStart, selectionEnd, "end");
      this.#typed();
    }
  }

  #typed() {
    this.say("");
    this.#changed();
    const { value } = this.#area;
    const isGood = lengthOf(value) <= this.#options.longest && isVisible(value);
    if (this.#options.live && isGood) this.#tell(true);
  }

  #send(event) {
    event.preventDefault();
    const problem = this.#whatIsWrong();
    this.say(problem);
    if (problem) this.start();
    else this.#tell(false);
  }

  #tell(typing) {
    const content = { text: oneLine(this.#area.value) };
    tell(this, "example-given", { content, typing });
  }

  #whatIsWrong() {
    if (lengthOf(this.#area.value) > this.#options.longest) return this.#tooLong;
    return isVisible(this.#area.value) ? "" : gettext("Type something first.");
  }

  get #tooLong() {
    const words = gettext(
      "This is too long: %(longest)s characters at most. Cut it into parts.",
    );
    return fill(words, this.#options);
  }

  /** The field grows with what is in it, and says when that gets long. */
  #changed() {
    if (!CSS.supports("field-sizing", "content")) this.#grow();
    const { longest } = this.#options;
    const length = lengthOf(this.#area.value);
    const words = gettext("%(length)s of %(longest)s characters");
    const isLong = isNearlyTooLong(length, longest);
    this.#length.textContent = isLong ? fill(words, { length, longest }) : "";
    this.#length.classList.toggle("is-too-long", length > longest);
    this.#tellStep(length > longest ? 2 : Number(isLong));
  }

  #tellStep(step) {
    if (step === this.#step) return;
    this.#step = step;
    this.#told.textContent = step === 2 ? this.#tooLong : this.#length.textContent;
  }

  #grow() {
    const { style } = this.#area;
    style.blockSize = "auto";
    const border = this.#area.offsetHeight - this.#area.clientHeight;
    style.blockSize = `${this.#area.scrollHeight + border}px`;
  }
}

customElements.define("text-form", TextForm);
