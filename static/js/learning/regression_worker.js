/**
 * Learns to predict numbers, away from the page: see regression_learner.js.
 *
 * A classic worker, as not all browsers of schools have module workers.
 */

"use strict";

const BETWEEN_WORDS = 50; // milliseconds; a page draws no more often

const tasks = {
  /** Gets what learns, once; `assets` are absolute addresses. */
  prepare({ assets }) {
    if (self.learnRegression) return;
    self.importScripts(
      assets.regressionRandom,
      assets.regressionTable,
      assets.regressionLine,
      assets.regressionLayers,
      assets.regressionNetwork,
      assets.regressionLearning,
    );
  },

  learn({ assets, lesson }, report) {
    tasks.prepare({ assets });
    return self.learnRegression(lesson, seldom(report));
  },
};

self.onmessage = ({ data: { id, task, details } }) => {
  const report = (progress) => self.postMessage({ id, progress });
  try {
    self.postMessage({ id, answer: tasks[task](details, report) });
  } catch (error) {
    self.postMessage({ id, problem: error?.message || String(error) });
  }
};

/** Tells news of another stage at once, and others when some time has gone by. */
function seldom(report) {
  let [said, stage] = [-Infinity, ""];
  return (news) => {
    const now = performance.now();
    if (news.stage === stage && now - said < BETWEEN_WORDS) return;
    [said, stage] = [now, news.stage];
    report(news);
  };
}
