/**
 * A small network: two layers of 50 sigmoids, and a prediction for each target.
 *
 * A classic script, which puts its functions into a global. Learnt with Adam in small
 * batches, and stopped before it knows its rows by heart. The twin of
 * training/learning/regression/network.py: the same steps in the same order, in 64 bits.
 */

"use strict";

(function () {
  const { RegressionLayers, RegressionRandom } = globalThis;
  const { sigmoid, sizesOf } = RegressionLayers;
  const [PATIENCE, PATIENT_STEPS] = [40, 500]; // epochs, and batches, without progress
  const PROGRESS = 0.999; // of the error that was the least
  const EPOCHS = 500; // at most; fewer where there is much to do in each
  const LEAST_EPOCHS = 20;
  const EFFORT = 1e9; // products of a number and a weight, in all epochs
  const STOPPING = 0.2; // of the rows say when to stop
  const MANY = 1000; // rows; then those need not be learnt as well, to be as good

  globalThis.regressionNetwork = { fit, predict };

  /**
   * Returns { weights, epochs } learnt from the examples at `places`: see
   * regression_line.js for what they are. Weights are those of each layer, the kernel
   * before the biases. Unless `epochs` says it, some of the rows say first when it is
   * best to stop. `tell` hears { epoch, share, loss, heldBackLoss }.
   */
  function fit(task, places, { epochs, tell = () => {} } = {}) {
    let often = epochs;
    let tellPart = tell;
    if (!often) {
      const isAll = places.length >= MANY;
      const part = isAll ? 1 : 0.5; // of the work
      const best = bestMoment(task, places, (news) =>
        tell({ ...news, share: part * news.share }),
      );
      if (isAll) return best;
      often = best.epochs;
      tellPart = (news) => tell({ ...news, share: part + part * news.share });
    }
    const network = new RegressionLayers(task);
    const random = new RegressionRandom(task.seed + 1);
    for (let epoch = 1; epoch <= often; epoch++) {
      const loss = network.run(places, random);
      tellPart({ epoch, share: epoch / often, loss, heldBackLoss: null });
    }
    return { weights: network.weights, epochs: often };
  }

  /** Returns what the network says of one row. */
  function predict(weights, row, targets) {
    const sizes = sizesOf(row.length, targets);
    let [numbers, start] = [row, 0];
    for (let layer = 0; layer < 3; layer++) {
      const after = sizes[layer + 1];
      const sums = new Float64Array(after);
      const size = numbers.length * after;
      multiply(numbers, 0, numbers.length, weights, start, weights, start + size, sums);
      if (layer < 2) sums.forEach((sum, at) => (sums[at] = sigmoid(sum)));
      [numbers, start] = [sums, start + size + after];
    }
    return Array.from(numbers);
  }

  /** Finds out after how many epochs rows that were not learnt are predicted best. */
  function bestMoment(task, places, tell) {
    const order = new RegressionRandom(task.seed + 2).order(places.length);
    const count = Math.max(1, roundToEven(STOPPING * places.length));
    const back = order.slice(0, count).map((at) => places[at]);
    const rest = order.slice(count).map((at) => places[at]);
    const network = new RegressionLayers(task);
    const random = new RegressionRandom(task.seed + 1);
    const patience = patienceFor(rest.length);
    const most = mostEpochs(network.weights.length, places.length);
    let [least, best] = [Infinity, { weights: network.weights, epochs: 1 }];
    for (let epoch = 1; epoch <= most; epoch++) {
      const loss = network.run(rest, random);
      const heldBackLoss = network.loss(back);
      tell({ epoch, share: epoch / most, loss, heldBackLoss });
      if (heldBackLoss < PROGRESS * least) {
        least = heldBackLoss;
        best = { weights: network.weights.slice(), epochs: epoch };
      } else if (epoch - best.epochs >= patience) break;
    }
    return best;
  }

  function mostEpochs(size, rows) {
    const most = Math.floor(EFFORT / (size * Math.max(1, rows)));
    return Math.max(LEAST_EPOCHS, Math.min(EPOCHS, most));
  }

  /** Returns how many epochs are waited: a curve is a long time without progress. */
  function patienceFor(rows) {
    const batches = Math.max(1, Math.ceil(rows / RegressionLayers.BATCH));
    return Math.max(PATIENCE, Math.ceil(PATIENT_STEPS / batches));
  }

  /** Puts biases and what a row adds to them into `sums`. */
  function multiply(row, start, length, kernel, first, biases, bias, sums) {
    const size = sums.length;
    for (let to = 0; to < size; to++) sums[to] = biases[bias + to];
    for (let at = 0; at < length; at++) {
      const value = row[start + at];
      if (value === 0) continue;
      const from = first + at * size;
      for (let to = 0; to < size; to++) sums[to] += value * kernel[from + to];
    }
  }

  /** Rounds as Python does. */
  function roundToEven(number) {
    const rounded = Math.round(number);
    return rounded - number === 0.5 && rounded % 2 ? rounded - 1 : rounded;
  }
})();
