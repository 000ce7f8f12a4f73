/**
 * Recordings as files: WAV with 16 bits a sample, one channel. No sound card is asked.
 *
 *   const blob = encodeWav(samples); // Float32Array from -1 to 1, 16,000 a second
 *   const { samples, rate } = decodeWav(await blob.arrayBuffer());
 */

export const RATE = 16000; // samples a second
const HEADER = 44; // bytes
const LOUDEST = 2 ** 15; // what stands for 1
const [PCM, MONO, BITS] = [1, 1, 16];

/** Returns samples as a WAV file; what is louder than 1 is cut off there. */
export function encodeWav(samples, rate = RATE) {
  const view = new DataView(new ArrayBuffer(HEADER + 2 * samples.length));
  writeHeader(view, rate, 2 * samples.length);
  samples.forEach((sample, place) => {
    const level = Math.round(sample * LOUDEST) || 0; // What is no number is silence.
    const whole = Math.max(-LOUDEST, Math.min(LOUDEST - 1, level));
    view.setInt16(HEADER + 2 * place, whole, true);
  });
  return new Blob([view.buffer], { type: "audio/wav" });
}

/** Returns the samples of a file as `encodeWav` and the server write it. */
export function decodeWav(buffer) {
  const view = new DataView(buffer);
  if (view.byteLength < HEADER || wordAt(view, 0) !== "RIFF") throw notOurs();
  const parts = partsOf(view);
  const [about, data] = [parts.get("fmt "), parts.get("data")];
  if (!about || about.length < 16 || !data) throw notOurs();
  const form = [0, 2, 14].map((at) => view.getUint16(about.start + at, true));
  if (form.join() !== [PCM, MONO, BITS].join()) throw notOurs();
  const rate = view.getUint32(about.start + 4, true);
  const samples = new Float32Array(Math.floor(data.length / 2));
  for (let place = 0; place < samples.length; place++) {
    samples[place] = view.getInt16(data.start + 2 * place, true) / LOUDEST;
  }
  return { samples, rate };
}

function writeHeader(view, rate, size) {
  writeWord(view, 0, "RIFF");
  view.setUint32(4, HEADER - 8 + size, true);
  writeWord(view, 8, "WAVE");
  writeWord(view, 12, "fmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, MONO, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true); // bytes a second
  view.setUint16(32, 2, true); // bytes of all channels' sample
  view.setUint16(34, BITS, true);
  writeWord(view, 36, "data");
  view.setUint32(40, size, true);
}

/** Returns where each part of a file lies, as far as it is there. */
function partsOf(view) {
  const parts = new Map();
  let start = 12;
  while (start + 8 <= view.byteLength) {
    const told = view.getUint32(start + 4, true);
    const length = Math.min(told, view.byteLength - start - 8);
    parts.set(wordAt(view, start), { start: start + 8, length });
    start += 8 + told + (told % 2); // Parts begin at even places.
  }
  return parts;
}

function wordAt(view, start) {
  const letters = [0, 1, 2, 3].map((at) => view.getUint8(start + at));
  return String.fromCharCode(...letters);
}

function writeWord(view, start, word) {
  for (const [at, letter] of [...word].entries()) {
    view.setUint8(start + at, letter.charCodeAt(0));
  }
}

function notOurs() {
  return new Error("This is no WAV file of one channel with 16 bits a sample.");
}
