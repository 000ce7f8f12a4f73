import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { afterEach, beforeEach, test } from "node:test";

import "../../static/js/learning/picture_network.js";
import { makePicture } from "./pictures.js";

const tf = createRequire(import.meta.url)("@tensorflow/tfjs/dist/tf.es2017.min.js");
const SCALE = { scale: 1 / 127.5, offset: -1 };

beforeEach(async () => {
  globalThis.tf = tf;
  await tf.setBackend("cpu");
});

afterEach(() => delete globalThis.tf);

/** Returns a small network of the kinds of layers that MobileNet has, with a bypass. */
function smallNetwork() {
  const { layers } = tf;
  const plain = { filters: 4, kernelSize: 1 };
  const corner = [
    [0, 1],
    [0, 1],
  ];
  const input = tf.input({ shape: [224, 224, 3] });
  const shown = inARow(input, [
    layers.zeroPadding2d({ padding: corner }),
    layers.conv2d({ filters: 4, kernelSize: 3, strides: 4, useBias: false }),
    layers.batchNormalization({ epsilon: 1e-3 }),
    layers.reLU({ maxValue: 6 }),
    layers.conv2d({ ...plain, activation: "relu" }),
  ]);
  const other = inARow(shown, [
    layers.depthwiseConv2d({ kernelSize: 3, padding: "same", useBias: false }),
    layers.batchNormalization({ scale: false }),
    layers.activation({ activation: "relu6" }),
    layers.dropout({ rate: 0.5 }),
    layers.batchNormalization({ center: false }),
    layers.conv2d({ ...plain, useBias: true }),
    layers.batchNormalization({}),
    layers.activation({ activation: "linear" }),
  ]);
  const ends = [layers.add(), layers.reLU({ maxValue: 2 }), layers.reLU()];
  const outputs = inARow([other, shown], ends);
  return withRandomWeights(tf.model({ inputs: input, outputs }));
}

function inARow(input, layers) {
  return layers.reduce((x, layer) => layer.apply(x), input);
}

function withRandomWeights(network) {
  const random = ({ shape }, seed) =>
    tf.randomUniform(shape, shape.length > 1 ? -0.5 : 0.5, 1, "float32", seed + 1);
  network.setWeights(network.getWeights().map(random));
  return network;
}

/** Returns what a browser gets of a network: its description, and its weights. */
async function saved(network) {
  let files;
  await network.save(
    tf.io.withSaveHandler(async (artifacts) => {
      files = artifacts;
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = files;
  const description = { modelTopology, weightsManifest: [{ weights: weightSpecs }] };
  return [description, weightData];
}

function byLayers(network, pixels) {
  const rgb = Float32Array.from({ length: 224 * 224 * 3 }, (_, place) => {
    const [pixel, colour] = [Math.floor(place / 3), place % 3];
    return pixels[4 * pixel + colour] / 127.5 - 1;
  });
  return tf.tidy(() =>
    tf.mean(network.predict(tf.tensor4d(rgb, [1, 224, 224, 3])), [1, 2]).dataSync(),
  );
}

test("a network answers as TensorFlow.js answers layer by layer", async () => {
  const network = smallNetwork();
  const quick = new globalThis.PictureNetwork(...(await saved(network)), SCALE);
  const names = ["disc", "ramps"];

  const features = await quick.features(names.map(makePicture));

  const wanted = names.flatMap((name) => [...byLayers(network, makePicture(name))]);
  assert.equal(features.length, wanted.length);
  wanted.forEach((value, place) => {
    assert.ok(Math.abs(features[place] - value) < 1e-4, `${features} is not ${wanted}`);
  });
  assert.ok(new Set(wanted).size > 4);
});

test("nothing is left of a network, nor of looking", async () => {
  const files = await saved(smallNetwork());
  const before = tf.memory().numTensors;
  const quick = new globalThis.PictureNetwork(...files, SCALE);
  const held = tf.memory().numTensors;

  await quick.features([makePicture("disc")]);
  assert.equal(tf.memory().numTensors, held);

  quick.dispose();
  quick.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test("what does not end in a picture of features is taken as it is", async () => {
  const network = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [224, 224, 3], filters: 2, kernelSize: 1 }),
      tf.layers.globalAveragePooling2d({}),
    ],
  });
  const quick = new globalThis.PictureNetwork(...(await saved(network)), SCALE);

  assert.equal((await quick.features([makePicture("grey")])).length, 2);
});

test("a layer that nobody has thought of is named", async () => {
  const network = tf.sequential({
    layers: [tf.layers.maxPooling2d({ inputShape: [224, 224, 3], name: "odd" })],
  });
  const files = await saved(network);

  assert.throws(() => new globalThis.PictureNetwork(...files, SCALE), {
    message: "The layer odd is a MaxPooling2D.",
  });
});
