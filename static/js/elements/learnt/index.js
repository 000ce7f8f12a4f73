/**
 * What differs between kinds of project once a model is there: a line and a file each.
 *
 * Every kind has a class, made with { test, inside, project }: two cards, and where
 * the model's files come from. It can
 * - `prepare()` for a model that may come soon, and `load(model, signal)` a classifier;
 * - put an example's content as a `question` to that classifier;
 * - `explain` an answer, and show in `tried` what became of it, with a sentence about
 *   the question itself if there is one to say;
 * - `show(model)` what it learnt from, or nothing for null;
 * - say in `columns(schema)` how examples stand in a table.
 */
import { LearntNumbers } from "./numbers.js";
import { LearntText } from "./text.js";

const LEARNT = { numbers: LearntNumbers, text: LearntText };

export function learntOf(kind, places) {
  return new LEARNT[kind](places);
}
