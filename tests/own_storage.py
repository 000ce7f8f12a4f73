"""A storage of one's own: files that no other test sees, or sweeps away."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from mlforkids import addresses


def give_own_storage(test: SimpleTestCase) -> None:
    """Let the test begin with an empty storage, and leave the others theirs.

    Tests that run now have databases of their own: for one that sweeps, their files in
    the one storage would have no row.
    """
    folder = test.enterContext(tempfile.TemporaryDirectory())
    own = {**settings.STORAGES, "default": addresses.storage("", Path(folder))}
    test.enterContext(test.settings(STORAGES=own))
