/**
 * A small network: two layers of 50 sigmoids, and a prediction for each target.
 *
 * A classic script, which puts its functions into a global. Learnt with Adam in small
 * batches, and stopped before it knows its rows by heart. The twin of
 * training/learning/regression/network.py: the same steps in the same order, in 64 bits.
 */

"use strict";

(function () {
  const { RegressionRandom } = globalThis;
  const HIDDEN = 50;
  const BATCH = 16; // rows
  const RATE = 0.01;
  const [FIRST, SECOND] = [0.9, 0.999]; // kept of the mean slope, and of the squared one
  const TINY = 1e-7;
  const DECAY = 1e-4; // How much large weights cost.
  const PATIENCE = 40; // epochs without progress
  const PROGRESS = 0.999; // of the error that was the least
  const EPOCHS = 400; // at most; fewer where there is much to do in each
  const LEAST_EPOCHS = 20;
  const EFFORT = 1e9; // products of a number and a weight, in all epochs
  const STOPPING = 0.2; // of the rows say when to stop

  globalThis.regressionNetwork = { fit, predict, sizesOf };

  /** Returns how many numbers each layer has, from the inputs to the predictions. */
  function sizesOf(width, targets) {
    return [width, HIDDEN, HIDDEN, targets];
  }

  /**
   * Returns { weights, epochs } learnt from the examples at `places`: see
   * regression_line.js for what they are. Weights are those of each layer, the kernel
   * before the biases. Unless `epochs` says it, some of the rows say first when it is
   * best to stop. `tell` hears { epoch, share, loss, heldBackLoss }.
   */
  function fit(task, places, { epochs, tell = () => {} } = {}) {
    const often = epochs ?? bestMoment(task, places, tell);
    const network = new Network(task);
    const random = new RegressionRandom(task.seed + 1);
    for (let epoch = 1; epoch <= often; epoch++) {
      const loss = network.run(places, random);
      tell({ epoch, share: epoch / often, loss, heldBackLoss: null });
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

  /** Returns after how many epochs rows that were not learnt are predicted best. */
  function bestMoment(task, places, tell) {
    const order = new RegressionRandom(task.seed + 2).order(places.length);
    const count = Math.max(1, roundToEven(STOPPING * places.length));
    const back = order.slice(0, count).map((at) => places[at]);
    const rest = order.slice(count).map((at) => places[at]);
    const network = new Network(task);
    const random = new RegressionRandom(task.seed + 1);
    const most = mostEpochs(network.weights.length, places.length);
    let [least, best] = [Infinity, 1];
    for (let epoch = 1; epoch <= most; epoch++) {
      const loss = network.run(rest, random);
      const heldBackLoss = network.loss(back);
      tell({ epoch, share: epoch / most, loss, heldBackLoss });
      if (heldBackLoss < PROGRESS * least) [least, best] = [heldBackLoss, epoch];
      else if (epoch - best >= PATIENCE) break;
    }
    return best;
  }

  function mostEpochs(size, rows) {
    const most = Math.floor(EFFORT / (size * Math.max(1, rows)));
    return Math.max(LEAST_EPOCHS, Math.min(EPOCHS, most));
  }

  class Network {
    #task;
    #means;
    #squares;
    #slopes;
    #steps = 0;
    #starts; // of each layer's kernel and biases among the weights
    #layers; // what a batch of rows has become in each layer, and what is wrong there

    /** Takes { inputs, width, answers, targets, seed }. */
    constructor(task) {
      this.#task = task;
      this.sizes = sizesOf(task.width, task.targets);
      this.#starts = startsOf(this.sizes);
      this.weights = beginning(this.sizes, this.#starts, task.seed);
      [this.#means, this.#squares, this.#slopes] = [0, 0, 0].map(
        () => new Float64Array(this.weights.length),
      );
      this.#layers = this.sizes.slice(1).map((size) => ({
        size,
        numbers: new Float64Array(BATCH * size),
        wrong: new Float64Array(BATCH * size),
      }));
    }

    /** Learns from every row once; returns the mean squared error on the way. */
    run(places, random) {
      const order = random.order(places.length).map((at) => places[at]);
      let [sum, known] = [0, 0];
      for (let start = 0; start < order.length; start += BATCH) {
        const batch = order.slice(start, start + BATCH);
        const found = this.#answer(batch);
        sum += found.sum;
        known += found.known;
        this.#findSlopes(batch);
        this.#step();
      }
      return sum / Math.max(1, known);
    }

    /** Returns the mean squared error of what is known, in squared deviations. */
    loss(places) {
      let [sum, known] = [0, 0];
      for (let start = 0; start < places.length; start += BATCH) {
        const found = this.#answer(places.slice(start, start + BATCH));
        sum += found.sum;
        known += found.known;
      }
      return sum / Math.max(1, known);
    }

    /** Answers a batch, and notes what is wrong with it; returns the squares of that. */
    #answer(batch) {
      const [{ inputs, width, answers, targets }, layers] = [this.#task, this.#layers];
      let [sum, known] = [0, 0];
      batch.forEach((place, number) => {
        this.#forward(inputs, place * width, width, 0, number);
        this.#forward(layers[0].numbers, number * HIDDEN, HIDDEN, 1, number);
        this.#forward(layers[1].numbers, number * HIDDEN, HIDDEN, 2, number);
        const { numbers, wrong } = layers[2];
        for (let target = 0; target < targets; target++) {
          const at = number * targets + target;
          const error = numbers[at] - answers[place * targets + target];
          const isKnown = !Number.isNaN(error);
          wrong[at] = isKnown ? (2 * error) / batch.length : 0;
          if (isKnown) [sum, known] = [sum + error * error, known + 1];
        }
      });
      return { sum, known };
    }

    #forward(from, start, length, layer, number) {
      const { size, numbers } = this.#layers[layer];
      const { kernel, biases } = this.#starts[layer];
      const sums = numbers.subarray(number * size, (number + 1) * size);
      const { weights } = this;
      multiply(from, start, length, weights, kernel, weights, biases, sums);
      if (layer === 2) return;
      for (let at = 0; at < size; at++) sums[at] = sigmoid(sums[at]);
    }

    #findSlopes(batch) {
      const [{ inputs, width }, [first, second]] = [this.#task, this.#layers];
      this.#slopes.fill(0);
      batch.forEach((place, number) => {
        this.#backward(second.numbers, number * HIDDEN, HIDDEN, 2, number, second);
        this.#backward(first.numbers, number * HIDDEN, HIDDEN, 1, number, first);
        this.#backward(inputs, place * width, width, 0, number, null);
      });
      this.#starts.forEach(({ kernel, biases }) => {
        for (let at = kernel; at < biases; at++) {
          this.#slopes[at] += DECAY * this.weights[at];
        }
      });
    }

    /** Adds a row's slopes for one layer, and finds what is wrong before it. */
    #backward(from, start, length, layer, number, before) {
      const { size, wrong } = this.#layers[layer];
      const { kernel, biases } = this.#starts[layer];
      const [slopes, { weights }, first] = [this.#slopes, this, number * size];
      for (let to = 0; to < size; to++) slopes[biases + to] += wrong[first + to];
      for (let at = 0; at < length; at++) {
        const value = from[start + at];
        const row = kernel + at * size;
        if (value !== 0) {
          for (let to = 0; to < size; to++) {
            slopes[row + to] += value * wrong[first + to];
          }
        }
        if (!before) continue;
        let sum = 0;
        for (let to = 0; to < size; to++) sum += wrong[first + to] * weights[row + to];
        before.wrong[start + at] = sum * value * (1 - value);
      }
    }

    #step() {
      this.#steps += 1;
      const rate =
        (RATE * Math.sqrt(1 - SECOND ** this.#steps)) / (1 - FIRST ** this.#steps);
      const [weights, means, squares] = [this.weights, this.#means, this.#squares];
      const slopes = this.#slopes;
      for (let at = 0; at < weights.length; at++) {
        const slope = slopes[at];
        means[at] += (1 - FIRST) * (slope - means[at]);
        squares[at] += (1 - SECOND) * (slope * slope - squares[at]);
        weights[at] -= (rate * means[at]) / (Math.sqrt(squares[at]) + TINY);
      }
    }
  }

  function startsOf(sizes) {
    let start = 0;
    return sizes.slice(1).map((after, layer) => {
      const biases = start + sizes[layer] * after;
      const starts = { kernel: start, biases };
      start = biases + after;
      return starts;
    });
  }

  /** Returns weights as networks begin: Glorot and Bengio (2010), uniform. */
  function beginning(sizes, starts, seed) {
    const random = new RegressionRandom(seed);
    const last = starts[2].biases + sizes[3];
    const weights = new Float64Array(last);
    starts.forEach(({ kernel, biases }, layer) => {
      const limit = Math.sqrt(6 / (sizes[layer] + sizes[layer + 1]));
      for (let at = kernel; at < biases; at++) {
        weights[at] = (2 * random.next() - 1) * limit;
      }
    });
    return weights;
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

  function sigmoid(evidence) {
    return 1 / (1 + Math.exp(-evidence));
  }

  /** Rounds as Python does. */
  function roundToEven(number) {
    const rounded = Math.round(number);
    return rounded - number === 0.5 && rounded % 2 ? rounded - 1 : rounded;
  }
})();
