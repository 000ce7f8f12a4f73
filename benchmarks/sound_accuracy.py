"""How good a sound model is with few examples, and what each part of the ears adds.

    .venv/bin/python -m benchmarks.sound_accuracy --data <folder> [--base <folder>]
        [--draws 8]

Prints a Markdown table: share of right answers on all the other sounds, the mean of
some random draws. Sets in `data` are folders, with a folder for each label or with
files called label_speaker_take.wav; sounds go the way of those that are uploaded. More
sets are made on the spot: plucked notes, what else one hears, and, with espeak-ng,
words next to background noise. Ours is what the worker learns, with the base that the
site ships or the one in `base`; beside it the network alone, and all without it.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean

from training.learning.sounds import bases

from .sound_accuracy_parts import METHODS, Share, Sounds, learnt_with
from .sound_sets import made_sets
from .timing import say

PER_LABEL = (5, 10, 20)
FEW_SPEAKERS = 2  # to learn from, where others are asked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--draws", type=int, default=8)
    asked = parser.parse_args()
    base = bases.load(asked.base.absolute()) if asked.base else bases.current_base()
    say(f"| set | a label | {' | '.join(METHODS)} |")
    say("|---" * (len(METHODS) + 2) + "|")
    for sounds in (*Sounds.of_folders(asked.data), *made_sets()):
        heard = base.features(sounds.samples)
        ways = [learnt_with(part(heard), sounds.answers) for part in METHODS.values()]
        for name, per_label, row in _rows(sounds, ways, asked.draws):
            say(f"| {name} | {per_label} | {_row(row)} |")


def _rows(
    sounds: Sounds, ways: list[Share], draws: int
) -> Iterator[tuple[str, int, list[float]]]:
    """Yield for every set and number of examples the share of each way."""
    for per_label in PER_LABEL:
        if sounds.has_enough(per_label):
            some = [sounds.draw(per_label, seed) for seed in range(draws)]
            yield sounds.name, per_label, [fmean(way(*s) for s in some) for way in ways]
        own = list(sounds.draws_of_one(per_label, draws))
        if own:
            rows = [fmean(way(*draw) for draw in own) for way in ways]
            yield f"{sounds.name}, one voice", per_label, rows
        others = list(sounds.draws_of_others(per_label, FEW_SPEAKERS, draws))
        if others:
            rows = [fmean(way(*draw) for draw in others) for way in ways]
            yield f"{sounds.name}, other voices", per_label, rows


def _row(shares: Iterable[float]) -> str:
    return " | ".join(f"{share:.3f}" for share in shares)


if __name__ == "__main__":
    main()
