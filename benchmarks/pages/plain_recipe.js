/**
 * What children's tools do today, with TensorFlow.js as its guides use it: a MobileNet
 * looks at every picture, then two dense layers learn from its flat output.
 */

const { tf } = globalThis;
const SIDE = 224; // pixels
const BATCH = 10;

tf.wasm.setWasmPaths("/tfjs-wasm/");
await tf.setBackend("wasm");
const base = await tf.loadLayersModel("/base/model.json");
tf.tidy(() => base.predict(tf.zeros([1, SIDE, SIDE, 3]))); // Ready before Train is pressed.

/** Learns pictures, { address, label }, and answers one; returns the seconds of each. */
globalThis.learnAndAnswer = async (examples, labels, question) => {
  const started = performance.now();
  const features = [];
  for (const { address } of examples) features.push(await look(address));
  const seen = performance.now();
  const head = headFor(labels);
  const xs = tf.concat(features);
  const ys = tf.tidy(() =>
    tf.oneHot(
      tf.tensor1d(
        examples.map(({ label }) => label),
        "int32",
      ),
      labels,
    ),
  );
  await head.fit(xs, ys, { batchSize: BATCH, epochs: epochsFor(examples.length) });
  const learnt = performance.now();
  const asked = await look(question);
  const answer = await head.predict(asked).data();
  const done = performance.now();
  tf.dispose([...features, xs, ys, asked]);
  head.dispose();
  return {
    answer: [...answer],
    looking: (seen - started) / 1000,
    learning: (learnt - seen) / 1000,
    all: (done - started) / 1000,
  };
};
document.documentElement.dataset.ready = "yes";

function headFor(labels) {
  const head = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: base.outputs[0].shape.slice(1) }),
      tf.layers.dense({ units: 100, activation: "relu" }),
      tf.layers.dense({ units: labels, useBias: false, activation: "softmax" }),
    ],
  });
  head.compile({
    optimizer: tf.train.adam(1e-4),
    loss: "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
  return head;
}

function epochsFor(count) {
  if (count < 20) return 30;
  if (count < 50) return 20;
  return count < 200 ? 10 : 8;
}

async function look(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return tf.tidy(() =>
    base.predict(tf.browser.fromPixels(image).div(127).sub(1).expandDims()),
  );
}
