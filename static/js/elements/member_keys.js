import { icon, make, part } from "./dom.js";
import { openDialog, onSend } from "./dialogs.js";
import { api } from "../api.js";
import { fill, gettext } from "../words.js";

/**
 * Which students have a key to a project of their class, for the teacher, who may
 * switch each off:
 *
 *   <member-keys data-project="…" data-dialog="…">, with a list and sentences inside
 */
class MemberKeys extends HTMLElement {
  #chosen = null; // whose key is to be switched off

  connectedCallback() {
    const dialog = document.getElementById(this.dataset.dialog);
    this.dialog = dialog;
    onSend(dialog.querySelector("form"), () => this.#revoke());
    this.#read();
    // Students make their keys while this page is open in another tab.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.isConnected) this.#read();
    });
  }

  async #read() {
    const problem = part(this, "problem");
    try {
      const { keys } = await api.get(this.#path);
      problem.textContent = "";
      this.#show(keys);
    } catch (error) {
      problem.textContent = error.message;
    }
  }

  #show(keys) {
    part(this, "none").hidden = keys.length > 0;
    part(this, "list").replaceChildren(...keys.map((key) => this.#entryOf(key)));
  }

  #entryOf({ id, username }) {
    const words = gettext("Switch off");
    const label = fill(gettext("Switch off the key of %(name)s"), { name: username });
    const classes = "button button-quiet button-small";
    const attributes = { class: classes, type: "button", "aria-label": label };
    const button = make("button", attributes, icon("trash"), words);
    button.addEventListener("click", () => {
      this.#chosen = id;
      openDialog(this.dialog);
    });
    return make(
      "li",
      { class: "row row-apart" },
      make("strong", { dir: "auto" }, username),
      button,
    );
  }

  async #revoke() {
    await api.delete(`${this.#path}${this.#chosen}/`);
    await this.#read();
  }

  get #path() {
    return `/api/projects/${this.dataset.project}/keys/`;
  }
}

customElements.define("member-keys", MemberKeys);
