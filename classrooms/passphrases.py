"""Words that children can read and type, put together at random."""

import secrets
from functools import cache

from xkcdpass.xkcd_password import generate_wordlist, locate_wordfile

WORDS = 3  # of 1,296: 31 bits


@cache
def word_list() -> list[str]:
    """The EFF's short list: common English words of 3 to 5 letters."""
    words = generate_wordlist(
        wordfile=locate_wordfile("eff-short"), min_length=3, max_length=5
    )
    return sorted(words)  # The library puts them in another order every time.


def make_passphrase() -> str:
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS))


def tidy_passphrase(typed: str) -> str:
    """Forgive capitals, dashes and extra spaces in what a child typed."""
    return " ".join(typed.replace("-", " ").casefold().split())
