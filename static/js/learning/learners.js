/**
 * What learns in this browser, by the kind of project: a line each.
 *
 * Every learner is a class, made with { assets, base }, which can `prepare()`,
 * `learn(lesson, { simplified, signal, onProgress })` and `dispose()`. `words` say how
 * it is going: `stage` what it does, and `detail` how far it is with it. `whyWeak` says
 * why a computer had better learn the simplified model, "" if it had not; a kind without
 * such a model has no `whyWeak`.
 */
import { fill, gettext } from "../words.js";
import { whyWeak, whyWeakWithoutCard } from "./weak_device.js";

const LEARNERS = {
  images: {
    load: async () => (await import("./picture_learner.js")).PictureLearner,
    words: { looking: wordsForPictures },
    whyWeak,
  },
  sounds: {
    load: async () => (await import("./sound_learner.js")).SoundLearner,
    words: { looking: wordsForSounds },
    whyWeak: whyWeakWithoutCard,
  },
  regression: {
    load: async () => (await import("./regression_learner.js")).RegressionLearner,
    words: { learning: wordsForRows },
  },
};

export async function makeLearner(kind, { base, ...assets }) {
  const Learner = await LEARNERS[kind].load();
  return new Learner({ assets, base });
}

/** Says why this computer is weak for learning such a project; "" if it is not. */
export async function whyWeakFor(kind) {
  return LEARNERS[kind].whyWeak?.() ?? "";
}

/** Says how learning goes: { words, detail }, of which the first changes seldom. */
export function wordsForLearning(kind, step, all) {
  const own = LEARNERS[kind].words[step.stage];
  return (own ?? wordsForStage)(step, all);
}

function wordsForPictures({ fraction }, all) {
  const done = atWhich(fraction, all);
  return {
    words: gettext("Looking at your pictures…"),
    detail: fill(gettext("Picture %(done)s of %(all)s"), { done, all }),
  };
}

function wordsForSounds({ fraction }, all) {
  const done = atWhich(fraction, all);
  return {
    words: gettext("Listening to your sounds…"),
    detail: fill(gettext("Sound %(done)s of %(all)s"), { done, all }),
  };
}

function wordsForRows({ epoch }) {
  return {
    words: gettext("Learning from your rows…"),
    detail: epoch ? fill(gettext("Round %(epoch)s"), { epoch }) : "",
  };
}

function atWhich(fraction, all) {
  return Math.min(all, Math.floor(fraction * all) + 1);
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
