/** How strongly words pushed towards a label, in steps that an eye can tell apart. */

const STEPS = 4;
const LEAST = 0.06; // Of the strongest push: what is weaker did next to nothing.
const LEAST_OF_PART = 0.02; // Parts are many, and each is weak beside a word.
const MUCH = 2 / 3;
const SOME = 1 / 4;
const DOTS = "…"; // Stand where a part is not at the edge of a word.
const MOST_PARTS = 6; // on each side
const MOST_OF_KIND = 3; // Or meanings, which are strong, would hide all others.

/** The strongest push of any token towards or away from any label. */
export function strongestPush(tokens) {
  return Math.max(0, ...tokens.flatMap(({ pushes }) => pushes.map(Math.abs)));
}

/**
 * Cuts a sentence at its tokens, in the order in which it was typed.
 *
 * Returns [{ text, push, step }]: together the texts are the whole sentence; `step` is
 * from 0 (nothing) to 4, and `push` is 0 between the tokens.
 */
export function cutAtTokens(text, tokens, place) {
  const most = strongestPush(tokens);
  const pieces = [];
  let end = 0;
  for (const token of tokens) {
    if (token.start > end) pieces.push(plain(text.slice(end, token.start)));
    const push = token.pushes[place];
    const step = stepOf(push, most);
    pieces.push({ text: text.slice(token.start, token.end), push, step });
    end = token.end;
  }
  if (end < text.length) pieces.push(plain(text.slice(end)));
  return pieces;
}

function plain(text) {
  return { text, push: 0, step: 0 };
}

export function stepOf(push, most) {
  const share = Math.abs(push) / most;
  return share >= LEAST ? Math.min(STEPS, Math.ceil(share * STEPS)) : 0;
}

/** Says in a word how much that is: "a-lot", "some", "a-little" or "nothing". */
export function amountOf(push, most) {
  const share = most > 0 ? Math.abs(push) / most : 0;
  if (share >= MUCH) return "a-lot";
  if (share >= SOME) return "some";
  return share >= LEAST ? "a-little" : "nothing";
}

/** Returns the parts that did most, { towards, away }, the strongest first. */
export function strongestParts(parts, place) {
  const all = withoutTwins(parts).filter(isTelling);
  const most = strongestPush(all);
  const told = all
    .filter(({ pushes }) => Math.abs(pushes[place]) > most * LEAST_OF_PART)
    .sort((one, other) => Math.abs(other.pushes[place]) - Math.abs(one.pushes[place]));
  return {
    towards: someOf(told.filter(({ pushes }) => pushes[place] > 0)),
    away: someOf(told.filter(({ pushes }) => pushes[place] < 0)),
  };
}

function someOf(parts) {
  const counts = new Map();
  const some = parts.filter(({ kind }) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts.get(kind) <= MOST_OF_KIND;
  });
  return some.slice(0, MOST_PARTS);
}

/** One letter, at the edge of a word say, tells nothing to a reader. */
export function isTelling({ text, kind = "part" }) {
  return kind !== "part" || [...lettersOf(text)].length > 1;
}

/** Where “…ing…” and “…ing” are both in a sentence, they are one to a reader. */
function withoutTwins(parts) {
  const found = new Map();
  for (const { text, kind, pushes } of parts) {
    const name = `${kind} ${kind === "part" ? lettersOf(text) : text}`;
    const twin = found.get(name);
    const sums = twin?.pushes.map((push, place) => push + pushes[place]);
    const telling = twin && twin.text.length <= text.length ? twin.text : text;
    found.set(name, { text: telling, kind, pushes: sums ?? pushes });
  }
  return [...found.values()];
}

function lettersOf(part) {
  return part.replaceAll(DOTS, "");
}
