/** Where the parts of a tree stand in a picture: plain numbers, no page. */

const LEAF_WIDTH = 148;
const LEVEL_HEIGHT = 124;
const MARGIN = 16;

/** Returns `{ width, height, nodes, lines }`; each node with its place `x`, `y`. */
export function layOut(root) {
  const nodes = [];
  const lines = [];
  let leaves = 0;
  let deepest = 0;

  function place(node, depth) {
    deepest = Math.max(deepest, depth);
    const placed = { node, y: MARGIN + depth * LEVEL_HEIGHT };
    if (node.yes) {
      const yes = place(node.yes, depth + 1);
      const no = place(node.no, depth + 1);
      placed.x = (yes.x + no.x) / 2;
      lines.push({ from: placed, to: yes, yes: true });
      lines.push({ from: placed, to: no, yes: false });
    } else {
      placed.x = MARGIN + (leaves + 0.5) * LEAF_WIDTH;
      leaves += 1;
    }
    nodes.push(placed);
    return placed;
  }

  place(root, 0);
  const width = leaves * LEAF_WIDTH + 2 * MARGIN;
  return { width, height: (deepest + 1) * LEVEL_HEIGHT, nodes, lines };
}

/** Says whether a row takes the branch "yes", as the forest decides. */
export function saysYes(question, row) {
  const value = row[question.field];
  if (value === null || value === undefined) return Boolean(question.missing);
  if (question.threshold !== undefined) {
    return Math.fround(value) >= Math.fround(question.threshold);
  }
  return question.choices.includes(value);
}

/** Returns the nodes that a row passes, from the root to its leaf. */
export function wayThrough(root, row) {
  const way = [root];
  for (let node = root; node.yes;) {
    node = saysYes(node, row) ? node.yes : node.no;
    way.push(node);
  }
  return way;
}
