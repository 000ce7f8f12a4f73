"""How many cores a computation takes."""

from typing import Any

from threadpoolctl import threadpool_limits


def one_core() -> Any:
    """Return what lets NumPy use one core: beside other work, threads wait in turn."""
    return threadpool_limits(1, user_api="blas")
