import { hueOf, make, part } from "./dom.js";
import { formatMeasured } from "../measured.js";
import {
  figuresOfLabels,
  heldBackInWords,
  rightInWords,
  whoseInWords,
  worstFirst,
} from "../report_words.js";
import { fill, gettext } from "../words.js";

/** The card that says how good a model is at each label, and at what each has added. */
export class WhoseCard {
  #card;
  #review;

  /** `review` is where a teacher sees what one student has added; "" for others. */
  constructor(card, { review }) {
    this.#card = card;
    this.#review = review;
  }

  /** Shows a model in use, or none, with the report on it. */
  show(model, report) {
    const labels = this.#showLabels(model);
    const people = this.#showPeople(model, report);
    const words = labels || people ? heldBackInWords(report.held_back_by) : "";
    part(this.#card, "held-back").textContent = words;
    this.#card.hidden = !(labels || people);
  }

  #showLabels(model) {
    const { evaluation, schema } = model ?? {};
    const figures = evaluation ? figuresOfLabels(evaluation, schema.labels) : [];
    const bars = figures.map((each) => bar(each, each.name, hueOf(each.number)));
    part(this.#card, "labels-side").hidden = bars.length === 0;
    part(this.#card, "labels").replaceChildren(...bars);
    return bars.length > 0;
  }

  #showPeople(model, { contributors = [] }) {
    const bars = model
      ? worstFirst(contributors).map((each) => this.#person(each, model))
      : [];
    part(this.#card, "people-side").hidden = bars.length === 0;
    part(this.#card, "people").replaceChildren(...bars);
    return bars.length > 0;
  }

  #person(figure, { schema }) {
    const name = this.#review ? whoseInWords(figure) : gettext("Your examples");
    const isLinked = this.#review && figure.id;
    const shown = isLinked
      ? make("a", { href: `${this.#review}?show=all&student=${figure.id}` }, name)
      : name;
    if (!figure.errors) return bar(figure, shown);
    const targets = schema.fields.filter((field) => field.is_predicted);
    return line(shown, offInWords(figure, targets));
  }
}

function bar(figure, name, hue = "") {
  const { right, count } = figure;
  const progress = { class: "bar-line", value: right / count, "aria-hidden": "true" };
  const made = line(name, rightInWords(figure), hue);
  made.append(make("progress", progress));
  return made;
}

function line(name, words, hue = "") {
  return make(
    "li",
    { class: `bar ${hue}` },
    make("span", { class: "bar-name", dir: "auto" }, name),
    make("span", { class: "bar-number" }, words),
  );
}

/** Says how far off predictions are, for every column that is known of somebody. */
function offInWords({ errors }, targets) {
  const known = targets
    .map((target, place) => ({ ...target, error: errors[place] }))
    .filter(({ error }) => error != null);
  return known
    .map(({ name, unit, error }) => {
      const off = formatMeasured(error, { unit });
      return targets.length > 1
        ? fill(gettext("“%(name)s” off by %(off)s"), { name, off })
        : fill(gettext("off by %(off)s"), { off });
    })
    .join(", ");
}
