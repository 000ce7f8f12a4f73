/** Where rows have gone that stand on the page, when others come or go between them. */

/**
 * Returns what says where a row is now: `placeNow(place)`, undefined if it is gone.
 *
 * The row below the last is the one to be filled: it stays that, or is the row that was
 * made by filling it, `isMade`.
 */
export function following(before, rows) {
  const places = new Map(rows.map((row, place) => [row, place]));
  const old = new Set(before);
  const made = rows.find((row) => row.isMade && !old.has(row));
  const below = made ? places.get(made) : rows.length;
  return (place) =>
    place < before.length ? places.get(before[place]) : below + place - before.length;
}
