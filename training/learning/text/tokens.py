"""Sentences as words, whatever the script."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from .letters import LETTERS, NOT_NORMALISED, Letter
from .memory import keep_short

APOSTROPHES = frozenset("'’＇")
LONG = frozenset({Letter.WORD, Letter.PIECE})  # What comes in runs.
ENDINGS = frozenset({"d", "ll", "m", "re", "s", "t", "ve"})  # Of don't, I'm and so on.
FOLDED = str.maketrans({"ς": "σ", "ı": "i", "ß": "ss"} | dict.fromkeys(APOSTROPHES))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a symbol or a letter, and where it stands in the NFC text as typed."""

    text: str
    start: int
    end: int


# Tokens that stand together: one word, one symbol, or letters of a script without gaps.
Run = tuple[Token, ...]


class _Span(NamedTuple):
    start: int
    end: int
    letter: Letter


def runs_of(text: str) -> list[Run]:
    """Return the tokens of a sentence, run by run."""
    text = normalised("NFC", text)
    spans = _joined(text, _spans(text))
    return [run for span in spans if (run := tuple(_tokens(text, span)))]


def normalised(form: Literal["NFC", "NFKC"], text: str) -> str:
    """Normalise what every browser normalises in the same way, and keep the rest."""
    if text.isascii():
        return text
    return "".join(
        "".join(group) if is_new else unicodedata.normalize(form, "".join(group))
        for is_new, group in groupby(text, lambda c: LETTERS[c] in NOT_NORMALISED)
    )


@keep_short(20_000)
def folded(text: str) -> str:
    """Return what two spellings of the same word have in common."""
    heard = "".join(c for c in text if LETTERS[c] is not Letter.SILENT)
    lower = "".join(
        c if LETTERS[c] in NOT_NORMALISED else c.lower()
        for c in normalised("NFKC", heard)
    )
    return lower.replace("i\u0307", "i").translate(FOLDED)


def _spans(text: str) -> Iterator[_Span]:
    """Return where each run starts and ends, and what it is made of."""
    start, run = 0, Letter.GAP
    for place, character in enumerate(text):
        letter = _as_part_of(run, LETTERS[character])
        if letter is Letter.SILENT or letter is Letter.MARK:
            continue
        is_second_half = letter is Letter.FLAG and place == start + 1
        if letter is run and (letter in LONG or is_second_half):
            continue
        if run is not Letter.GAP:
            yield _Span(start, place, run)
        start, run = place, letter
    if run is not Letter.GAP:
        yield _Span(start, len(text), run)


def _as_part_of(run: Letter, letter: Letter) -> Letter:
    if letter is Letter.UNKNOWN:
        return Letter.GAP
    is_lonely_mark = letter is Letter.MARK and run is Letter.GAP
    return Letter.WORD if letter is Letter.NEW or is_lonely_mark else letter


def _joined(text: str, spans: Iterable[_Span]) -> list[_Span]:
    """Make one word of don't, but not of l'eau."""
    joined: list[_Span] = []
    for span in spans:
        follows_word = bool(joined) and joined[-1].letter is Letter.WORD
        between = text[joined[-1].end : span.start] if follows_word else ""
        if between in APOSTROPHES and folded(text[span.start : span.end]) in ENDINGS:
            span = _Span(joined.pop().start, span.end, span.letter)
        joined.append(span)
    return joined


def _tokens(text: str, span: _Span) -> Iterator[Token]:
    starts = [span.start]
    if span.letter is Letter.PIECE:
        places = range(span.start + 1, span.end)
        starts += [place for place in places if LETTERS[text[place]] is Letter.PIECE]
    for start, end in pairwise([*starts, span.end]):
        if word := folded(text[start:end]):
            yield Token(word, start, end)
