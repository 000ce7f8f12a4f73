"""Write static/js/learning/letters.js: what each character is, for browsers.

    .venv/bin/python -m tools.letters

A test compares the file with what Python says.
"""

from itertools import groupby
from pathlib import Path

from training.learning.text.letters import letter_of

FILE = Path(__file__).resolve().parent.parent / "static/js/learning/letters.js"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
PER_LINE = 78
PAGE = """\
/**
 * What each character is, as Python's training/learning/text/letters.py says: how many
 * characters of a kind follow one another. Written by tools/letters.py.
 */
const LENGTHS = [
%s
].join("");

export const GAP = "G";
export const UNKNOWN = "U"; // Not in Unicode 14: a gap, and not to be normalised.
export const WORD = "W";
export const NEW = "N"; // A letter or mark of words, but not to be normalised.
export const PIECE = "P"; // A letter of a script without gaps between words.
export const MARK = "M";
export const SYMBOL = "S";
export const FLAG = "F"; // Half a flag.
export const SILENT = "I"; // As good as not there.

const kinds = read();

/** Returns what the character of this code is: GAP, WORD and so on. */
export function letterOf(code) {
  return String.fromCharCode(kinds[code]);
}

function read() {
  const kinds = new Uint8Array(0x110000);
  let start = 0;
  for (const [, length, kind] of LENGTHS.matchAll(/([0-9a-z]+)([A-Z])/g)) {
    const end = start + parseInt(length, 36);
    kinds.fill(kind.charCodeAt(0), start, end);
    start = end;
  }
  return kinds;
}
"""


def page() -> str:
    """Return the whole module, as Prettier leaves it."""
    characters = map(chr, range(0x110000))
    lengths = "".join(
        f"{_base36(sum(1 for _ in group))}{letter}"
        for letter, group in groupby(characters, letter_of)
    )
    lines = (
        lengths[start : start + PER_LINE] for start in range(0, len(lengths), PER_LINE)
    )
    return PAGE % "\n".join(f'  "{line}",' for line in lines)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits


if __name__ == "__main__":
    FILE.write_text(page())
