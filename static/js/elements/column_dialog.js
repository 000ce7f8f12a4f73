import { onSend, openDialog } from "./dialogs.js";
import { part } from "./dom.js";

/**
 * Asks for a column, new or changed: its name, and what goes in it. Where the page asks
 * for them, too: its unit, and whether it is to be predicted.
 */
export class ColumnDialog {
  #dialog;
  #form;
  #field = null;

  /** `save(field, data)` stores it; `field` is null for a new one. */
  constructor(dialog, save) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form");
    this.#form.addEventListener("change", () => this.#showChoices());
    onSend(this.#form, (given) => save(this.#field, this.#read(given)));
  }

  open(field = null) {
    this.#field = field;
    const title = this.#dialog.querySelector("h2");
    title.textContent = field ? title.dataset.change : title.dataset.new;
    this.#form.reset();
    const { name, kind, choices, unit, predicted } = this.#form.elements;
    name.value = field?.name ?? "";
    kind.value = field?.kind ?? "number";
    choices.value = field?.choices.join("\n") ?? "";
    if (unit) unit.value = field?.unit ?? "";
    if (predicted) predicted.checked = field?.is_predicted ?? false;
    part(this.#form, "kinds").hidden = field !== null;
    this.#showChoices();
    openDialog(this.#dialog);
    name.focus();
  }

  #showChoices() {
    const choice = this.#form.elements.kind.value === "choice";
    part(this.#form, "choices").hidden = !choice;
    const ofNumbers = part(this.#form, "of-numbers");
    if (ofNumbers) ofNumbers.hidden = choice;
  }

  #read(given) {
    const kind = given.get("kind");
    const choices = given.get("choices").split("\n");
    const data = { name: given.get("name"), kind };
    const named = choices.map((choice) => choice.trim()).filter(Boolean);
    if (kind === "choice") return { ...data, choices: named };
    return { ...data, ...this.#readOfNumbers(given) };
  }

  #readOfNumbers(given) {
    const { unit, predicted } = this.#form.elements;
    return unit ? { unit: given.get("unit"), is_predicted: predicted.checked } : {};
  }
}
