import "./confusion_matrix.js";
import { part } from "./dom.js";
import { cautionInWords } from "../measures.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext, ngettext } from "../words.js";

/** The card that says how good a trained model is. */
export class ModelReport {
  #good;
  #project;
  #learnt;
  #model;

  constructor(good, project, learnt) {
    this.#good = good;
    this.#project = project;
    this.#learnt = learnt;
    good.addEventListener("mistakes-picked", ({ detail }) =>
      this.#showMistakes(detail),
    );
  }

  /** Shows the report of a trained model, or none. */
  show(model) {
    this.#model = model;
    this.#good.hidden = !model?.evaluation;
    if (!model?.evaluation) return;
    this.#showAccuracy(model.evaluation);
    this.#showMatrix(model);
  }

  #showAccuracy(evaluation) {
    part(this.#good, "accuracy").textContent = accuracyInWords(evaluation);
    part(this.#good, "baseline").textContent = baselineInWords(evaluation);
  }

  #showMatrix({ schema, evaluation }) {
    const { confusion } = evaluation;
    const isMeasured = evaluation.accuracy !== null && Boolean(confusion);
    part(this.#good, "matrix-parts").hidden = !isMeasured;
    this.#list();
    if (!isMeasured) return;
    this.#good.querySelector("confusion-matrix").show(schema.labels, confusion);
    const some = (evaluation.mistakes ?? []).length > 0;
    part(this.#good, "mistakes-words").textContent = some
      ? gettext("Press a red number to see these examples.")
      : gettext("It made none. Well taught!");
  }

  async #showMistakes({ label, answer }) {
    const { schema, evaluation } = this.#model;
    const picked = evaluation.mistakes.filter(
      (mistake) => mistake.label === label && mistake.answer === answer,
    );
    const words = part(this.#good, "mistakes-words");
    try {
      const found = await this.#find(picked);
      words.textContent = mistakesInWords(schema, { label, answer }, picked, found);
      this.#list(found);
      part(this.#good, "mistakes-title").focus();
    } catch (error) {
      words.textContent = error.message;
    }
  }

  #list(found = []) {
    const place = part(this.#good, "examples");
    place.hidden = found.length === 0;
    if (found.length > 0) {
      place.replaceChildren(this.#learnt.list(this.#model.schema, found));
    }
  }

  /** Adds to each mistake the example itself; some may have been deleted since. */
  async #find(mistakes) {
    const ids = mistakes.map(({ id }) => id).join(",");
    const { examples } = await this.#project.examples({ ids });
    const byId = new Map(examples.map((example) => [example.id, example]));
    return mistakes
      .filter(({ id }) => byId.has(id))
      .map((mistake) => ({ ...mistake, example: byId.get(mistake.id) }));
  }
}

export function accuracyInWords({ method, accuracy, example_count: all }) {
  if (accuracy == null || method === "too-few") {
    return gettext(
      "There are too few examples to say. Put at least 5 into every label.",
    );
  }
  const right = Math.round(accuracy * all);
  const words =
    method === "held-back"
      ? ngettext(
          "%(right)s of %(all)s example it had never seen was right.",
          "%(right)s of %(all)s examples it had never seen were right.",
          all,
        )
      : ngettext(
          "Each example was hidden once: %(right)s of %(all)s guess was right.",
          "Each example was hidden once: %(right)s of %(all)s guesses were right.",
          all,
        );
  return fill(words, { right, all });
}

export function baselineInWords(evaluation) {
  const { accuracy, baseline } = evaluation;
  if (accuracy == null || baseline == null) return "";
  const values = {
    accuracy: formatPercent(accuracy),
    baseline: formatPercent(baseline),
  };
  const words = gettext(
    "That is %(accuracy)s. Always saying the most common label would be right %(baseline)s of the time.",
  );
  return [fill(words, values), cautionInWords(evaluation)].filter(Boolean).join(" ");
}

function mistakesInWords(schema, { label, answer }, picked, found) {
  const gone = picked.length - found.length;
  const sentence = fill(
    gettext("These are “%(label)s”, but the computer said “%(answer)s”."),
    {
      label: schema.labels[label].name,
      answer: schema.labels[answer].name,
    },
  );
  if (gone === 0) return sentence;
  const words = ngettext(
    "%(gone)s of them was deleted since.",
    "%(gone)s of them were deleted since.",
    gone,
  );
  return `${sentence} ${fill(words, { gone })}`;
}
