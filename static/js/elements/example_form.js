import { make, tell } from "./dom.js";
import { formatNumber, parseNumber } from "../numbers.js";
import { fill, gettext } from "../words.js";

/**
 * Asks for one example: an input for each column.
 *
 *   form.ask(fields, { button: "Add", content: { values: {} } });
 *   form.addEventListener("example-given", ({ detail }) => detail.content.values);
 *
 * Values are by field number; what is left empty is null, but not everything.
 * With `live`, "example-given" also comes while somebody types.
 */
class ExampleForm extends HTMLElement {
  #fields = [];
  #form;
  #problem;

  /** Whether nothing has been filled in. */
  get isEmpty() {
    return this.#controls.every(({ value }) => value === "");
  }

  /** Asks for other columns; what was typed into those that stay is there again. */
  askAgain(fields) {
    const typed = this.#controls.map(({ name, value }) => [name, value]);
    const { name: at } = this.contains(document.activeElement)
      ? document.activeElement
      : {};
    const box = this.#form.querySelector(".example-form-fields");
    box.replaceChildren(...fields.map((field) => this.#input(field)));
    this.#fields = fields;
    for (const [name, value] of typed) {
      const control = this.#form.elements.namedItem(name);
      if (control) control.value = value;
    }
    if (at) this.#form.elements.namedItem(at)?.focus();
  }

  ask(fields, { button, content, cancel = "", live = false, wide = false } = {}) {
    const { values = {} } = content ?? {};
    this.#fields = fields;
    this.#problem = make("p", { class: "form-problem", role: "alert" });
    const inputs = fields.map((field) => this.#input(field, values[field.number]));
    const go = make("button", { class: "button button-small", type: "submit" }, button);
    this.#form = make(
      "form",
      {
        class: wide ? "example-form example-form-wide" : "example-form",
        novalidate: true,
      },
      make("div", { class: "example-form-fields" }, ...inputs),
      this.#problem,
      make("div", { class: "row" }, go, cancel ? this.#cancelButton(cancel) : null),
    );
    this.#form.addEventListener("submit", (event) => this.#send(event));
    if (live) this.#form.addEventListener("input", () => this.#sendQuietly());
    this.replaceChildren(this.#form);
  }

  start() {
    this.#form?.querySelector("input, select")?.focus();
  }

  clear() {
    this.#form.reset();
    this.start();
  }

  say(sentence) {
    this.#problem.textContent = sentence;
  }

  get #controls() {
    return [...this.#form.querySelectorAll("input, select")];
  }

  #input(field, value) {
    const control =
      field.kind === "choice" ? this.#select(field, value) : make("input");
    if (field.kind !== "choice") {
      control.setAttribute("inputmode", "decimal");
      control.setAttribute("autocomplete", "off");
      control.setAttribute("value", value == null ? "" : formatNumber(value));
    }
    control.name = nameFor(field);
    control.className = "input input-small";
    const unit = field.unit ? ` (${field.unit})` : "";
    const name = make("span", { class: "field-name" }, `${field.name}${unit}`);
    return make("label", { class: "field" }, name, control);
  }

  #select(field, value) {
    const none = make("option", { value: "" }, gettext("not known"));
    const options = field.choices.map((choice) =>
      make("option", { value: choice, selected: choice === value }, choice),
    );
    return make("select", {}, none, ...options);
  }

  #cancelButton(words) {
    const button = make("button", { class: "text-button", type: "button" }, words);
    button.addEventListener("click", () => tell(this, "example-cancelled"));
    return button;
  }

  #send(event) {
    event.preventDefault();
    this.say("");
    try {
      tell(this, "example-given", { content: this.#read(), typing: false });
    } catch (error) {
      this.say(error.message);
      this.#form.querySelector("[aria-invalid]")?.focus();
    }
  }

  #sendQuietly() {
    try {
      const content = this.#read();
      this.say("");
      tell(this, "example-given", { content, typing: true });
    } catch {
      // Half a number is no reason to complain; sending the form is.
    }
  }

  #read() {
    const values = {};
    for (const field of this.#fields) {
      values[field.number] = this.#readOne(
        field,
        this.#form.elements.namedItem(nameFor(field)),
      );
    }
    if (Object.values(values).every((value) => value === null)) {
      throw new Error(gettext("Fill in at least one of them."));
    }
    return { values };
  }

  #readOne(field, control) {
    control.removeAttribute("aria-invalid");
    if (field.kind === "choice") return control.value || null;
    const number = parseNumber(control.value);
    if (!Number.isNaN(number)) return number;
    control.setAttribute("aria-invalid", "true");
    const words = gettext("“%(typed)s” is not a number. %(name)s needs a number.");
    throw new Error(fill(words, { typed: control.value.trim(), name: field.name }));
  }
}

/** A bare number would be taken for a place in the form. */
function nameFor(field) {
  return `field-${field.number}`;
}

customElements.define("example-form", ExampleForm);
