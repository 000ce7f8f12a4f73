/** Pictures with one part covered, to see what an answer depends on. */

export const PARTS = 8; // in a row, and in a column
const OVERLAP = 0.5; // how far a cover reaches over its part, on each side

/** Yields a copy of the picture for each part, row by row: covered by its mean colour. */
export function* covered(imageData) {
  const { width, height } = imageData;
  const colour = meanColour(imageData.data);
  const [across, down] = [width / PARTS, height / PARTS];
  for (let part = 0; part < PARTS * PARTS; part++) {
    const [column, row] = [part % PARTS, Math.floor(part / PARTS)];
    const copy = new ImageData(new Uint8ClampedArray(imageData.data), width, height);
    const [left, right] = stretch(column, across, width);
    const [top, bottom] = stretch(row, down, height);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) copy.data.set(colour, 4 * (y * width + x));
    }
    yield copy;
  }
}

function stretch(place, size, end) {
  const from = Math.round((place - OVERLAP) * size);
  const to = Math.round((place + 1 + OVERLAP) * size);
  return [Math.max(0, from), Math.min(end, to)];
}

function meanColour(data) {
  const sums = [0, 0, 0];
  for (let start = 0; start < data.length; start += 4) {
    for (let channel = 0; channel < 3; channel++)
      sums[channel] += data[start + channel];
  }
  const count = data.length / 4;
  return [...sums.map((sum) => Math.round(sum / count)), 255];
}
