import { addressesInList, fileOfData } from "./found_pictures.js";
import { onSend, openDialog } from "./dialogs.js";
import { part } from "./dom.js";
import { fill, gettext } from "../words.js";

/**
 * Fetches a picture from the web: the server does, and keeps it.
 *
 *   dialog.open(bucket);
 */
class AddressDialog extends HTMLElement {
  #bucket;

  connectedCallback() {
    onSend(this.#form, (given) => this.#fetch(given.get("address").trim()));
  }

  open(bucket) {
    this.#bucket = bucket;
    const title = gettext("A picture from the web for “%(name)s”");
    part(this, "title").textContent = fill(title, bucket.label);
    this.#form.reset();
    openDialog(this.querySelector("dialog"));
    this.#form.elements.address.focus();
  }

  get #form() {
    return this.querySelector("form");
  }

  /** The dialog stays open until the picture is there, to say what is wrong. */
  async #fetch(address) {
    if (addressesInList(address).length === 0) {
      throw new Error(gettext("Paste a whole address: it begins with https://"));
    }
    part(this, "busy").hidden = false;
    try {
      await this.#put(address);
    } finally {
      part(this, "busy").hidden = true;
    }
  }

  async #put(address) {
    // Small pictures of other pages are often whole in their address.
    const picture = fileOfData(address);
    const row = this.#bucket.add(picture ? { picture } : { address });
    const problem = await row.storing;
    if (!problem) return;
    this.#bucket.takeOut([row.example.id]);
    throw problem;
  }
}

customElements.define("address-dialog", AddressDialog);
