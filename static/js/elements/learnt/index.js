/**
 * What differs between kinds of project once a model is there: a line and a file each.
 *
 * Every kind has a class, made with { test, inside, project }: two cards, and where
 * the model's files come from. It can
 * - `prepare()` for a model that may come soon, and `load(model, signal)` a classifier;
 * - `makeForm(fields)`: an element that asks for something to try, with `isEmpty`. It
 *   tells "example-given" { content, typing, live }: while somebody types, or a camera
 *   runs, the answer is shown but not said. A form that does something by itself can
 *   `stop()`;
 * - say in its `invitation` what to do with that form;
 * - put such a content as a `question` to that classifier;
 * - `explain` an answer, and show in `tried` what became of it, with a sentence about
 *   the question itself if there is one to say;
 * - `show(model)` what it learnt from, or nothing for null;
 * - `list(schema, mistakes)`: an element that shows examples and what was said of them;
 * - `showsHardest`: such a list is there from the start, of the most confusing ones.
 *
 * How an answer looks, and how good a model is, depends on what it answers: `Answer`
 * has `about(model)`, `ask(classifier, question)`, `show(answer, { live })`, which
 * returns what there is to say, and `forget()`; `Report` has `show(model)`.
 */
import { LabelAnswer } from "../answers/label_answer.js";
import { PredictionAnswer } from "../answers/prediction_answer.js";
import { SoundAnswer } from "../answers/sound_answer.js";
import { ErrorReport } from "../error_report.js";
import { LabelReport } from "../label_report.js";
import { LearntImages } from "./images.js";
import { LearntNumbers } from "./numbers.js";
import { LearntRegression } from "./regression.js";
import { LearntSounds } from "./sounds.js";
import { LearntText } from "./text.js";

const LABELS = { Answer: LabelAnswer, Report: LabelReport };
const PREDICTIONS = { Answer: PredictionAnswer, Report: ErrorReport };
const KINDS = {
  images: { Learnt: LearntImages, ...LABELS },
  numbers: { Learnt: LearntNumbers, ...LABELS },
  regression: { Learnt: LearntRegression, ...PREDICTIONS },
  sounds: { Learnt: LearntSounds, Answer: SoundAnswer, Report: LabelReport },
  text: { Learnt: LearntText, ...LABELS },
};

export function learntOf(kind, { test, good, inside, project }) {
  const { Learnt, Answer, Report } = KINDS[kind];
  const learnt = new Learnt({ test, inside, project });
  const answer = new Answer(test);
  return { learnt, answer, report: new Report(good, project, learnt) };
}
