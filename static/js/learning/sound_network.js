/**
 * The base network that turns log-mel pictures into features, in plain JavaScript.
 *
 * A classic script without imports; it leaves one class, `SoundNetwork`. It reads
 * TensorFlow.js' own description of layers, and joins each convolution with the
 * normalisation and the activation behind it: 3 million multiplications a second of
 * sound need no TensorFlow.js, which would take longer to load. The same answers as
 * training/learning/networks.
 */

"use strict";

globalThis.SoundNetwork = (() => {
  class SoundNetwork {
    #steps = new Map();
    #last;

    /** Takes what TensorFlow.js saves of a layers model, and its weights. */
    constructor({ modelTopology, weightsManifest }, weights) {
      const { layers } = (modelTopology.model_config ?? modelTopology).config;
      const specs = weightsManifest.flatMap((group) => group.weights);
      const arrays = named(specs, weights);
      const made = new Map(); // the step that makes the output of a layer
      for (const layer of layers) {
        const step = stepOf(layer, arrays, made);
        made.set(layer.config.name, step);
        this.#steps.set(step.name, step);
        this.#last = step.name;
      }
    }

    /** Returns the features of a picture: rows of numbers, one after the other. */
    features(numbers, rows) {
      const input = { numbers, rows, columns: numbers.length / rows, channels: 1 };
      const made = new Map();
      for (const { name, takes, run } of this.#steps.values()) {
        const taken = takes.map((each) => made.get(each));
        made.set(name, run(...(taken.length ? taken : [input])));
      }
      return made.get(this.#last).numbers;
    }
  }

  /** Returns the arrays, by name, that lie in `weights` one after the other. */
  function named(specs, weights) {
    const arrays = new Map();
    let start = 0;
    for (const { name, shape } of specs) {
      const count = shape.reduce((product, size) => product * size, 1);
      arrays.set(name, new Float32Array(weights, start, count));
      start += count * Float32Array.BYTES_PER_ELEMENT;
    }
    return arrays;
  }

  /** Returns what a layer does: a step of its own, or a part of the one before it. */
  function stepOf({ class_name: kind, config, inbound_nodes: nodes }, arrays, made) {
    const array = (name) => arrays.get(`${config.name}/${name}`);
    const before = (nodes[0] ?? []).map(([name]) => made.get(name));
    if (kind === "BatchNormalization") return normalised(before[0], config, array);
    if (kind === "ReLU") return Object.assign(before[0], { least: 0 });
    const takes = before.map(({ name }) => name);
    const step = { name: config.name, takes };
    if (kind === "Conv2D") return convolution(step, config, array("kernel"));
    if (kind === "DepthwiseConv2D") {
      return depthwise(step, config, array("depthwise_kernel"));
    }
    return Object.assign(step, { run: RUNS[kind] });
  }

  const RUNS = {
    InputLayer: (map) => map,
    GlobalAveragePooling2D: mean,
    GlobalMaxPooling2D: most,
    Concatenate: joined,
  };

  function convolution(step, config, kernel) {
    const { filters } = config;
    step.kernel = Float32Array.from(kernel);
    step.bias = new Float32Array(filters);
    step.run = (map) => {
      const output = outputFor(map, config, step.bias);
      forEveryPair(map, output, config, (from, to, place) => {
        const start = place * map.channels * filters;
        addProduct(map.numbers, from, map.channels, step.kernel, start, output, to);
      });
      return cutOff(output, step.least);
    };
    return step;
  }

  /** Adds what all channels at one place say for the filters at another. */
  function addProduct(input, from, channels, kernel, start, output, to) {
    const { numbers, channels: filters } = output;
    for (let channel = 0; channel < channels; channel += 1) {
      const number = input[from + channel];
      if (number === 0) continue; // After ReLU about half of them are.
      const weights = start + channel * filters;
      for (let filter = 0; filter < filters; filter += 1) {
        numbers[to + filter] += number * kernel[weights + filter];
      }
    }
  }

  function depthwise(step, config, kernel) {
    step.kernel = Float32Array.from(kernel);
    const [rows, columns] = config.kernel_size;
    step.bias = new Float32Array(kernel.length / (rows * columns));
    step.run = (map) => {
      const output = outputFor(map, config, step.bias);
      const { channels } = map;
      forEveryPair(map, output, config, (from, to, place) => {
        addProducts(
          map.numbers,
          from,
          channels,
          step.kernel,
          place * channels,
          output,
          to,
        );
      });
      return cutOff(output, step.least);
    };
    return step;
  }

  /** Adds what every channel at one place says for the same one at another. */
  function addProducts(input, from, channels, kernel, start, { numbers }, to) {
    for (let channel = 0; channel < channels; channel += 1) {
      numbers[to + channel] += input[from + channel] * kernel[start + channel];
    }
  }

  /** Makes a normalisation part of the convolution before it: once, for all pictures. */
  function normalised(step, { epsilon }, array) {
    const [gamma, beta] = [array("gamma"), array("beta")];
    const [means, variances] = [array("moving_mean"), array("moving_variance")];
    const factors = Float64Array.from(
      gamma,
      (number, channel) => number / Math.sqrt(variances[channel] + epsilon),
    );
    step.kernel = step.kernel.map(
      (weight, place) => weight * factors[place % factors.length],
    );
    step.bias = beta.map((shift, channel) => shift - means[channel] * factors[channel]);
    return step;
  }

  function cutOff(map, least) {
    if (least === undefined) return map;
    const { numbers } = map;
    for (let place = 0; place < numbers.length; place += 1) {
      if (numbers[place] < least) numbers[place] = least;
    }
    return map;
  }

  function outputFor({ rows, columns }, { strides: [down, right] }, bias) {
    const size = [Math.ceil(rows / down), Math.ceil(columns / right)];
    const channels = bias.length;
    const numbers = new Float32Array(size[0] * size[1] * channels);
    for (let start = 0; start < numbers.length; start += channels) {
      numbers.set(bias, start);
    }
    return { numbers, rows: size[0], columns: size[1], channels };
  }

  /**
   * Calls `visit` with every place of the input that counts for one of the output, and
   * with the place in the kernel; beyond the edges there are zeros, as TensorFlow has.
   */
  function forEveryPair(map, output, { kernel_size: size, strides }, visit) {
    const top = edge(map.rows, output.rows, size[0], strides[0]);
    const left = edge(map.columns, output.columns, size[1], strides[1]);
    for (let row = 0; row < output.rows; row += 1) {
      for (let column = 0; column < output.columns; column += 1) {
        const to = (row * output.columns + column) * output.channels;
        for (let i = 0; i < size[0]; i += 1) {
          const y = row * strides[0] + i - top;
          if (y < 0 || y >= map.rows) continue;
          for (let j = 0; j < size[1]; j += 1) {
            const x = column * strides[1] + j - left;
            if (x < 0 || x >= map.columns) continue;
            visit((y * map.columns + x) * map.channels, to, i * size[1] + j);
          }
        }
      }
    }
  }

  /** Returns how many rows or columns of zeros come first. */
  function edge(length, steps, size, stride) {
    return Math.floor(Math.max(0, (steps - 1) * stride + size - length) / 2);
  }

  /** Returns the mean of every channel over all places. */
  function mean(map) {
    const count = map.rows * map.columns;
    const sums = overPlaces(map, 0, (sum, number) => sum + number);
    return pooled(sums.map((sum) => sum / count));
  }

  function most(map) {
    return pooled(overPlaces(map, -Infinity, (best, number) => Math.max(best, number)));
  }

  function overPlaces({ numbers, channels }, start, join) {
    const found = new Float64Array(channels).fill(start);
    numbers.forEach((number, place) => {
      const channel = place % channels;
      found[channel] = join(found[channel], number);
    });
    return found;
  }

  function pooled(numbers) {
    return {
      numbers: Float32Array.from(numbers),
      rows: 1,
      columns: 1,
      channels: numbers.length,
    };
  }

  function joined(...maps) {
    return pooled(maps.flatMap(({ numbers }) => Array.from(numbers)));
  }

  return SoundNetwork;
})();
