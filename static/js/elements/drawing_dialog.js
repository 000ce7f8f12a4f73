import "./drawing_pad.js";
import { openDialog } from "./dialogs.js";
import { part } from "./dom.js";
import { fullInWords, roomInWords } from "./picture_collector.js";
import { fill, gettext } from "../words.js";

/**
 * Draws pictures, one after another. A drawing that is not put in stays on the sheet.
 *
 *   dialog.open(bucket, room);
 */
class DrawingDialog extends HTMLElement {
  #bucket;
  #room;

  connectedCallback() {
    part(this, "add").addEventListener("click", () => this.#add());
    this.#pad.addEventListener("drawing-changed", () => this.#say("problem", ""));
  }

  open(bucket, room) {
    this.#bucket = bucket;
    this.#room = room;
    const title = gettext("Draw pictures for “%(name)s”");
    part(this, "title").textContent = fill(title, bucket.label);
    this.#say("problem", "");
    this.#say("count", roomInWords(room()));
    openDialog(this.querySelector("dialog"), { closesOutside: false });
    this.#pad.canvas.focus();
  }

  get #pad() {
    return this.querySelector("drawing-pad");
  }

  async #add() {
    if (this.#pad.isEmpty)
      return this.#say("problem", gettext("Draw something first."));
    if (this.#room() === 0) return this.#say("problem", fullInWords());
    const picture = await this.#pad.toBlob();
    const row = this.#bucket.add({ picture });
    this.#pad.startAnew();
    this.#say("count", `${gettext("It is in.")} ${roomInWords(this.#room())}`);
    this.#pad.canvas.focus();
    const problem = await row.storing;
    if (problem) this.#say("problem", problem.message);
  }

  #say(name, sentence) {
    part(this, name).textContent = sentence;
  }
}

customElements.define("drawing-dialog", DrawingDialog);
