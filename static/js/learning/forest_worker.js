/**
 * Answers rows with one forest, away from the page: see forest_classifier.js.
 *
 * A classic worker with one model for all its life: TensorFlow Decision Forests' build
 * for browsers is no module, and keeps its model in a global. A second model would
 * silently answer for the first.
 */

"use strict";

// As in encoding.py: the forests compare 32-bit floats, and engines differ beyond.
const LARGEST = 1e37;
const SMALLEST = 1e-37;

let network = null;
let mapping = null;

const tasks = {
  /** Gets the libraries, once; `assets` are absolute addresses. */
  async prepare({ assets }) {
    if (self.tfdf) return;
    self.importScripts(assets.tfjs, assets.tfjsTfdf);
    self.tfdf.setLocateFile(() => assets.tfdfWasm);
    await self.tf.setBackend("cpu"); // The trees run in WASM; a GPU would only wait.
    // It is asked for with the first row, and then comes from the browser's cache.
    await get(assets.tfdfWasm, "arrayBuffer");
  },

  /** Gets a model; `files` is the absolute address of its folder. */
  async load({ assets, files }) {
    await tasks.prepare({ assets });
    const [description, names, trees] = await Promise.all([
      get(new URL("model.json", files), "json"),
      get(new URL("mapping.json", files), "json"),
      get(new URL("assets.zip", files), "blob"),
    ]);
    mapping = names;
    network = await self.tfdf.loadTFDFModel({
      loadModel: () => artifacts(description, files),
      loadAssets: async () => trees,
    });
    // Trees and WASM are only read with the first row: it would make a child wait.
    await tasks.classify({ row: new Array(mapping.field_count).fill(null) });
  },

  /** Returns the confidence in every label, in the order of the project's labels. */
  async classify({ row }) {
    const outputs = await answer(inputs(row));
    const known = mapping.label_order.length;
    const confidences = new Array(mapping.label_count).fill(0);
    // Of three or more labels, the build returns empty columns before the real ones.
    const columns = known === 2 && outputs.length === 1 ? both(outputs) : outputs;
    const last = columns.slice(-known);
    for (const [place, label] of mapping.label_order.entries()) {
      confidences[label] = last[place];
    }
    return confidences;
  },
};

self.onmessage = async ({ data: { id, task, details } }) => {
  try {
    self.postMessage({ id, answer: await tasks[task](details) });
  } catch (error) {
    self.postMessage({ id, problem: error?.message || String(error) });
  }
};

async function answer(tensors) {
  const ours = Object.values(tensors); // The library adds some that it needs again.
  let output = null;
  try {
    output = await network.executeAsync(tensors);
    return Array.from(await output.data());
  } finally {
    output?.dispose();
    for (const tensor of ours) tensor.dispose();
  }
}

function inputs(row) {
  const asked = new Set(network.inputs.map(({ name }) => name.split(":")[0]));
  const tensors = {};
  for (const { name, field, kind, choices } of mapping.columns) {
    if (!asked.has(name)) continue; // The converter drops what no tree asks for.
    tensors[name] =
      kind === "choice"
        ? self.tf.tensor1d([word(row[field], choices)], "string")
        : self.tf.tensor1d([limited(row[field])], "float32");
  }
  return tensors;
}

function word(value, choices) {
  if (isMissing(value)) return "";
  const place = choices.indexOf(String(value));
  return place < 0 ? "other" : `v${place}`;
}

function limited(value) {
  const number = isMissing(value) ? NaN : Number(value);
  if (Math.abs(number) < SMALLEST) return 0;
  return Math.max(-LARGEST, Math.min(LARGEST, number));
}

function isMissing(value) {
  return value === null || value === undefined;
}

function both([second]) {
  return [1 - second, second];
}

function artifacts(description, files) {
  return self.tf.io.getModelArtifactsForJSON(description, async (manifest) => {
    const paths = manifest.flatMap(({ paths }) => paths);
    const buffers = await Promise.all(
      paths.map((path) => get(new URL(path, files), "arrayBuffer")),
    );
    const specs = manifest.flatMap(({ weights }) => weights);
    return [specs, self.tf.io.concatenateArrayBuffers(buffers)];
  });
}

async function get(address, shape) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${address.pathname} did not arrive (${response.status}).`);
  }
  return response[shape]();
}
