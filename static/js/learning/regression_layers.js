/**
 * The layers of a small network, and one step after another in which they learn.
 *
 * A classic script, which puts one class into a global: see regression_network.js. Rows
 * go through the layers four at a time, which is far quicker than one by one.
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

  globalThis.RegressionLayers = class RegressionLayers {
    #task;
    #means;
    #squares;
    #slopes;
    #steps = 0;
    #starts; // of each layer's kernel and biases among the weights
    #layers; // what a batch of rows has become in each layer, and what is wrong there

    static BATCH = BATCH;
    static sizesOf = sizesOf;
    static sigmoid = sigmoid;

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
      batch.forEach((place, number) => {
        this.#enter(inputs, place * width, number);
      });
      this.#forward(1, batch.length);
      this.#forward(2, batch.length);
      const { numbers, wrong } = layers[2];
      wrong.fill(0); // Also of the rows that a batch may lack.
      let [sum, known] = [0, 0];
      batch.forEach((place, number) => {
        for (let target = 0; target < targets; target++) {
          const at = number * targets + target;
          const error = numbers[at] - answers[place * targets + target];
          if (Number.isNaN(error)) continue;
          wrong[at] = (2 * error) / batch.length;
          [sum, known] = [sum + error * error, known + 1];
        }
      });
      return { sum, known };
    }

    /** Takes in a row, in which most numbers are zero where there are many choices. */
    #enter(inputs, start, number) {
      const { kernel, biases } = this.#starts[0];
      const [{ weights }, { width }] = [this, this.#task];
      const sums = this.#layers[0].numbers;
      const first = number * HIDDEN;
      for (let to = 0; to < HIDDEN; to++) sums[first + to] = weights[biases + to];
      for (let at = 0; at < width; at++) {
        const value = inputs[start + at];
        if (value === 0) continue;
        const from = kernel + at * HIDDEN;
        for (let to = 0; to < HIDDEN; to++) {
          sums[first + to] += value * weights[from + to];
        }
      }
      for (let at = first; at < first + HIDDEN; at++) sums[at] = sigmoid(sums[at]);
    }

    /** Goes from a layer of 50 to the next, four rows at a time: that is far quicker. */
    #forward(layer, rows) {
      const from = this.#layers[layer - 1].numbers;
      const { size, numbers } = this.#layers[layer];
      const { kernel, biases } = this.#starts[layer];
      const { weights } = this;
      for (let row = 0; row < rows; row += 4) {
        const one = row * HIDDEN;
        const [two, three, four] = [one + HIDDEN, one + 2 * HIDDEN, one + 3 * HIDDEN];
        for (let to = 0; to < size; to++) {
          const bias = weights[biases + to];
          let a = bias;
          let b = bias;
          let c = bias;
          let d = bias;
          for (let at = 0, place = kernel + to; at < HIDDEN; at++, place += size) {
            const weight = weights[place];
            a += from[one + at] * weight;
            b += from[two + at] * weight;
            c += from[three + at] * weight;
            d += from[four + at] * weight;
          }
          const place = row * size + to;
          numbers[place] = a;
          numbers[place + size] = b;
          numbers[place + 2 * size] = c;
          numbers[place + 3 * size] = d;
        }
      }
      if (layer === 2) return;
      for (let at = 0; at < rows * size; at++) numbers[at] = sigmoid(numbers[at]);
    }

    #findSlopes(batch) {
      const { inputs, width } = this.#task;
      this.#slopes.fill(0);
      this.#backward(2, batch.length);
      this.#backward(1, batch.length);
      batch.forEach((place, number) => this.#leave(inputs, place * width, number));
      this.#starts.forEach(({ kernel, biases }, layer) => {
        const { size, wrong } = this.#layers[layer];
        for (let at = 0; at < batch.length * size; at++) {
          this.#slopes[biases + (at % size)] += wrong[at];
        }
        for (let at = kernel; at < biases; at++) {
          this.#slopes[at] += DECAY * this.weights[at];
        }
      });
    }

    /** Adds the slopes of a layer after 50, and finds what is wrong before it. */
    #backward(layer, rows) {
      const before = this.#layers[layer - 1];
      const { size, wrong } = this.#layers[layer];
      const { kernel } = this.#starts[layer];
      const [slopes, { weights }, from] = [this.#slopes, this, before.numbers];
      for (let row = 0; row < rows; row += 4) {
        const one = row * size;
        const [two, three, four] = [one + size, one + 2 * size, one + 3 * size];
        for (let at = 0; at < HIDDEN; at++) {
          const place = row * HIDDEN + at;
          const p = from[place];
          const q = from[place + HIDDEN];
          const r = from[place + 2 * HIDDEN];
          const s = from[place + 3 * HIDDEN];
          let a = 0;
          let b = 0;
          let c = 0;
          let d = 0;
          for (let to = 0, spot = kernel + at * size; to < size; to++, spot++) {
            const weight = weights[spot];
            const u = wrong[one + to];
            const v = wrong[two + to];
            const x = wrong[three + to];
            const y = wrong[four + to];
            a += u * weight;
            b += v * weight;
            c += x * weight;
            d += y * weight;
            slopes[spot] += u * p + v * q + x * r + y * s;
          }
          before.wrong[place] = a * p * (1 - p);
          before.wrong[place + HIDDEN] = b * q * (1 - q);
          before.wrong[place + 2 * HIDDEN] = c * r * (1 - r);
          before.wrong[place + 3 * HIDDEN] = d * s * (1 - s);
        }
      }
    }

    /** Adds the slopes of the first layer, for one row. */
    #leave(inputs, start, number) {
      const [{ kernel }, { wrong }] = [this.#starts[0], this.#layers[0]];
      const [slopes, { width }, first] = [this.#slopes, this.#task, number * HIDDEN];
      for (let at = 0; at < width; at++) {
        const value = inputs[start + at];
        if (value === 0) continue;
        const row = kernel + at * HIDDEN;
        for (let to = 0; to < HIDDEN; to++) {
          slopes[row + to] += value * wrong[first + to];
        }
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
  };

  /** Returns how many numbers each layer has, from the inputs to the predictions. */
  function sizesOf(width, targets) {
    return [width, HIDDEN, HIDDEN, targets];
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

  function sigmoid(evidence) {
    return 1 / (1 + Math.exp(-evidence));
  }
})();
