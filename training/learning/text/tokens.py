"""Sentences as words, whatever the script."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .letters import LETTERS, Letter

FOLDED = str.maketrans({"ς": "σ", "ı": "i", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a symbol or a letter, and where it stands in the NFC text as typed."""

    text: str
    start: int
    end: int


Run = tuple[Token, ...]


def runs_of(text: str) -> list[Run]:
    """Return the tokens that stand together without a gap, run by run.

    A run is one word or one symbol, or the letters of a script without spaces.
    """
    text = unicodedata.normalize("NFC", text)
    return [run for span in _spans(text) if (run := _tokens(text, *span))]


def folded(text: str) -> str:
    """Return what two spellings of the same word have in common."""
    lower = unicodedata.normalize("NFKC", text).lower()
    return lower.translate(FOLDED).replace("i\u0307", "i")


def _spans(text: str) -> Iterator[tuple[int, int, Letter]]:
    """Return first and last place of every run, and what it is made of."""
    start, open_run = 0, Letter.GAP
    for place, character in enumerate(text):
        letter = LETTERS[character]
        if letter is Letter.SILENT or (
            letter is Letter.MARK and open_run != Letter.GAP
        ):
            continue
        if letter is Letter.MARK:
            letter = Letter.WORD
        whole_flag = letter is Letter.FLAG and place == start + 1
        if letter is open_run and (letter in "wp" or whole_flag):
            continue
        if open_run is not Letter.GAP:
            yield start, place, open_run
        start, open_run = place, letter
    if open_run is not Letter.GAP:
        yield start, len(text), open_run


def _tokens(text: str, start: int, end: int, letter: Letter) -> Run:
    if letter is not Letter.PIECE:
        places = [start, end]
    else:
        firsts = [p for p in range(start, end) if LETTERS[text[p]] is Letter.PIECE]
        places = [*firsts, end]
    pieces = (
        Token(_said(text[first:last]), first, last) for first, last in pairwise(places)
    )
    return tuple(piece for piece in pieces if piece.text)


def _said(text: str) -> str:
    heard = "".join(c for c in text if LETTERS[c] is not Letter.SILENT)
    return folded(heard)
