import "./prediction_scatter.js";
import { make, part } from "./dom.js";
import { pointTable } from "./prediction_scatter.js";
import {
  baselineInWords,
  chosenInWords,
  isExact,
  measuredTargets,
  methodInWords,
  offInWords,
} from "../errors.js";
import { formatMeasured } from "../measured.js";
import { inWords } from "../numbers.js";
import { fill, gettext, ngettext } from "../words.js";

/** The card that says how good a model is that predicts numbers. */
export class ErrorReport {
  #good;
  #project;
  #model = null;
  #picked = null; // An answer that comes late may belong to another point.

  constructor(good, project) {
    this.#good = good;
    this.#project = project;
  }

  /** Shows the report of a trained model, or none. */
  show(model) {
    this.#model = model;
    this.#picked = null;
    part(this.#good, "point-parts").hidden = true;
    const { evaluation, schema } = model ?? {};
    this.#good.hidden = !evaluation;
    if (!evaluation) return;
    const targets = measuredTargets(evaluation, schema.fields);
    part(this.#good, "targets").replaceChildren(
      ...targets.map((target) => this.#target(target, targets.length > 1)),
    );
    part(this.#good, "measured").textContent =
      targets.length > 0
        ? methodInWords(evaluation)
        : gettext("There are too few rows to say. Add some more.");
    const notes = notesOn(evaluation, schema.fields);
    part(this.#good, "notes").replaceChildren(
      ...notes.map((words) => make("li", {}, words)),
    );
  }

  #target(target, isNamed) {
    const { name, unit, count, points = [] } = target;
    const words = [
      isNamed ? make("h3", { dir: "auto" }, name) : null,
      make("p", { class: "headline" }, capital(offInWords(target))),
      make("p", { class: "soft" }, baselineInWords(target)),
    ];
    if (points.length < 2) return make("section", { class: "stack" }, ...words);
    const drawn = points.map(([id, truth, said]) => ({ id, truth, said }));
    const scatter = make("prediction-scatter");
    scatter.show({ unit, points: drawn });
    scatter.addEventListener("point-picked", ({ detail }) =>
      this.#showPoint(detail, target),
    );
    const about = [
      make("p", { class: "soft" }, pictureInWords(target, count, points.length)),
      pointTable({ unit, points: drawn }),
    ];
    return make(
      "section",
      { class: "two-sides" },
      make("div", { class: "stack" }, ...words, ...about),
      scatter,
    );
  }

  async #showPoint(point, target) {
    this.#picked = point;
    const { examples } = await this.#project
      .examples({ ids: point.id })
      .catch(() => ({ examples: [] }));
    if (point !== this.#picked) return;
    part(this.#good, "point-parts").hidden = false;
    part(this.#good, "point-words").textContent = pointInWords(point, target);
    const row = examples[0]
      ? rowInWords(examples[0], this.#model.schema.fields)
      : gone();
    part(this.#good, "point-row").replaceChildren(row);
  }
}

function capital(words) {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function pictureInWords({ name }, count, shown) {
  const words = gettext(
    "Each dot is a row: to the right what “%(name)s” really is, up what the computer said. On the line it was right. Press a dot to see its row.",
  );
  if (!(count > shown)) return fill(words, { name });
  const some = gettext("Of %(count)s dots %(shown)s are drawn.");
  return `${fill(words, { name })} ${fill(some, { count, shown })}`;
}

function pointInWords({ truth, said }, target) {
  const { name, unit, mean_absolute_error: off } = target;
  const wrong = Math.abs(truth / 2 - said / 2) * 2;
  const words = isExact(wrong, target)
    ? gettext("“%(name)s” is %(truth)s, and that is what the computer said.")
    : gettext(
        "“%(name)s” is %(truth)s, and the computer said %(said)s: off by %(off)s.",
      );
  return fill(words, {
    name,
    truth: formatMeasured(truth, { unit, off }),
    said: formatMeasured(said, { unit, off }),
    off: formatMeasured(wrong, { unit }),
  });
}

function rowInWords({ values }, fields) {
  const cells = fields.map((field) => {
    const unit = field.unit && values[field.number] != null ? ` ${field.unit}` : "";
    return make(
      "div",
      { class: "point-cell" },
      make("dt", { dir: "auto" }, field.name),
      make("dd", { dir: "auto" }, `${inWords(field, values[field.number])}${unit}`),
    );
  });
  return make("dl", { class: "point-row" }, ...cells);
}

function gone() {
  return make("p", { class: "soft" }, gettext("This row was deleted since."));
}

function notesOn(evaluation, fields) {
  const { left_out: leftOut = [], imputed = [] } = evaluation;
  const names = new Map(fields.map(({ number, name }) => [number, name]));
  return [
    chosenInWords(evaluation),
    ...leftOut.map(({ number, why }) => leftOutInWords(names.get(number), why)),
    ...imputed.map(({ number, count }) => imputedInWords(names.get(number), count)),
  ].filter(Boolean);
}

function leftOutInWords(name, why) {
  const words = {
    empty: gettext("“%(name)s” was left out: there is nothing in it."),
    constant: gettext(
      "“%(name)s” was left out: it is the same everywhere, so it tells nothing.",
    ),
    different: gettext(
      "“%(name)s” was left out: it is different in every row, so it tells nothing of new ones.",
    ),
  };
  return words[why] ? fill(words[why], { name }) : "";
}

function imputedInWords(name, count) {
  const words = ngettext(
    "In %(count)s row “%(name)s” is not known. There it took what is usual.",
    "In %(count)s rows “%(name)s” is not known. There it took what is usual.",
    count,
  );
  return fill(words, { name, count });
}
