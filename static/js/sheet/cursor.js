/**
 * Moving about in a table. A place is `{ row, column }`; column -1 is the number of a
 * row, which stands before its first cell.
 */

const PAGE = 10; // rows

/** Returns where a key leads from a place, in a table of so many; null for nowhere. */
export function placeAfter({ row, column }, key, { rows, columns, isMirrored, ctrl }) {
  const across = isMirrored ? -1 : 1;
  const ways = {
    ArrowUp: [ctrl ? 0 : row - 1, column],
    ArrowDown: [ctrl ? rows - 1 : row + 1, column],
    ArrowRight: [row, column + across],
    ArrowLeft: [row, column - across],
    PageUp: [Math.max(0, row - PAGE), column],
    PageDown: [Math.min(rows - 1, row + PAGE), column],
    Home: ctrl ? [0, 0] : [row, 0],
    End: [ctrl ? rows - 1 : row, columns - 1],
  };
  if (!(key in ways)) return null;
  const [toRow, toColumn] = ways[key];
  const isThere =
    toRow >= 0 && toRow < rows && toColumn >= -1 && toColumn < columns && columns > 0;
  return isThere ? { row: toRow, column: toColumn } : null;
}

/** Returns the rectangle between two places: of whole rows, if one is a row's number. */
export function blockBetween(one, other, columns) {
  const isWhole = one.column < 0 || other.column < 0;
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    left: isWhole ? 0 : Math.min(one.column, other.column),
    right: isWhole ? columns - 1 : Math.max(one.column, other.column),
    isWhole,
  };
}

export function isIn({ top, bottom, left, right }, { row, column }) {
  return row >= top && row <= bottom && column >= left && column <= right;
}
