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
    #steps;
    #last;

    /** Takes what TensorFlow.js saves of a layers model, and its weights. */
    constructor({ modelTopology, weightsManifest }, weights) {
      const { layers } = (modelTopology.model_config ?? modelTopology).config;
      const arrays = named(
        weightsManifest.flatMap((group) => group.weights),
        weights,
      );
      this.#steps = layers.map((layer) => stepOf(layer, arrays));
      this.#last = layers[layers.length - 1].config.name;
    }

    /** Returns the features of a picture: rows of numbers, one after the other. */
    features(numbers, rows) {
      const input = { numbers, rows, columns: numbers.length / rows, channels: 1 };
      const made = new Map();
      for (const { name, takes, run } of this.#steps) {
        const taken = takes.map((each) => made.get(each));
        made.set(name, taken.length ? run(...taken) : input);
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

  /** Returns one layer: its name, those that it takes from, and what it does. */
  function stepOf({ class_name: kind, config, inbound_nodes: nodes }, arrays) {
    const array = (name) => arrays.get(`${config.name}/${name}`);
    const takes = (nodes[0] ?? []).map(([name]) => name);
    return { name: config.name, takes, run: STEPS[kind](config, array) };
  }

  const STEPS = {
    InputLayer: () => (map) => map,
    Conv2D: (config, array) => convolution(config, array("kernel")),
    DepthwiseConv2D: (config, array) => depthwise(config, array("depthwise_kernel")),
    BatchNormalization: normalisation,
    ReLU: () => (map) => changed(map, (number) => Math.max(number, 0)),
    GlobalAveragePooling2D: () => mean,
    GlobalMaxPooling2D: () => most,
    Concatenate: () => joined,
  };

  function convolution(config, kernel) {
    const { filters } = config;
    return (map) => {
      const output = outputFor(map, config, filters);
      const { numbers } = output;
      forEveryPair(map, output, config, (from, to, place) => {
        for (let channel = 0; channel < map.channels; channel += 1) {
          const number = map.numbers[from + channel];
          if (number === 0) continue; // After ReLU about half of them are.
          const weights = (place * map.channels + channel) * filters;
          for (let filter = 0; filter < filters; filter += 1) {
            numbers[to + filter] += number * kernel[weights + filter];
          }
        }
      });
      return output;
    };
  }

  function depthwise(config, kernel) {
    return (map) => {
      const output = outputFor(map, config, map.channels);
      const { numbers } = output;
      forEveryPair(map, output, config, (from, to, place) => {
        const weights = place * map.channels;
        for (let channel = 0; channel < map.channels; channel += 1) {
          const number = map.numbers[from + channel];
          numbers[to + channel] += number * kernel[weights + channel];
        }
      });
      return output;
    };
  }

  function outputFor({ rows, columns }, { strides: [down, right] }, channels) {
    const size = [Math.ceil(rows / down), Math.ceil(columns / right)];
    const numbers = new Float32Array(size[0] * size[1] * channels);
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

  function normalisation({ epsilon }, array) {
    const [gamma, beta] = [array("gamma"), array("beta")];
    const [means, variances] = [array("moving_mean"), array("moving_variance")];
    const factors = Float64Array.from(
      gamma,
      (number, channel) => number / Math.sqrt(variances[channel] + epsilon),
    );
    const shifts = beta.map(
      (number, channel) => number - means[channel] * factors[channel],
    );
    return (map) =>
      changed(map, (number, place) => {
        const channel = place % map.channels;
        return number * factors[channel] + shifts[channel];
      });
  }

  function changed(map, change) {
    return { ...map, numbers: map.numbers.map(change) };
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
