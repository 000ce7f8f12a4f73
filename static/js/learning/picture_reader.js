/** Pictures of examples as pixels, fetched a few ahead of whoever looks at them. */

import { squareOf } from "../pictures.js";
import { delay, pauseBefore } from "../timing.js";
import { cannotFetch } from "./picture_problems.js";

const AHEAD = 8; // pictures
const TRIES = 4;
const GONE = [404, 410];
// Pixels as they are in the file: the server looks at the same ones.
const UNTOUCHED = { colorSpaceConversion: "none", premultiplyAlpha: "none" };

/**
 * Yields { example, pixels } in the order of the examples; `pixels` is an ImageData, null
 * if the picture was deleted meanwhile.
 */
export async function* picturesOf(examples, signal) {
  const coming = [];
  let next = 0;
  const ask = () => {
    if (next >= examples.length) return;
    const example = examples[next++];
    const reading = readPixels(example.picture, signal);
    reading.catch(() => {}); // Whoever waits for it says so.
    coming.push(reading.then((pixels) => ({ example, pixels })));
    coming[coming.length - 1].catch(() => {});
  };
  for (let count = 0; count < AHEAD; count++) ask();
  while (coming.length) {
    const read = await coming.shift();
    ask();
    yield read;
  }
}

async function readPixels(address, signal) {
  const blob = await fetched(address, signal);
  if (!blob) return null;
  const picture = await decoded(blob);
  try {
    return squareOf(picture);
  } finally {
    picture.close();
  }
}

/** Older browsers know no such wishes. */
function decoded(blob) {
  return createImageBitmap(blob, UNTOUCHED).catch(() => createImageBitmap(blob));
}

async function fetched(address, signal) {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt) await delay(pauseBefore(attempt - 1));
    try {
      const response = await fetch(address, { signal });
      if (GONE.includes(response.status)) return null;
      if (response.ok) return await response.blob();
    } catch (error) {
      if (signal?.aborted) throw error;
    }
  }
  throw cannotFetch();
}
