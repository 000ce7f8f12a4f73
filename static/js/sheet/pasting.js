import { withoutNames } from "./block.js";

/**
 * Says where the cells of a block go, put down at a place of a sheet.
 *
 * Returns `cells` as `sheet.write` takes them, in how many `rows` they are, and how many
 * columns of the block are `left`, because the table has none for them. Lines without
 * anything make no new rows.
 */
export function pasteInto(sheet, { lines, row, column }) {
  const fields = sheet.fields.slice(Math.max(0, column));
  const body = withoutNames(
    lines,
    fields.map(({ name }) => name),
  );
  const cells = [];
  let next = row;
  for (const line of body) {
    const isEmpty = line.slice(0, fields.length).every((cell) => cell === "");
    if (isEmpty && next >= sheet.rows.length) continue;
    fields.slice(0, line.length).forEach((field, place) => {
      cells.push({ row: next, field, typed: line[place] });
    });
    next += 1;
  }
  const width = Math.max(...body.map((line) => line.length));
  return { cells, rows: next - row, left: Math.max(0, width - fields.length) };
}
