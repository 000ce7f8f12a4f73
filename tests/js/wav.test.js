import assert from "node:assert/strict";
import { test } from "node:test";

import { decodeWav, encodeWav } from "../../static/js/sounds/wav.js";

async function bytesOf(samples, rate) {
  return encodeWav(samples, rate).arrayBuffer();
}

/** Puts another part in front of the samples, as some programs do. */
function withListing(buffer, size) {
  const [head, rest] = [buffer.slice(0, 36), buffer.slice(36)];
  const part = new DataView(new ArrayBuffer(8 + size + (size % 2)));
  [..."LIST"].forEach((letter, at) => part.setUint8(at, letter.charCodeAt(0)));
  part.setUint32(4, size, true);
  const all = [head, part.buffer, rest].map((each) => new Uint8Array(each));
  return Uint8Array.from(all.flatMap((each) => [...each])).buffer;
}

test("samples come back as they were, to 16 bits", async () => {
  const samples = Float32Array.of(0, 0.5, -0.5, 1 / 32768, -1, 0.123456);

  const decoded = decodeWav(await bytesOf(samples));

  assert.equal(decoded.rate, 16000);
  assert.equal(decoded.samples.length, samples.length);
  decoded.samples.forEach((sample, place) => {
    assert.ok(Math.abs(sample - samples[place]) <= 0.5 / 32768);
  });
  const again = decodeWav(await bytesOf(decoded.samples));
  assert.deepEqual(again.samples, decoded.samples);
});

test("what is too loud is cut off, what is no number is silence", async () => {
  const { samples } = decodeWav(await bytesOf(Float32Array.of(1, 7, -7, NaN)));
  assert.deepEqual([...samples], [32767 / 32768, 32767 / 32768, -1, 0]);
});

test("the file says what it is", async () => {
  const blob = encodeWav(new Float32Array(100), 44100);
  const view = new DataView(await blob.arrayBuffer());

  assert.equal(blob.type, "audio/wav");
  assert.equal(view.byteLength, 44 + 200);
  assert.equal(view.getUint32(4, true), view.byteLength - 8);
  assert.equal(view.getUint32(28, true), 88200);
  assert.equal(decodeWav(view.buffer).rate, 44100);
});

test("other parts of a file are passed over", async () => {
  const samples = Float32Array.of(0.25, -0.25);
  for (const size of [4, 5]) {
    const buffer = withListing(await bytesOf(samples), size);
    assert.deepEqual(decodeWav(buffer).samples, samples);
  }
});

test("a file that was cut off has the samples that are there", async () => {
  const buffer = await bytesOf(Float32Array.of(0.25, -0.25, 0.5));
  assert.deepEqual([...decodeWav(buffer.slice(0, 49)).samples], [0.25, -0.25]);
});

test("anything else is refused", async () => {
  const buffer = await bytesOf(new Float32Array(10));
  const stereo = buffer.slice(0);
  new DataView(stereo).setUint16(22, 2, true);
  const text = new TextEncoder().encode("<!doctype html>".repeat(10)).buffer;

  for (const wrong of [new ArrayBuffer(0), buffer.slice(0, 30), stereo, text]) {
    assert.throws(() => decodeWav(wrong), /no WAV file/);
  }
});
