const PATTERNS = 4;
const HUES = 8;

/**
 * Which pattern a label has beside its colour, by its number: neighbours differ, and so
 * do the first ones that share a colour. Styles draw it: 0 is none.
 */
export function patternOf(number) {
  const place = number - 1;
  return (place + Math.floor(place / HUES)) % PATTERNS;
}
