import { part, tell } from "./dom.js";
import { FileTile } from "./file_tile.js";
import { fill, gettext } from "../words.js";

/**
 * One picture in a bucket: a `<li>` with a thumbnail that can be picked and pressed.
 *
 * Speaks upwards: "example-picked" and "example-open", each with the row.
 */
export class PictureTile extends FileTile {
  #address = null; // Of the picture in memory, which has to be given back.

  constructor(example, about) {
    super(about, "picture-template");
    this.#image.addEventListener("error", () => this.#showUnseen(true));
    this.#image.addEventListener("load", () => this.#showUnseen(false));
    this.opener.addEventListener("click", () =>
      tell(this.element, "example-open", { row: this }),
    );
    this.take(example);
  }

  show({ picture, files }) {
    if (picture) this.#showFromMemory(picture);
    else if (files) this.#showStored(files.thumbnail);
    else this.#showUnseen(true);
  }

  leave() {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = null;
  }

  names() {
    const { author } = this.example;
    const told = { number: this.number, name: this.about.label.name, author };
    const words = author
      ? gettext("Picture %(number)s of %(name)s, added by %(author)s")
      : gettext("Picture %(number)s of %(name)s");
    const pick = gettext("Pick picture %(number)s of %(name)s");
    return { open: fill(words, told), pick: fill(pick, told) };
  }

  get #image() {
    return part(this.element, "image");
  }

  #showFromMemory(picture) {
    this.leave();
    this.#address = URL.createObjectURL(picture);
    this.#image.src = this.#address;
  }

  /** The thumbnail takes the place of a large picture only when it is there. */
  async #showStored(thumbnail) {
    if (this.#address) {
      const next = new Image();
      next.src = thumbnail;
      await next.decode().catch(() => null);
    }
    this.#image.src = thumbnail;
    this.leave();
  }

  /** Not every browser can show what every camera writes; the server can. */
  #showUnseen(isUnseen) {
    this.element.classList.toggle("is-unseen", isUnseen);
  }
}
