"""Words come again and again; sentences written without spaces do not."""

from collections.abc import Callable
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar

# Letters. What is kept of thousands of longer ones would fill the memory.
LONGEST_KEPT = 30

P = ParamSpec("P")
T = TypeVar("T")
OfText = Callable[Concatenate[str, P], T]


def keep_short(most: int) -> Callable[[OfText[P, T]], OfText[P, T]]:
    """Have a function remember what it said of the last `most` texts that are short."""

    def decorate(find: OfText[P, T]) -> OfText[P, T]:
        kept = lru_cache(maxsize=most)(find)

        def ask(text: str, /, *args: P.args, **more: P.kwargs) -> T:
            if len(text) > LONGEST_KEPT:
                return find(text, *args, **more)
            return kept(text, *args, **more)  # type: ignore[arg-type]

        return ask

    return decorate
