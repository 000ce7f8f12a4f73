/**
 * Where examples lie: rows of numbers, and fewer numbers that tell as much about them.
 *
 * A classic script, which puts one class into a global: see head_descent.js. A model
 * has a row of weights and a bias for each label.
 */

"use strict";

(function () {
  // What makes equal examples a little different: a share of what all have.
  const JITTER = 1e-7;

  globalThis.HeadRows = class HeadRows {
    /** Takes the numbers of all examples, one example after another. */
    constructor(values, width) {
      this.values = values;
      this.width = width;
      this.count = values.length / width;
    }

    /** Returns what a model says for each label of an example, before softmax. */
    evidence(place, model) {
      const [stride, start] = [this.width + 1, place * this.width];
      const length = this.lengthOf(place);
      const evidence = new Array(model.length / stride);
      for (let label = 0; label < evidence.length; label++) {
        const first = label * stride;
        evidence[label] =
          model[first + this.width] + product(this.values, start, model, first, length);
      }
      return evidence;
    }

    /** Adds a share of an example to one label's row of `sums`, shaped like a model. */
    addRow(sums, place, label, share) {
      const [first, start] = [label * (this.width + 1), place * this.width];
      const [{ values }, length] = [this, this.lengthOf(place)];
      for (let at = 0; at < length; at++)
        sums[first + at] += share * values[start + at];
      sums[first + this.width] += share;
    }

    /** How many numbers of an example may not be zero. */
    lengthOf() {
      return this.width;
    }

    /** Returns a model as one of features: a row of `kernel` for each label, `biases`. */
    weightsOf(model) {
      const { width } = this;
      const count = model.length / (width + 1);
      const kernel = new Float64Array(count * width);
      for (let label = 0; label < count; label++) {
        const first = label * (width + 1);
        kernel.set(model.subarray(first, first + width), label * width);
      }
      return { kernel, biases: biasesOf(model, width), width };
    }

    /** Returns the same examples around zero, with at most as many numbers as examples. */
    narrowed() {
      const { values, width, count } = this;
      const centre = new Float64Array(width);
      values.forEach((value, i) => (centre[i % width] += value / count));
      const shifted = values.map((value, i) => value - centre[i % width]);
      return count < width
        ? new SpannedRows(shifted, width, centre)
        : new CentredRows(shifted, width, centre);
    }
  };

  class CentredRows extends globalThis.HeadRows {
    #centre;

    constructor(values, width, centre) {
      super(values, width);
      this.#centre = centre;
    }

    weightsOf(model) {
      return uncentred(super.weightsOf(model), this.#centre);
    }
  }

  /**
   * Few examples span few directions, and the best weights lie among those: rows of the
   * root of the examples' products have the same products as the examples.
   */
  class SpannedRows extends globalThis.HeadRows {
    #original;
    #features;
    #centre;

    constructor(values, width, centre) {
      const count = values.length / width;
      super(rootOf(productsOf(values, width), count), count);
      this.#original = values;
      this.#features = width;
      this.#centre = centre;
    }

    lengthOf(place) {
      return place + 1; // The root is a triangle.
    }

    weightsOf(model) {
      const { count } = this;
      const [labels, width] = [model.length / (count + 1), this.#features];
      const kernel = new Float64Array(labels * width);
      for (let label = 0; label < labels; label++) {
        const first = label * (count + 1);
        const shares = this.#solved(model.slice(first, first + count));
        shares.forEach((share, place) => {
          const start = place * width;
          for (let at = 0; at < width; at++) {
            kernel[label * width + at] += share * this.#original[start + at];
          }
        });
      }
      return uncentred({ kernel, biases: biasesOf(model, count), width }, this.#centre);
    }

    /** Returns how much of each example is in such weights: from the last one backwards. */
    #solved(weights) {
      const { count, values } = this;
      for (let place = count - 1; place >= 0; place--) {
        weights[place] /= values[place * count + place];
        for (let before = 0; before < place; before++) {
          weights[before] -= weights[place] * values[place * count + before];
        }
      }
      return weights;
    }
  }

  function biasesOf(model, width) {
    return Array.from(model).filter((_, at) => at % (width + 1) === width);
  }

  /** Returns weights for examples that are not around zero. */
  function uncentred({ kernel, biases, width }, centre) {
    const moved = biases.map(
      (bias, label) => bias - product(kernel, label * width, centre, 0, width),
    );
    return { kernel, biases: moved, width };
  }

  function productsOf(values, width) {
    const count = values.length / width;
    const products = new Float64Array(count * count);
    for (let one = 0; one < count; one++) {
      for (let other = 0; other <= one; other++) {
        products[one * count + other] = product(
          values,
          one * width,
          values,
          other * width,
          width,
        );
      }
    }
    return products;
  }

  /** Returns the triangle whose rows have these products: Cholesky's. */
  function rootOf(products, count) {
    let sum = 0;
    for (let place = 0; place < count; place++) sum += products[place * (count + 1)];
    const least = Math.max((JITTER * sum) / count, Number.MIN_VALUE);
    for (let one = 0; one < count; one++) {
      const row = one * count;
      products[row + one] += least;
      for (let other = 0; other <= one; other++) {
        const rest =
          products[row + other] -
          product(products, row, products, other * count, other);
        products[row + other] =
          other === one
            ? Math.sqrt(Math.max(rest, least))
            : rest / products[other * (count + 1)];
      }
    }
    return products;
  }

  /** Multiplies two stretches of numbers: in four sums, which wait less for each other. */
  function product(one, start, other, first, length) {
    const even = length - (length % 4);
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let at = 0; at < even; at += 4) {
      a += one[start + at] * other[first + at];
      b += one[start + at + 1] * other[first + at + 1];
      c += one[start + at + 2] * other[first + at + 2];
      d += one[start + at + 3] * other[first + at + 3];
    }
    for (let at = even; at < length; at++) a += one[start + at] * other[first + at];
    return a + b + c + d;
  }
})();
