/** Sounds made by formulas, 16,000 samples a second. */

export const RATE = 16000;

export function silence(seconds) {
  return new Float32Array(Math.round(seconds * RATE));
}

export function tone(seconds, peak = 0.5, pitch = 440) {
  return silence(seconds).map(
    (_, at) => peak * Math.sin((2 * Math.PI * pitch * at) / RATE),
  );
}

/** Returns the same noise every time: chance would make a test fail some day. */
export function noise(seconds, peak = 0.01) {
  let state = 1;
  return silence(seconds).map(() => {
    state = (state * 16807) % 2147483647;
    return peak * (state / 1073741823.5 - 1);
  });
}

export function joined(...parts) {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Returns one sound on top of another of the same length. */
export function mixed(one, other) {
  return one.map((sample, at) => sample + other[at]);
}
