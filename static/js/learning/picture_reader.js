/** Pictures of examples as pixels: the ones that are for learning. */

import { squareOf } from "../pictures.js";
import { fetchedFile } from "./reading_ahead.js";

// Pixels as they are in the file: the server looks at the same ones.
const UNTOUCHED = { colorSpaceConversion: "none", premultiplyAlpha: "none" };

/** Returns an ImageData, null if the picture was deleted meanwhile. */
export async function readPixels(address, signal) {
  const blob = await fetchedFile(address, signal);
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
