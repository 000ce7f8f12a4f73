/** Of a long table, only the rows that are looked at are made. */

const MARGIN = 12; // rows above and below, so that scrolling finds them ready

/**
 * Says which rows stand on the page: a list of rows, and of gaps `{ gap: rows }` that
 * stand for those between them. `kept` is shown wherever it is: the keyboard is there.
 */
export function rowsToShow({ top, height, rowHeight, count, kept = -1 }) {
  const first = Math.max(0, Math.floor(top / rowHeight) - MARGIN);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + MARGIN);
  const rows = [];
  for (let row = Math.min(first, count); row < last; row += 1) rows.push(row);
  if (kept >= 0 && kept < count) {
    if (kept < first) rows.unshift(kept);
    else if (kept >= last) rows.push(kept);
  }
  return withGaps(rows, count);
}

function withGaps(rows, count) {
  const parts = [];
  let next = 0;
  for (const row of rows) {
    if (row > next) parts.push({ gap: row - next });
    parts.push(row);
    next = row + 1;
  }
  if (next < count) parts.push({ gap: count - next });
  return parts;
}
