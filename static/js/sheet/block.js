/** Blocks of cells as spreadsheets put them on the clipboard: lines, and tabs. */

const CELL = /"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*)/y;

/** Returns the lines of a block, each as a list of cells; none for nothing. */
export function parseBlock(text) {
  const rest = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (rest === "") return [];
  const lines = [[]];
  for (let place = 0; place <= rest.length; place += 1) {
    CELL.lastIndex = place;
    const [found, quoted, plain] = CELL.exec(rest);
    const cell = quoted === undefined ? plain : quoted.replace(/""/g, '"');
    lines[lines.length - 1].push(cell.replace(/\s+/g, " ").trim());
    place += found.length;
    if (rest[place] === "\n") lines.push([]);
  }
  return lines;
}

/** Writes cells as a spreadsheet takes them in. */
export function writeBlock(lines) {
  return lines.map((cells) => cells.join("\t")).join("\n");
}

/** Leaves out a first line that only names the columns on which it falls. */
export function withoutNames(lines, names) {
  const [first = []] = lines;
  const isNamed = first.every((cell, place) => isSame(cell, names[place]));
  return first.length > 0 && isNamed && lines.length > 1 ? lines.slice(1) : lines;
}

function isSame(cell, name) {
  if (name === undefined) return false;
  const bare = cell.replace(/\s*[([][^()[\]]*[)\]]$/, "");
  return [cell, bare].some((each) => each.toLowerCase() === name.toLowerCase());
}
