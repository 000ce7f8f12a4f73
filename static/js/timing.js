/** Time as promises. */

const LONGEST_PAUSE = 15 * 1000; // milliseconds

export function delay(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/**
 * Returns how long to wait before trying again: longer each time, and never quite
 * the same for two computers, or a whole class would come back at once.
 */
export function pauseBefore(attempt, { first = 400, random = Math.random } = {}) {
  const longest = Math.min(first * 2 ** attempt, LONGEST_PAUSE);
  return longest * (0.5 + random() / 2);
}
