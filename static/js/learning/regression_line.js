/**
 * A straight line through rows: how much of each prediction every column adds.
 *
 * A classic script, which puts its functions into a global. Ridge regression: how much
 * large slopes cost is what predicts each row best from all others. The twin of
 * training/learning/regression/line.py.
 */

"use strict";

(function () {
  // What slopes cost, in shares of the rows: the dearest leaves little but the mean.
  const STRENGTHS = Array.from({ length: 12 }, (_, place) => 10 ** (4 - place));
  const BETTER = 0.99; // How much less wrong a cheaper one has to be.
  const BY_CHANCE = 2; // rows, by which a line is less wrong than the mean by chance
  const LEAST = 1e-9;
  const MOST_WORK = 2e8; // products, to see how wrong a strength is

  globalThis.regressionLine = { fit, predict };

  /**
   * Returns weights: a row for each input, and the biases as the last one. `inputs` has a
   * row of `width` numbers for each example, `answers` one of `targets` numbers, NaN where
   * they are unknown; `places` says which examples are learnt.
   */
  function fit({ inputs, width, answers, targets }, places) {
    const weights = new Float64Array((width + 1) * targets);
    for (let target = 0; target < targets; target++) {
      const answer = (place) => answers[place * targets + target];
      const known = places.filter((place) => !Number.isNaN(answer(place)));
      const slopes = fitOne(inputs, width, known, known.map(answer));
      slopes.forEach((slope, at) => (weights[at * targets + target] = slope));
    }
    return weights;
  }

  /** Returns what the line says of one row. */
  function predict(weights, row, targets) {
    const said = Array.from(weights.subarray(row.length * targets));
    for (let at = 0; at < row.length; at++) {
      for (let target = 0; target < targets; target++) {
        said[target] += row[at] * weights[at * targets + target];
      }
    }
    return said;
  }

  function fitOne(inputs, width, places, answers) {
    const count = places.length;
    if (!count) return new Float64Array(width + 1);
    const { centre, rows } = centred(inputs, width, places);
    const mean = answers.reduce((sum, answer) => sum + answer / count, 0);
    const wanted = answers.map((answer) => answer - mean);
    const products = productsOf(rows, width, count);
    const sums = new Float64Array(width);
    wanted.forEach((one, place) => add(sums, rows, place * width, one));
    let [best, least, sure] = [new Float64Array(width), Infinity, Infinity];
    for (const strength of STRENGTHS) {
      const root = rootOf(products, width, strength * count);
      const slopes = backward(root, width, forward(root, width, sums, 0));
      const error = errorWithout(rows, width, wanted, root, slopes);
      if (error < Math.min(BETTER * least, sure)) [best, least] = [slopes, error];
      if (strength === STRENGTHS[0]) sure = (1 - BY_CHANCE / count) * error;
    }
    return Float64Array.of(...best, mean - dot(best, 0, centre, 0, width));
  }

  /** Returns how wrong it is of rows that it had not learnt, squared. */
  function errorWithout(rows, width, wanted, root, slopes) {
    const count = wanted.length;
    const every = Math.max(1, Math.ceil((count * width * width) / MOST_WORK));
    let [sum, seen] = [0, 0];
    for (let place = 0; place < count; place += every) {
      const start = place * width;
      const solved = forward(root, width, rows, start);
      // What the row itself has said of its prediction (Allen 1974).
      const own = 1 / count + dot(solved, 0, solved, 0, width);
      const wrong = wanted[place] - dot(slopes, 0, rows, start, width);
      sum += (wrong / Math.max(1 - own, LEAST)) ** 2;
      seen += 1;
    }
    return sum / seen;
  }

  function centred(inputs, width, places) {
    const centre = new Float64Array(width);
    for (const place of places) add(centre, inputs, place * width, 1 / places.length);
    const rows = new Float64Array(places.length * width);
    places.forEach((place, number) => {
      for (let at = 0; at < width; at++) {
        rows[number * width + at] = inputs[place * width + at] - centre[at];
      }
    });
    return { centre, rows };
  }

  function productsOf(rows, width, count) {
    const products = new Float64Array(width * width);
    for (let place = 0; place < count; place++) {
      const start = place * width;
      for (let one = 0; one < width; one++) {
        const value = rows[start + one];
        if (value === 0) continue;
        const first = one * width;
        for (let other = 0; other <= one; other++) {
          products[first + other] += value * rows[start + other];
        }
      }
    }
    return products;
  }

  /** Returns the triangle whose square the products are, with a cost added: Cholesky's. */
  function rootOf(products, width, cost) {
    const root = new Float64Array(width * width);
    for (let one = 0; one < width; one++) {
      const row = one * width;
      for (let other = 0; other < one; other++) {
        const rest = products[row + other] - dot(root, row, root, other * width, other);
        root[row + other] = rest / root[other * (width + 1)];
      }
      const rest = products[row + one] + cost - dot(root, row, root, row, one);
      root[row + one] = Math.sqrt(Math.max(rest, Number.MIN_VALUE));
    }
    return root;
  }

  function forward(root, width, numbers, start) {
    const solved = new Float64Array(width);
    for (let at = 0; at < width; at++) {
      const rest = numbers[start + at] - dot(root, at * width, solved, 0, at);
      solved[at] = rest / root[at * (width + 1)];
    }
    return solved;
  }

  function backward(root, width, numbers) {
    const solved = Float64Array.from(numbers);
    for (let at = width - 1; at >= 0; at--) {
      solved[at] /= root[at * (width + 1)];
      for (let before = 0; before < at; before++) {
        solved[before] -= solved[at] * root[at * width + before];
      }
    }
    return solved;
  }

  function add(sums, numbers, start, share) {
    for (let at = 0; at < sums.length; at++) sums[at] += share * numbers[start + at];
  }

  function dot(one, start, other, first, length) {
    let sum = 0;
    for (let at = 0; at < length; at++) sum += one[start + at] * other[first + at];
    return sum;
  }
})();
