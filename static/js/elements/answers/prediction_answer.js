import { make, part } from "../dom.js";
import { measuredTargets, offInWords } from "../../errors.js";
import { formatMeasured } from "../../measured.js";
import { outsideInWords, missingInWords } from "../../prediction_words.js";
import { fill, gettext } from "../../words.js";

/** Shows a predicted number large, and what makes it less sure. */
export class PredictionAnswer {
  #predicted;
  #warnings;
  #measured = new Map(); // by the number of the column

  constructor(card) {
    this.#predicted = part(card, "predicted");
    this.#warnings = part(card, "warnings");
  }

  about({ evaluation, schema }) {
    const targets = measuredTargets(evaluation ?? {}, schema.fields);
    this.#measured = new Map(targets.map((target) => [target.number, target]));
  }

  async ask(regressor, values) {
    return {
      predicted: await regressor.predict(values),
      outside: regressor.outside(values),
      missing: regressor.missing(values),
    };
  }

  show({ predicted, outside, missing }) {
    const guesses = predicted.map((each) => this.#write(each));
    this.#predicted.replaceChildren(...guesses.map((each) => this.#large(each)));
    this.#warnings.replaceChildren(
      ...outsideInWords(outside).map((words) =>
        make("li", { class: "hint predicted-outside" }, words),
      ),
      ...missingInWords(missing).map((words) => make("li", { class: "soft" }, words)),
    );
    return guessInWords(guesses);
  }

  forget() {
    this.#predicted.replaceChildren();
    this.#warnings.replaceChildren();
  }

  #write({ number, name, unit, value }) {
    const measured = this.#measured.get(number);
    const off = measured?.mean_absolute_error ?? null;
    return { name, measured, words: formatMeasured(value, { unit, off }) };
  }

  #large({ name, measured, words }) {
    return make(
      "div",
      { class: "predicted-one" },
      make("dt", { class: "predicted-name", dir: "auto" }, name),
      make("dd", { class: "predicted-number", dir: "auto" }, words),
      measured ? make("dd", { class: "soft" }, offInWords(measured)) : null,
    );
  }
}

function guessInWords(guesses) {
  const all = guesses.map(({ name, words }) => `${name} ${words}`).join(", ");
  return fill(gettext("Its guess: %(all)s."), { all });
}
