import contextlib
import io
import sys
from time import monotonic

from django.test import SimpleTestCase

from mlforkids.children import Child

SECONDS_TO_SAY_IT = 20
SAID = """\
WARNING: All log messages before absl::InitializeLog() is called are written to STDERR
E0000 00:00:1795274442.404833    9045 cuda_dnn.cc:8579] Unable to register cuDNN factory
W0000 00:00:1795274442.423703    9045 computation_placer.cc:177] already registered
I0000 00:00:1795274447.101948    9045 single_machine.cc:374] Starting new session
{"time": "2026-11-21T15:20:49.320+00:00", "level": "info", "message": "żółw"}
F0000 00:00:1795274447.101948    9045 tensor.cc:1] Check failed
Traceback (most recent call last):
ValueError: Wrong
"""


class ChatterTests(SimpleTestCase):
    def test_a_child_is_heard_but_for_its_chatter(self) -> None:
        self.assertEqual(self.hear(), SAID.splitlines(keepends=True)[4:])

    def hear(self) -> list[str]:
        say = f"import os; os.write(2, {SAID.encode()!r})"
        heard = io.StringIO()
        with contextlib.redirect_stderr(heard):
            child = Child("child", [sys.executable, "-c", say], {}, chatters=True)
            child.wait_or_kill(monotonic() + SECONDS_TO_SAY_IT)
        return heard.getvalue().splitlines(keepends=True)
