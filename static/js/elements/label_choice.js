import { openDialog } from "./dialogs.js";
import { hueOf, make, part } from "./dom.js";

/**
 * Asks which label is meant.
 *
 *   const number = await choice.ask(labels);  // undefined when nobody chose
 */
class LabelChoice extends HTMLElement {
  ask(labels) {
    const dialog = this.querySelector("dialog");
    dialog.returnValue = "";
    const buttons = labels.map(({ number, name }) =>
      make("button", { class: `button ${hueOf(number)}`, value: number }, name),
    );
    part(this, "labels").replaceChildren(...buttons);
    openDialog(dialog);
    return new Promise((resolve) => {
      const answer = () => resolve(Number(dialog.returnValue) || undefined);
      dialog.addEventListener("close", answer, { once: true });
    });
  }
}

customElements.define("label-choice", LabelChoice);
