"""The processes that `serve` looks after: started again when they die."""

import ctypes
import logging
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from time import monotonic
from typing import IO

logger = logging.getLogger(__name__)
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before the next start
LONG_LIFE = 60.0  # seconds after which a death counts as the first again
SECONDS_FOR_LAST_WORDS = 1
PR_SET_PDEATHSIG = 1  # prctl(2): a signal to the child when its parent is gone.
libc = ctypes.CDLL(None)
# TensorFlow's chatter among our JSON, which no setting of it ends. What it cannot go
# on after begins with F, or is raised.
CHATTER = re.compile(r"[IWE]\d{4} \d\d:|WARNING: All log messages before absl::")


class Child:
    """A process of the site that must be there."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        env: dict[str, str],
        keep_open: Sequence[int] = (),
        chatters: bool = False,
    ) -> None:
        self.name = name
        self.command = command
        self.env = {**os.environ, **env}
        self.keep_open = keep_open
        self.chatters = chatters
        self.wait = SHORTEST_WAIT
        self.start()

    def start(self) -> None:
        """Start it; it is told when this process dies, however that happens."""
        parent = os.getpid()

        def die_with_parent() -> None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

        self.started = monotonic()
        self.start_again_at: float | None = None
        self.process = subprocess.Popen(
            self.command,
            env=self.env,
            pass_fds=self.keep_open,
            preexec_fn=die_with_parent,
            start_new_session=True,  # Ctrl-C is for serve, which tells it to stop.
            stderr=subprocess.PIPE if self.chatters else None,
            encoding="utf-8",
            errors="replace",
        )
        self._listen()

    def look_after(self) -> None:
        """Start it again if it died, later each time it dies young."""
        if self.process.poll() is None:
            return
        if self.start_again_at is None:
            self._plan_next_start()
        elif monotonic() >= self.start_again_at:
            self.start()

    def ask_to_stop(self) -> None:
        """Ask it to finish what it is doing."""
        if self.process.poll() is None:
            self.process.terminate()

    def wait_or_kill(self, deadline: float) -> None:
        """Wait until it is gone; from the deadline on, do not ask any more."""
        try:
            self.process.wait(max(0.0, deadline - monotonic()))
        except subprocess.TimeoutExpired:
            logger.warning("%s did not stop in time and was killed.", self.name)
            self.process.kill()
            self.process.wait()
        if self.process.stderr is not None:
            self.listener.join(SECONDS_FOR_LAST_WORDS)

    def _listen(self) -> None:
        if self.process.stderr is not None:
            self.listener = threading.Thread(
                target=pass_on, args=[self.process.stderr], daemon=True
            )
            self.listener.start()

    def _plan_next_start(self) -> None:
        now = monotonic()
        if now - self.started > LONG_LIFE:
            self.wait = SHORTEST_WAIT
        logger.error(
            "%s died (%s); starting it again in %s s.",
            self.name, self.process.returncode, self.wait,
        )  # fmt: skip
        self.start_again_at = now + self.wait
        self.wait = min(self.wait * 2, LONGEST_WAIT)


def pass_on(lines: IO[str]) -> None:
    """Write what a child says to our own standard error, but for its chatter."""
    with lines:
        for line in lines:
            if not CHATTER.match(line):
                sys.stderr.write(line)
                sys.stderr.flush()
