/**
 * How sure a model may be: as often right as it says. The twin of
 * training/learning/heads/calibration.py, which says why.
 *
 * A classic script, which puts its functions into a global: see head_learning.js.
 */

"use strict";

(function () {
  const USUAL = 0.5;
  const SPREAD = 0.3;
  const STEPS = Array.from({ length: 401 }, (_, place) => (place - 200) / 100);
  const LEAST = 1e-12; // confidence, so that it has a logarithm

  globalThis.headCalibration = { calibrated, findTemperature };

  /** Returns what to divide evidence by, from rows of confidences and right answers. */
  function findTemperature(rows, answers) {
    if (!rows.length) return USUAL;
    const surprises = STEPS.map((step) => {
      const temperature = USUAL * Math.exp(step);
      const each = rows.map((row, place) =>
        Math.log(Math.max(calibrated(row, temperature)[answers[place]], LEAST)),
      );
      const surprise = -each.reduce((sum, value) => sum + value, 0);
      return surprise + step ** 2 / (2 * SPREAD ** 2);
    });
    const best = surprises.indexOf(Math.min(...surprises));
    return USUAL * Math.exp(STEPS[best]);
  }

  /** Returns confidences as they are with evidence divided by `temperature`. */
  function calibrated(row, temperature) {
    const evidence = row.map((each) => Math.log(Math.max(each, LEAST)) / temperature);
    const most = Math.max(...evidence);
    const powers = evidence.map((each) => Math.exp(each - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  }
})();
