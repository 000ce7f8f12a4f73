"""How an encoder's texts are cut into tokens: by the file that came with it."""

import os
from collections.abc import Sequence

from django.utils.translation import gettext as _
from tokenizers import Tokenizer

from .folder import Recipe, refuse

# Set before the first use: its threads would take longer to start than to cut.
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def read_tokenizer(recipe: Recipe) -> Tokenizer:
    """Return what cuts texts, at `recipe.longest` at most. Raises `NoEncoder`."""
    try:
        tokenizer = Tokenizer.from_file(str(recipe.folder / "tokenizer.json"))
    except Exception:  # The library raises nothing narrower.
        refuse(recipe.folder, _("tokenizer.json is missing or damaged"))
    # Its file may ask for both otherwise, for its training.
    tokenizer.no_padding()
    if tokenizer.num_special_tokens_to_add(is_pair=False) >= recipe.longest:
        refuse(recipe.folder, _("it has no room for words"))
    tokenizer.enable_truncation(max_length=recipe.longest)
    return tokenizer


def highest_token(tokenizer: Tokenizer) -> int:
    """Return the largest number that the tokenizer knows."""
    return max(tokenizer.get_vocab(with_added_tokens=True).values(), default=-1)


def cut(tokenizer: Tokenizer, texts: Sequence[str], lower: bool) -> list[list[int]]:
    """Return the token numbers of each text."""
    cleaned = [clean(text, lower) for text in texts]
    found = tokenizer.encode_batch(cleaned)
    return [each.ids for each in found]


def clean(text: str, lower: bool) -> str:
    """Return what can be cut: halves of surrogate pairs are no text."""
    whole = text.encode("utf-8", errors="replace").decode().strip()
    return whole.lower() if lower else whole
