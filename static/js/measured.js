/** Measured and predicted numbers, with as many digits as they are worth. */

import { formatRough } from "./numbers.js";

const DIGITS = 3; // Where it is not known how wrong a number may be.
const MOST_DIGITS = 6;

/** Writes a number with its unit; `off` is how wrong numbers like it usually are. */
export function formatMeasured(number, { unit = "", off = null } = {}) {
  const words = formatRough(number, digitsOf(number, off));
  return unit ? `${words}\u00a0${unit}` : words;
}

/** Of 12.3456, which may be wrong by 3.2, only 12.3 says anything. */
function digitsOf(number, off) {
  if (off === null || number === 0) return DIGITS;
  if (off <= 0) return MOST_DIGITS;
  const digits = magnitude(number) - magnitude(off) + 2;
  return Math.min(MOST_DIGITS, Math.max(1, digits));
}

function magnitude(number) {
  return Math.floor(Math.log10(Math.abs(number)));
}
