import { hueOf, make } from "./dom.js";
import { thumbnail } from "./picture_list.js";
import { formatPercent } from "../numbers.js";
import { fill, gettext } from "../words.js";

/**
 * Of every label, the picture that the computer recognised most surely, and the one
 * that it found the hardest.
 *
 *   extremesOf(labels.length, evaluation);  // [{ place, easiest, hardest }, …]
 */
export function extremesOf(labelCount, evaluation) {
  const { mistakes = [], least_sure: right = [], example_count: count } = evaluation;
  // Of very many right answers the surest ones are not kept.
  if (mistakes.length + right.length < count) return [];
  const places = Array.from({ length: labelCount }, (_, place) => place);
  return places
    .map((place) => {
      const ofLabel = ({ label }) => label === place;
      const easiest = right.filter(ofLabel).at(-1);
      const hardest = mistakes.find(ofLabel) ?? right.find(ofLabel);
      return { place, easiest, hardest };
    })
    .filter(({ easiest, hardest }) => easiest && hardest && easiest !== hardest);
}

/**
 * Returns a row for every label of which both pictures are still there; `show(example,
 * label)` returns the small picture of one, or what stands for it.
 */
export function pictureExtremes(labels, extremes, byId, show = thumbnail) {
  const showOne = (id, label) => show(byId.get(id), label);
  const rows = extremes
    .filter((each) => byId.has(each.easiest.id) && byId.has(each.hardest.id))
    .map((each) => row(labels, each, showOne));
  return make("div", { class: "picture-extremes" }, ...rows);
}

function row(labels, { place, easiest, hardest }, showOne) {
  const { number, name } = labels[place];
  const sure = gettext("Easiest for it: %(percent)s sure");
  const right = gettext("Hardest for it: %(percent)s sure");
  const wrong = gettext("Hardest for it: it said “%(answer)s”");
  return make(
    "section",
    { class: "picture-extreme" },
    make("h3", { class: `label-tag ${hueOf(number)}`, dir: "auto" }, name),
    figure(labels, easiest, showOne, sure),
    figure(labels, hardest, showOne, hardest.answer === place ? right : wrong),
  );
}

function figure(labels, { id, label, answer, confidence }, showOne, words) {
  const percent = formatPercent(confidence);
  const caption = fill(words, { percent, answer: labels[answer].name });
  return make(
    "figure",
    { class: "picture-figure" },
    showOne(id, labels[label]),
    make("figcaption", { class: "small" }, caption),
  );
}
