"""Doing the same thing many times at once, for real: threads, connections, locks."""

import time
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


def wait_until_another_waits() -> None:
    """Return once another connection to this database waits for a lock."""
    deadline = time.monotonic() + 10
    with connection.cursor() as cursor:
        waiting = False
        while not waiting and time.monotonic() < deadline:
            # What was read once stays the same until the end of a transaction.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                " AND datname = current_database()"
            )
            waiting = cursor.fetchone()[0] > 0
            time.sleep(0.01)
