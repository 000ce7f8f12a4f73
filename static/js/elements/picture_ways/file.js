import { make } from "../dom.js";
import { readPicture, squareOf } from "../../pictures.js";
import { ProblemInWords, gettext } from "../../words.js";

const SHOWN = 448; // Pixels on each side of the picture on the page.

/** A picture from a file, the clipboard or another page. */
export class FileWay {
  #give;
  #say;
  #newest = 0; // Of two pictures the later one counts, however long the first takes.
  #input = make("input", { type: "file", accept: "image/*", class: "visually-hidden" });
  #canvas = make("canvas", { class: "picture-asked", hidden: true });

  constructor({ give, say }) {
    this.#give = give;
    this.#say = say;
    const button = make("label", { class: "button button-quiet" }, this.#input);
    button.append(gettext("Choose a picture"));
    const hint = gettext("or drop one here, or paste one");
    this.element = make(
      "div",
      { class: "drop-area" },
      this.#canvas,
      button,
      make("p", { class: "soft" }, hint),
    );
    this.#input.addEventListener("change", () => this.#choose());
  }

  async start() {
    this.#input.focus();
  }

  stop() {
    // A file does nothing by itself.
  }

  /** Takes what was dropped or pasted. */
  take({ files: [file], address }) {
    return this.#show(() => (file ? readPicture(file) : pictureAt(address)));
  }

  #choose() {
    const [file] = this.#input.files;
    this.#input.value = ""; // The same file may be chosen again.
    if (file) this.#show(() => readPicture(file));
  }

  async #show(read) {
    const newest = ++this.#newest;
    this.#say("");
    const picture = await read().catch((problem) => this.#complain(problem));
    if (!picture || newest !== this.#newest) return;
    this.#canvas.width = this.#canvas.height = SHOWN;
    this.#canvas.getContext("2d").putImageData(squareOf(picture, SHOWN), 0, 0);
    this.#canvas.hidden = false;
    const pixels = squareOf(picture);
    picture.close?.();
    this.#give({ pixels });
  }

  #complain(problem) {
    const unreadable = gettext(
      "This browser cannot show that picture. Try another one, as JPEG or PNG.",
    );
    this.#say(problem instanceof ProblemInWords ? problem.message : unreadable);
  }
}

/** Pictures that other sites show are theirs: a page may not read them. */
async function pictureAt(address) {
  const url = addressOf(address);
  if (url?.protocol !== "data:" && url?.origin !== globalThis.location.origin) {
    const words = gettext("Save that picture on this computer first, then choose it.");
    throw new ProblemInWords(words);
  }
  const picture = new Image();
  picture.src = url.href;
  await picture.decode();
  return picture;
}

function addressOf(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
