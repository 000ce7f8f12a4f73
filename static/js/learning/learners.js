/**
 * What learns in this browser, by the kind of project: a line each.
 *
 * Every learner is a class, made with { assets, base }, which can `prepare()`,
 * `learn(lesson, { simplified, signal, onProgress })` and `dispose()`. `words` say how
 * it is going: `stage` what it does, and `detail` how far it is with it.
 */
import { fill, gettext } from "../words.js";

const LEARNERS = {
  images: {
    load: async () => (await import("./picture_learner.js")).PictureLearner,
    words: { looking: wordsForPictures },
  },
};

export async function makeLearner(kind, { base, ...assets }) {
  const Learner = await LEARNERS[kind].load();
  return new Learner({ assets, base });
}

/** Says how learning goes: { words, detail }, of which the first changes seldom. */
export function wordsForLearning(kind, step, all) {
  const own = LEARNERS[kind].words[step.stage];
  return (own ?? wordsForStage)(step, all);
}

function wordsForPictures({ fraction }, all) {
  const done = Math.min(all, Math.floor(fraction * all) + 1);
  return {
    words: gettext("Looking at your pictures…"),
    detail: fill(gettext("Picture %(done)s of %(all)s"), { done, all }),
  };
}

function wordsForStage({ stage, epoch }) {
  const words = {
    reading: gettext("Reading your examples…"),
    learning: gettext("Learning from your examples…"),
    measuring: gettext("Checking how good it is…"),
  };
  const detail = stage === "learning" && epoch ? gettext("Round %(epoch)s") : "";
  return {
    words: words[stage] ?? gettext("Getting started…"),
    detail: fill(detail, { epoch }),
  };
}
