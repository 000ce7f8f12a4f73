/**
 * A base network that turns pictures into features, made quick: see picture_worker.js.
 *
 * A classic script, which puts one class into a global. It reads TensorFlow.js' own
 * description of layers, and joins each convolution with the normalisation and the
 * activation behind it: once, instead of for every picture.
 */

"use strict";

(function () {
  const SIDE = 224; // pixels
  const PIXELS = SIDE * SIDE;

  globalThis.PictureNetwork = class PictureNetwork {
    #steps;
    #last;
    #shades;

    /**
     * Takes what TensorFlow.js saves of a layers model, its weights as one ArrayBuffer,
     * and how a pixel becomes a number: `scale` and `offset`.
     */
    constructor({ modelTopology, weightsManifest }, weights, { scale, offset }) {
      const specs = weightsManifest.flatMap((group) => group.weights);
      this.#steps = stepsOf(layersOf(modelTopology), namedWeights(specs, weights));
      this.#last = this.#steps[this.#steps.length - 1].name;
      this.#shades = Float32Array.from({ length: 256 }, (_, i) => i * scale + offset);
    }

    /** Returns the features of pictures, one after another; `pictures` are RGBA. */
    async features(pictures) {
      const { tf } = globalThis;
      const shape = [pictures.length, SIDE, SIDE, 3];
      const output = tf.tidy(() =>
        this.#run(tf.tensor4d(this.#numbers(pictures), shape)),
      );
      try {
        return await output.data();
      } finally {
        output.dispose();
      }
    }

    dispose() {
      for (const { kernel, bias } of this.#steps) {
        kernel?.dispose();
        bias?.dispose();
      }
      this.#steps = [];
    }

    #numbers(pictures) {
      const numbers = new Float32Array(pictures.length * PIXELS * 3);
      const shades = this.#shades;
      let place = 0;
      for (const pixels of pictures) {
        for (let start = 0; start < PIXELS * 4; start += 4) {
          numbers[place] = shades[pixels[start]];
          numbers[place + 1] = shades[pixels[start + 1]];
          numbers[place + 2] = shades[pixels[start + 2]];
          place += 3;
        }
      }
      return numbers;
    }

    #run(input) {
      const made = new Map();
      for (const step of this.#steps) {
        const inputs = step.inputs.map((name) => made.get(name));
        made.set(step.name, step.run(step, inputs.length ? inputs : [input]));
        // What nothing asks for again goes at once: a GPU's memory is small.
        for (const name of step.finished) made.get(name).dispose();
      }
      const output = made.get(this.#last);
      return output.rank === 4 ? globalThis.tf.mean(output, [1, 2]) : output;
    }
  };

  /** What each kind of layer does; those that only change another are not here. */
  const RUNS = {
    InputLayer: (step, [x]) => x.clone(),
    Conv2D: (step, [x]) => globalThis.tf.fused.conv2d(convolution(step, x)),
    DepthwiseConv2D: (step, [x]) =>
      globalThis.tf.fused.depthwiseConv2d(convolution(step, x)),
    Add: (step, [one, other]) => globalThis.tf.add(one, other),
    ReLU: (step, [x]) => activated(step.activation, x),
    ZeroPadding2D: ({ padding }, [x]) => globalThis.tf.pad(x, padding),
    GlobalAveragePooling2D: (step, [x]) => globalThis.tf.mean(x, [1, 2]),
  };

  function convolution({ kernel, bias, strides, padding, activation }, x) {
    return { x, filter: kernel, bias, strides, pad: padding, activation };
  }

  function activated(activation, x) {
    return activation === "relu6" ? globalThis.tf.relu6(x) : globalThis.tf.relu(x);
  }

  function layersOf(topology) {
    const { class_name: name, config } = topology.model_config ?? topology;
    const layers = Array.isArray(config) ? config : config.layers;
    if (name !== "Sequential") return layers.map(layerOf);
    // In a row, each takes what the one before it made.
    return layers.map((layer, place) => ({
      ...layerOf(layer),
      inputs: place ? [layers[place - 1].config.name] : [],
    }));
  }

  function layerOf({ class_name: kind, config, name, inbound_nodes: nodes }) {
    const inputs = (nodes?.[0] ?? []).map(([input]) => input);
    return { kind, config, name: name ?? config.name, inputs };
  }

  function namedWeights(specs, buffer) {
    const weights = new Map();
    let start = 0;
    for (const { name, shape, dtype } of specs) {
      if (dtype !== "float32") throw new TypeError(`${name} is no float32.`);
      const count = shape.reduce((product, size) => product * size, 1);
      weights.set(name, { shape, values: new Float32Array(buffer, start, count) });
      start += 4 * count;
    }
    return weights;
  }

  /** Returns the layers as steps: fewer, as some become part of the one before them. */
  function stepsOf(layers, weights) {
    const steps = new Map(); // by the layer's name, or that of one that became a part
    const uses = usesOf(layers);
    for (const layer of layers) {
      const before = steps.get(layer.inputs[0]);
      const isAlone = before && uses.get(layer.inputs[0]) === 1;
      const step =
        (isAlone && joined(before, layer, weights)) || stepOf(layer, weights);
      step.inputs ??= layer.inputs.map((name) => steps.get(name).name);
      steps.set(layer.name, step);
    }
    const all = [...new Set(steps.values())];
    all.forEach(toTensors);
    return withEnds(all);
  }

  function usesOf(layers) {
    const uses = new Map();
    for (const name of layers.flatMap(({ inputs }) => inputs)) {
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    return uses;
  }

  /** Makes a layer part of the step before it; returns that step, null where it cannot. */
  function joined(step, { kind, config, name }, weights) {
    if (step.kernel && !step.activation && kind === "BatchNormalization") {
      normalise(step, config, (part) => weights.get(`${name}/${part}`)?.values);
      return step;
    }
    const activation = activationOf(kind, config);
    if (step.kernel && !step.activation && activation) {
      step.activation = activation;
      return step;
    }
    return kind === "Dropout" ? step : null;
  }

  function stepOf({ kind, config, name, inputs }, weights) {
    const kernel =
      weights.get(`${name}/kernel`) ?? weights.get(`${name}/depthwise_kernel`);
    const activation = activationOf(kind, config);
    const run = RUNS[activation && !kernel ? "ReLU" : kind];
    if (!run) throw new TypeError(`The layer ${name} is a ${kind}.`);
    const step = { name, run, inputs: inputs.length ? undefined : [], activation };
    if (kind === "ZeroPadding2D") step.padding = [[0, 0], ...config.padding, [0, 0]];
    if (!kernel) return step;
    const given = config.activation;
    return {
      ...step,
      kernel: { shape: kernel.shape, values: kernel.values.slice() },
      bias: weights.get(`${name}/bias`)?.values.slice(),
      strides: config.strides,
      padding: config.padding,
      activation: given && given !== "linear" ? given : undefined,
    };
  }

  function activationOf(kind, config) {
    if (kind === "Activation") return config.activation;
    if (kind !== "ReLU") return undefined;
    return config.max_value === 6 ? "relu6" : "relu";
  }

  /** Multiplies a convolution's kernel by what normalising would do behind it. */
  function normalise(step, { epsilon }, weightOf) {
    const { shape, values } = step.kernel;
    const [mean, variance] = [weightOf("moving_mean"), weightOf("moving_variance")];
    const [gamma, beta] = [weightOf("gamma"), weightOf("beta")];
    const channels = mean.length;
    const scales = Float64Array.from(
      mean,
      (_, place) => (gamma ? gamma[place] : 1) / Math.sqrt(variance[place] + epsilon),
    );
    // The channels of what comes out change fastest, in both kinds of kernels.
    if (values.length % channels) throw new TypeError(`A kernel is ${shape}.`);
    values.forEach(
      (value, place) => (values[place] = value * scales[place % channels]),
    );
    step.bias = Float32Array.from(
      mean,
      (value, place) =>
        (beta ? beta[place] : 0) + ((step.bias?.[place] ?? 0) - value) * scales[place],
    );
  }

  function toTensors(step) {
    if (!step.kernel) return;
    const { tf } = globalThis;
    const { shape, values } = step.kernel;
    step.kernel = tf.tensor4d(values, shape);
    if (step.bias) step.bias = tf.tensor1d(step.bias);
  }

  /** Tells each step whose outputs nobody needs after it. */
  function withEnds(steps) {
    const seen = new Set();
    for (const step of [...steps].reverse()) {
      step.finished = [...new Set(step.inputs)].filter((name) => !seen.has(name));
      step.finished.forEach((name) => seen.add(name));
    }
    return steps;
  }
})();
