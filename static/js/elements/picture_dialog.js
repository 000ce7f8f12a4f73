import { openDialog } from "./dialogs.js";
import { part, tell } from "./dom.js";
import { isRightToLeft } from "./grid_keys.js";
import { formatMoment } from "../numbers.js";
import { fill, gettext } from "../words.js";

/**
 * Shows one picture large, with the square that the computer looks at, and who added
 * it; arrow keys go to the one beside it.
 *
 *   dialog.open(bucket, example, may);  // of what may be deleted, `may.edit(example)`
 *
 * Speaks upwards: "examples-delete" { ids }.
 */
class PictureDialog extends HTMLElement {
  #bucket;
  #may;
  #example;

  connectedCallback() {
    part(this, "before").addEventListener("click", () => this.#go(-1));
    part(this, "after").addEventListener("click", () => this.#go(1));
    part(this, "delete").addEventListener("click", () => this.#delete());
    part(this, "image").addEventListener("load", () => this.#outline());
    this.querySelector("dialog").addEventListener("keydown", (event) => {
      const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (way) this.#go(isRightToLeft(this) ? -way : way);
    });
  }

  open(bucket, example, may) {
    this.#bucket = bucket;
    this.#may = may;
    openDialog(this.querySelector("dialog"));
    this.#show(example);
  }

  get #examples() {
    return this.#bucket.examples.filter(({ files }) => files);
  }

  get #place() {
    return this.#examples.findIndex(({ id }) => id === this.#example.id);
  }

  #go(steps) {
    const next = this.#examples[this.#place + steps];
    if (next) this.#show(next);
  }

  #show(example) {
    this.#example = example;
    const { length } = this.#examples;
    const about = { number: this.#place + 1, name: this.#bucket.label.name };
    const title = fill(gettext("Picture %(number)s of “%(name)s”"), about);
    part(this, "title").textContent = title;
    part(this, "delete").hidden = !this.#may.edit(example);
    part(this, "square").hidden = true;
    part(this, "image").src = example.files.picture;
    part(this, "image").alt = title;
    part(this, "about").textContent = aboutInWords(example);
    part(this, "before").disabled = this.#place <= 0;
    part(this, "after").disabled = this.#place === length - 1;
  }

  /** The computer sees the square in the middle, whatever the picture's shape is. */
  #outline() {
    const { naturalWidth: width, naturalHeight: height } = part(this, "image");
    const side = Math.min(width, height);
    const square = part(this, "square");
    square.style.setProperty("--across", side / width);
    square.style.setProperty("--down", side / height);
    square.hidden = false;
  }

  #delete() {
    const { id } = this.#example;
    const [before, after] = [this.#place - 1, this.#place + 1];
    const next = this.#examples[after] ?? this.#examples[before];
    tell(this, "examples-delete", { ids: [id] });
    if (next) this.#show(next);
    else this.querySelector("dialog").close();
  }
}

function aboutInWords({ author, created_at: moment }) {
  const when = formatMoment(moment);
  const words = author
    ? gettext("Added by %(author)s, %(when)s.")
    : gettext("Added %(when)s.");
  return fill(words, { author, when });
}

customElements.define("picture-dialog", PictureDialog);
