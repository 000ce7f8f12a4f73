import { openDialog } from "./dialogs.js";
import { part } from "./dom.js";
import { LONGEST } from "../sounds/sound_files.js";
import { RATE } from "../sounds/resampling.js";
import { fill, gettext } from "../words.js";

/**
 * Asks whether a sound that is too long for an example shall be cut into pieces.
 *
 *   const { seconds } = await dialog.ask({ name, samples, hasOthers });
 *
 * `seconds` is how long a piece shall be, 0 if it is better left out.
 */
class CutDialog extends HTMLElement {
  ask({ name, samples, hasOthers }) {
    const dialog = this.querySelector("dialog");
    const words = gettext(
      "“%(name)s” is %(seconds)s seconds long. One example has %(longest)s at most.",
    );
    const seconds = Math.round(samples.length / RATE);
    const told = fill(words, { name, seconds, longest: LONGEST });
    part(this, "words").textContent = told;
    part(this, "others").hidden = !hasOthers;
    dialog.returnValue = "";
    openDialog(dialog, { closesOutside: false });
    return new Promise((resolve) => {
      const answer = () =>
        resolve({ seconds: dialog.returnValue === "cut" ? this.#seconds : 0 });
      dialog.addEventListener("close", answer, { once: true });
    });
  }

  get #seconds() {
    return Number(part(this, "seconds").value);
  }
}

customElements.define("cut-dialog", CutDialog);
