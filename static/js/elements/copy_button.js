import { gettext } from "../words.js";

const TIME_TO_READ = 2000; // milliseconds

/**
 * Copies the words of another element of the page.
 *
 *   <copy-button for="scratch-key"><button><span>Copy</span></button></copy-button>
 */
class CopyButton extends HTMLElement {
  #timer;
  #words;

  connectedCallback() {
    this.#words ??= this.#caption.textContent;
    this.#caption.setAttribute("aria-live", "polite");
    this.addEventListener("click", this.#copy);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#caption.textContent = this.#words;
    this.removeEventListener("click", this.#copy);
  }

  get #caption() {
    return this.querySelector("span");
  }

  get #source() {
    return document.getElementById(this.getAttribute("for"));
  }

  #copy = async () => {
    const copied = await copy(this.#source);
    this.#caption.textContent = copied ? gettext("Copied!") : gettext("Press Ctrl + C");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#caption.textContent = this.#words;
    }, TIME_TO_READ);
  };
}

/** The clipboard is closed to pages that come over plain http: then, by selection. */
async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  }
}

customElements.define("copy-button", CopyButton);
