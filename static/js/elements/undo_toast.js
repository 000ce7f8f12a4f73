import { make, tell } from "./dom.js";
import { gettext } from "../words.js";

const TIME_TO_UNDO = 20 * 1000; // milliseconds

/**
 * Says what was done, with a button that takes it back.
 *
 *   <undo-toast></undo-toast>
 *   toast.offer("2 examples deleted.", () => project.restoreExamples(deleted));
 */
class UndoToast extends HTMLElement {
  #timer;

  connectedCallback() {
    this.setAttribute("role", "status");
    this.addEventListener("pointerenter", this.#stay);
    this.addEventListener("focusin", this.#stay);
    this.addEventListener("pointerleave", this.#leaveLater);
    this.addEventListener("focusout", this.#leaveLater);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.removeEventListener("pointerenter", this.#stay);
    this.removeEventListener("focusin", this.#stay);
    this.removeEventListener("pointerleave", this.#leaveLater);
    this.removeEventListener("focusout", this.#leaveLater);
  }

  offer(sentence, undo) {
    const button = make("button", { class: "toast-button", type: "button" });
    button.append(gettext("Undo"));
    button.addEventListener("click", () => this.#takeBack(undo), { once: true });
    this.#show(sentence, button);
    // Where the button that was pressed is gone, the keyboard goes on here.
    if (document.activeElement === document.body) button.focus();
  }

  say(sentence) {
    this.#show(sentence);
  }

  async #takeBack(undo) {
    this.replaceChildren();
    try {
      await undo();
      this.say(gettext("It is back."));
      tell(this, "taken-back");
    } catch (error) {
      this.say(error.message);
    }
  }

  #show(sentence, ...buttons) {
    const close = make("button", { class: "toast-button", type: "button" }, "×");
    close.setAttribute("aria-label", gettext("Close"));
    close.addEventListener("click", () => this.replaceChildren());
    this.replaceChildren(
      make("div", { class: "toast" }, make("span", {}, sentence), ...buttons, close),
    );
    this.#leaveLater();
  }

  #stay = () => clearTimeout(this.#timer);

  #leaveLater = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.replaceChildren(), TIME_TO_UNDO);
  };
}

customElements.define("undo-toast", UndoToast);
