/** Where the points of a picture of predictions lie: pure functions. */

export const SIDE = 300; // of the picture's square, in its own units
const MARGIN = 0.05; // share of the range that stays free around the points

/** Returns the range that holds both what is true and what was said. */
export function rangeOf(points) {
  const all = points.flatMap(({ truth, said }) => [truth, said]);
  const least = Math.min(...all);
  const most = Math.max(...all);
  // Halves and shares: numbers may be as large as numbers get.
  const margin = (most / 2 - least / 2) * 2 * MARGIN || Math.abs(most) * MARGIN || 1;
  return { least: least - margin, most: most + margin };
}

/** Returns how far along a range a number is, from 0 to 1. */
export function along(number, { least, most }) {
  return (number / 2 - least / 2) / (most / 2 - least / 2);
}

/** Adds to each point where it is drawn: to the right what is true, up what was said. */
export function place(points, range) {
  return points.map((point) => ({
    ...point,
    x: along(point.truth, range) * SIDE,
    y: (1 - along(point.said, range)) * SIDE,
  }));
}

/** Returns two or three round numbers inside of a range, to be read at its side. */
export function marksOf({ least, most }) {
  const rough = (most / 2 - least / 2) / 1.5;
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = [1, 2, 5, 10].map((step) => step * power);
  const step = steps.find((each) => each >= rough) ?? rough;
  const first = Math.ceil(least / step);
  const last = Math.floor(most / step);
  return Array.from({ length: last - first + 1 }, (_, n) => round((first + n) * step));
}

function round(number) {
  return Number(number.toPrecision(6));
}
