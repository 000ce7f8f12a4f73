/**
 * How sure a picture model may be: as often right as it says. The twin of
 * training/learning/images/calibration.py, which says why.
 *
 * A classic script, which puts its functions into a global: see picture_head.js.
 */

"use strict";

(function () {
  const USUAL = 0.5;
  const SPREAD = 0.3;
  const WIDEST = 2;
  const LEAST = 1e-12; // confidence, so that it has a logarithm
  const PRECISE = 1e-6;
  const GOLDEN = (Math.sqrt(5) - 1) / 2;

  globalThis.pictureCalibration = { calibrated, findTemperature };

  /** Returns what to divide evidence by, from rows of confidences and right answers. */
  function findTemperature(rows, answers) {
    if (!rows.length) return USUAL;
    const logarithms = rows.map((row) =>
      row.map((each) => Math.log(Math.max(each, LEAST))),
    );
    const surprise = (step) => {
      const scale = 1 / (USUAL * Math.exp(step));
      const each = logarithms.map((row, place) =>
        surpriseAt(row, answers[place], scale),
      );
      return (
        each.reduce((sum, value) => sum + value, 0) + step ** 2 / (2 * SPREAD ** 2)
      );
    };
    return USUAL * Math.exp(lowest(surprise, -WIDEST, WIDEST));
  }

  /** Returns confidences as they are with evidence divided by `temperature`. */
  function calibrated(row, temperature) {
    const powers = row.map((each) => Math.max(each, LEAST) ** (1 / temperature));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  }

  function surpriseAt(logarithms, answer, scale) {
    const most = Math.max(...logarithms) * scale;
    const sum = logarithms.reduce(
      (total, each) => total + Math.exp(each * scale - most),
      0,
    );
    return Math.log(sum) + most - logarithms[answer] * scale;
  }

  /** Returns where a function with one valley is lowest: by golden sections. */
  function lowest(measure, from, to) {
    let [low, high] = [from, to];
    let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    let [atLeft, atRight] = [measure(left), measure(right)];
    while (high - low > PRECISE) {
      if (atLeft < atRight) {
        [high, right, atRight] = [right, left, atLeft];
        left = high - GOLDEN * (high - low);
        atLeft = measure(left);
      } else {
        [low, left, atLeft] = [left, right, atRight];
        right = low + GOLDEN * (high - low);
        atRight = measure(right);
      }
    }
    return (low + high) / 2;
  }
})();
