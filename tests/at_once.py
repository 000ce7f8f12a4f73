"""Doing the same thing many times at once, for real: threads, connections, locks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_once(verb: Callable[[int], Any], times: int) -> list[Any]:
    """Call `verb(0)`, `verb(1)`, … in as many threads; return what each returned.

    Instead of raising, an exception is returned.
    """
    start = Barrier(times)

    def call(number: int) -> Any:
        start.wait(timeout=30)
        try:
            return verb(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(call, range(times)))
