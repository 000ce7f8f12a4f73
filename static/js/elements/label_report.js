import "./confusion_matrix.js";
import { part } from "./dom.js";
import { cautionInWords } from "../measures.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext, ngettext } from "../words.js";

const HARDEST = 12; // examples that are shown from the start

/** The card that says how good a model is that tells things apart by label. */
export class LabelReport {
  #good;
  #project;
  #learnt;
  #model;
  #picked = null; // What is listed; an answer that comes late belongs to another list.

  constructor(good, project, learnt) {
    this.#good = good;
    this.#project = project;
    this.#learnt = learnt;
    good.addEventListener("cell-picked", ({ detail }) => this.#showCell(detail));
    good.addEventListener("cell-left", () => this.#showFirst());
  }

  /** Shows the report of a trained model, or none. */
  show(model) {
    this.#model = model;
    this.#picked = null;
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
    const canShow = (label, answer) => this.#inCell(label, answer).length > 0;
    this.#good
      .querySelector("confusion-matrix")
      .show(schema.labels, confusion, canShow);
    this.#showFirst();
  }

  /** What is there before a number is pressed. */
  #showFirst() {
    const { mistakes } = this.#answers;
    this.#list();
    this.#picked = null;
    this.#sayTitle(gettext("Its mistakes"));
    this.#say(
      mistakes.length > 0
        ? gettext("Press a red number to see these examples.")
        : gettext("It made none. Well taught!"),
    );
    if (this.#learnt.showsHardest) this.#showHardest();
  }

  async #showHardest() {
    const { mistakes, least_sure: right } = this.#answers;
    const hardest = [...mistakes, ...right].slice(0, HARDEST);
    if (hardest.length === 0) return;
    const found = await this.#find(hardest).catch(() => []);
    if (found.length === 0 || hardest !== this.#picked) return;
    this.#sayTitle(gettext("The most confusing ones"));
    const pressing = gettext("Press a number to see what is behind it.");
    this.#say(`${hardestInWords(hardest)} ${pressing}`);
    this.#list(found);
  }

  async #showCell({ label, answer }) {
    const picked = this.#inCell(label, answer);
    try {
      const found = await this.#find(picked);
      if (picked !== this.#picked) return;
      const { schema } = this.#model;
      const isRight = label === answer;
      this.#sayTitle(isRight ? gettext("Where it was right") : gettext("Its mistakes"));
      this.#say(cellInWords(schema, { label, answer }, picked, found));
      this.#list(found);
      part(this.#good, "mistakes-title").focus();
    } catch (error) {
      if (picked === this.#picked) this.#say(error.message);
    }
  }

  /** Older trainings have not kept their right answers. */
  get #answers() {
    return { mistakes: [], least_sure: [], ...this.#model.evaluation };
  }

  #inCell(label, answer) {
    const { mistakes, least_sure: right } = this.#answers;
    return [...mistakes, ...right].filter(
      (each) => each.label === label && each.answer === answer,
    );
  }

  #sayTitle(words) {
    part(this.#good, "mistakes-title").textContent = words;
  }

  #say(sentence) {
    part(this.#good, "mistakes-words").textContent = sentence;
  }

  #list(found = []) {
    const place = part(this.#good, "examples");
    place.hidden = found.length === 0;
    if (found.length === 0) place.replaceChildren();
    else place.replaceChildren(this.#learnt.list(this.#model.schema, found));
  }

  /** Adds to each answer the example itself; some may have been deleted since. */
  async #find(answers) {
    this.#picked = answers;
    const ids = answers.map(({ id }) => id).join(",");
    const { examples } = await this.#project.examples({ ids });
    const byId = new Map(examples.map((example) => [example.id, example]));
    return answers
      .filter(({ id }) => byId.has(id))
      .map((answer) => ({ ...answer, example: byId.get(answer.id) }));
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

function hardestInWords(hardest) {
  const wrong = hardest.filter(({ label, answer }) => label !== answer);
  if (wrong.length === 0) {
    return gettext("It made no mistake. Of these it was the least sure.");
  }
  return wrong.length === hardest.length
    ? gettext("Here it was wrong, the surest first.")
    : gettext("First its mistakes, then what it was the least sure of.");
}

function cellInWords(schema, { label, answer }, picked, found) {
  const names = {
    label: schema.labels[label].name,
    answer: schema.labels[answer].name,
  };
  const words =
    label === answer
      ? gettext(
          "These are “%(label)s”, and the computer saw that. The least sure first.",
        )
      : gettext("These are “%(label)s”, but the computer said “%(answer)s”.");
  const gone = picked.length - found.length;
  if (gone === 0) return fill(words, names);
  const deleted = ngettext(
    "%(gone)s of them was deleted since.",
    "%(gone)s of them were deleted since.",
    gone,
  );
  return `${fill(words, names)} ${fill(deleted, { gone })}`;
}
