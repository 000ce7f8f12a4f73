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
      const layers = layersOf(modelTopology);
      const last = outputOf(modelTopology) ?? layers[layers.length - 1].name;
      const { steps, names } = stepsOf(layers, last, namedWeights(specs, weights));
      this.#steps = steps;
      this.#last = names.get(last);
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

  /** What each kind of layer does, where it has not become part of another. */
  const RUNS = {
    InputLayer: (step, [x]) => x.clone(),
    Dropout: (step, [x]) => x.clone(),
    Activation: (step, [x]) => activated(step.activation, x),
    Add: (step, [one, other]) => globalThis.tf.add(one, other),
    BatchNormalization: ({ kernel, bias }, [x]) => x.mul(kernel).add(bias),
    Conv2D: (step, [x]) => globalThis.tf.fused.conv2d(convolution(step, x)),
    DepthwiseConv2D: (step, [x]) =>
      globalThis.tf.fused.depthwiseConv2d(convolution(step, x)),
    GlobalAveragePooling2D: (step, [x]) => globalThis.tf.mean(x, [1, 2]),
    ReLU: ({ config }, [x]) => x.clipByValue(0, config.max_value ?? Infinity),
    ZeroPadding2D: ({ config }, [x]) => x.pad([[0, 0], ...config.padding, [0, 0]]),
  };

  function convolution({ kernel, bias, config, activation }, x) {
    const { strides, padding } = config;
    return { x, filter: kernel, bias, strides, pad: padding, activation };
  }

  function activated(activation, x) {
    if (!activation) return x.clone();
    return activation === "relu6" ? globalThis.tf.relu6(x) : globalThis.tf.relu(x);
  }

  function outputOf(topology) {
    return (topology.model_config ?? topology).config.output_layers?.[0]?.[0];
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

  /**
   * Returns the layers as steps: fewer, as some become part of the one before them; and
   * the names of the steps by the names of the layers.
   */
  function stepsOf(layers, last, weights) {
    const names = new Map();
    const steps = new Map();
    const uses = usesOf(layers, last);
    for (const layer of layers) {
      const inputs = layer.inputs.map((name) => names.get(name));
      const before = uses.get(layer.inputs[0]) === 1 && steps.get(inputs[0]);
      const isPart = before && joins(before, layer, weights);
      const step = isPart ? before : { ...stepOf(layer, weights), inputs };
      names.set(layer.name, step.name);
      steps.set(step.name, step);
    }
    const all = [...steps.values()];
    all.forEach(toTensors);
    return { steps: withEnds(all), names };
  }

  function usesOf(layers, last) {
    const uses = new Map([[last, 1]]);
    for (const name of layers.flatMap(({ inputs }) => inputs)) {
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    return uses;
  }

  /** Makes a layer part of the convolution before it, if it can be; says if so. */
  function joins(step, { kind, config, name }, weights) {
    if (step.kernel?.shape.length !== 4 || step.activation) return false;
    const activation = activationOf(kind, config);
    if (kind === "BatchNormalization") normalise(step, affine(config, name, weights));
    else if (activation) step.activation = activation;
    else return false;
    return true;
  }

  function stepOf({ kind, config, name }, weights) {
    const run = RUNS[kind];
    if (!run) throw new TypeError(`The layer ${name} is a ${kind}.`);
    const step = { name, run, config, activation: activationOf(kind, config) };
    if (kind === "BatchNormalization") {
      const { scales, shifts } = affine(config, name, weights);
      return {
        ...step,
        kernel: { shape: [scales.length], values: scales },
        bias: shifts,
      };
    }
    const kernel =
      weights.get(`${name}/kernel`) ?? weights.get(`${name}/depthwise_kernel`);
    if (!kernel) return step;
    const { shape, values } = kernel;
    const bias = weights.get(`${name}/bias`)?.values.slice();
    return { ...step, kernel: { shape, values: values.slice() }, bias };
  }

  /** Returns what TensorFlow.js can do at the end of a convolution, of its own accord. */
  function activationOf(kind, { activation, max_value: most }) {
    if (kind !== "ReLU") return activation === "linear" ? undefined : activation;
    if (most === null || most === undefined) return "relu";
    return most === 6 ? "relu6" : undefined;
  }

  /** Returns what normalising multiplies each channel with, and adds to it. */
  function affine({ epsilon }, name, weights) {
    const values = (part) => weights.get(`${name}/${part}`)?.values;
    const [mean, variance] = [values("moving_mean"), values("moving_variance")];
    const [gamma, beta] = [values("gamma"), values("beta")];
    const scales = Float32Array.from(
      mean,
      (_, place) => (gamma ? gamma[place] : 1) / Math.sqrt(variance[place] + epsilon),
    );
    const shifts = Float32Array.from(
      mean,
      (value, place) => (beta ? beta[place] : 0) - value * scales[place],
    );
    return { scales, shifts };
  }

  /** Gives a convolution's kernel and biases what would be done behind it. */
  function normalise(step, { scales, shifts }) {
    const { values } = step.kernel;
    const channels = scales.length; // They change fastest, in both kinds of kernels.
    values.forEach(
      (value, place) => (values[place] = value * scales[place % channels]),
    );
    step.bias = shifts.map(
      (shift, place) => shift + (step.bias?.[place] ?? 0) * scales[place],
    );
  }

  function toTensors(step) {
    if (!step.kernel) return;
    const { shape, values } = step.kernel;
    step.kernel = globalThis.tf.tensor(values, shape);
    if (step.bias) step.bias = globalThis.tf.tensor1d(step.bias);
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
