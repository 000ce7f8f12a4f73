import "../example_form.js";
import "../column_effects.js";
import { part } from "../dom.js";
import { effectsOf } from "../../effects.js";
import { gettext } from "../../words.js";

/** A model that predicts numbers, which shows what each column does to them. */
export class LearntRegression {
  #inside;
  #model = null;

  constructor({ inside }) {
    this.#inside = inside;
  }

  prepare() {
    return regressor(); // Small, so that only its module is worth getting early.
  }

  async load(model, signal) {
    const Regressor = await regressor();
    const loaded = await Regressor.load(model.files, model.schema, { signal });
    if (model === this.#model) this.#showEffects(model, loaded);
    return loaded;
  }

  makeForm(fields) {
    const form = document.createElement("example-form");
    const known = fields.filter((field) => !field.is_predicted);
    form.ask(known, { button: gettext("How much?"), live: true, wide: true });
    return form;
  }

  get invitation() {
    return gettext("Ready. Type something and press the button.");
  }

  question({ values }) {
    return values;
  }

  async explain() {
    return null; // What makes it less sure is said at once.
  }

  tried() {
    return "";
  }

  forgetTry() {
    // What each column does stays: it is the same for all questions.
  }

  /** It is drawn from the very model that answers, as soon as that is there. */
  show(model) {
    this.#model = model;
    this.#inside.hidden = true;
  }

  #showEffects({ schema }, loaded) {
    const effects = effectsOf(loaded, schema.fields);
    part(this.#inside, "reads").textContent = readsInWords(loaded);
    part(this.#inside, "effects").replaceChildren(
      ...effects.map((effect) => draw(effect, loaded)),
    );
    this.#inside.hidden = effects.length === 0;
  }
}

function draw(effect, { chosen }) {
  const element = document.createElement("column-effects");
  element.show(effect, { isLine: chosen === "line" });
  return element;
}

function readsInWords({ chosen }) {
  return chosen === "line"
    ? gettext(
        "It is a straight line: every column adds its part, always the same for the same step.",
      )
    : gettext(
        "It is a network. Here one column moves while all others stay at what is usual: with other values it may look different.",
      );
}

async function regressor() {
  return (await import("../../learning/regressor.js")).Regressor;
}
