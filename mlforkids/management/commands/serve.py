"""Everything a school needs, in one command."""

import os
import signal
import socket
import subprocess
import sys
import threading
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils.translation import gettext as _

from mlforkids import network
from mlforkids.certificate import make_certificate
from mlforkids.children import Child
from mlforkids.services import ServiceProblem
from training.checks import NETWORKS

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
LOOK_EVERY = 0.25  # seconds
LOOK_AT_SERVICES_EVERY = 3.0  # seconds
SECONDS_TO_STOP = 6


class Command(BaseCommand):
    """Start the services, web processes and the worker; stop them together."""

    help = "Serve the site: database, Redis, web and worker, in one command."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what bin/serve takes."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--host", default="127.0.0.1", help="0.0.0.0 for the whole network"
        )
        parser.add_argument("--https", action="store_true", help="with a certificate")
        parser.add_argument("--data", type=Path, help="the folder for all data")
        parser.add_argument("--demo", action="store_true", help="with people to try")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        self._use_data_folder(options["data"])
        self.check(tags=NETWORKS)
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        try:
            self._serve(options, stop)
        except (network.CannotListen, ServiceProblem) as error:
            raise CommandError(str(error)) from error

    def _use_data_folder(self, folder: Path | None) -> None:
        """Begin again if the settings were read for another folder."""
        if folder is not None and folder.absolute() != settings.DATA_DIR:
            os.environ["MLFORKIDS_DATA"] = str(folder.absolute())
            os.execv(sys.executable, [sys.executable, *sys.argv])

    def _serve(self, options: dict[str, Any], stop: threading.Event) -> None:
        children: list[Child] = []
        with (
            network.listen(options["host"], options["port"]) as door,
            settings.SERVICES.borrowed(),
        ):
            try:
                env = {"HTTPS": "true"} if options["https"] else {}
                # The worker loads TensorFlow meanwhile, most of the time until the site
                # is ready, and looks at no row before the pipe is closed.
                for_worker, ours = os.pipe()
                children.append(self._start_worker(for_worker, env))
                call_command("prepare")
                os.close(ours)
                if not stop.is_set():
                    for _ in range(settings.WEB_PROCESSES):
                        children.append(self._start_web(door, env))
                    self._tell(door.getsockname()[1], options)
                    self._look_after(children, stop)
            finally:
                self._stop(children)

    def _start_worker(self, after: int, env: dict[str, str]) -> Child:
        command = [*MANAGE, "work", "--after", str(after)]
        return Child("worker", command, env, keep_open=[after], chatters=True)

    def _start_web(self, door: socket.socket, env: dict[str, str]) -> Child:
        # It inherits the open door: who comes while it is started again waits for a
        # moment, and is not turned away.
        command = [*MANAGE, "web", "--fd", str(door.fileno())]
        if env:
            authority, certificate = make_certificate(settings.DATA_DIR / "https")
            self.stdout.write(_("To trust this site, install %s once.") % authority)
            command += ["--certificate", str(certificate)]
        return Child("web", command, env, keep_open=[door.fileno()])

    def _tell(self, port: int, options: dict[str, Any]) -> None:
        names = network.addresses(options["host"])
        addresses = [network.url(name, port, options["https"]) for name in names]
        if options["demo"]:
            # Elsewhere: its data sets come with libraries that we need not keep.
            subprocess.run(
                [*MANAGE, "demo", "--json", "--url", addresses[0]], check=True
            )
        self.stdout.write("\n".join([f"{_('ML for Kids is at')}", *addresses]))
        self.stdout.write(_("Stop it with Ctrl-C."))
        self.stdout.flush()

    def _look_after(self, children: list[Child], stop: threading.Event) -> None:
        next_look = monotonic() + LOOK_AT_SERVICES_EVERY
        while not stop.wait(LOOK_EVERY):
            for child in children:
                child.look_after()
            if monotonic() > next_look:
                settings.SERVICES.revive()
                next_look = monotonic() + LOOK_AT_SERVICES_EVERY

    def _stop(self, children: list[Child]) -> None:
        for child in children:
            child.ask_to_stop()
        deadline = monotonic() + SECONDS_TO_STOP
        for child in children:
            child.wait_or_kill(deadline)
