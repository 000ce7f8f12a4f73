import os
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
from django.conf import settings
from django.test import SimpleTestCase, tag

from mlforkids import network

SERVE = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve"]
PATIENCE = 60  # seconds, on a machine that does other things besides


@tag("slow")
class ServeTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="serve")
        cls.addClassCleanup(folder.cleanup)
        cls.data = Path(folder.name) / "data"

    def test_it_serves_and_stops_and_leaves_nothing_running(self) -> None:
        serve, port = self.serve()
        self.wait_until(port, "/readyz")
        started = psutil.Process(serve.pid).children(recursive=True)

        serve.terminate()

        self.assertEqual(serve.wait(PATIENCE), 0)
        self.assertEqual([p for p in started if is_alive(p)], [])
        self.assertTrue(self.services_are_stopped())
        self.assertNotIn("absl", self.said())  # TensorFlow's, when the worker loads it.

    def test_a_dead_child_is_started_again(self) -> None:
        serve, port = self.serve()
        self.wait_until(port, "/healthz")
        (web,) = self.web_processes(serve)

        web.kill()

        self.wait_until(port, "/healthz")
        self.assertNotIn(web, self.children(serve))

    def test_several_web_processes_answer_at_one_address(self) -> None:
        with patch.dict(os.environ, {"WEB_PROCESSES": "2"}):
            serve, port = self.serve()
        self.wait_until(port, "/healthz")

        web = self.web_processes(serve)
        self.assertEqual(len(web), 2)
        web[0].kill()

        self.wait_until(port, "/healthz")
        self.wait_for(lambda: len(self.web_processes(serve)) == 2)

    def test_when_it_is_killed_everything_else_stops_too(self) -> None:
        serve, port = self.serve()
        self.wait_until(port, "/healthz")
        children = self.children(serve)

        serve.kill()
        serve.wait()

        self.wait_for(lambda: not any(map(is_alive, children)))
        self.wait_for(self.services_are_stopped)

    def test_dead_services_are_started_again(self) -> None:
        _serve, port = self.serve()
        self.wait_until(port, "/healthz")

        for service in self.processes_of_services():
            service.kill()

        self.wait_until(port, "/account/login/")

    def test_a_busy_port_is_told_in_a_sentence(self) -> None:
        with network.listen("127.0.0.1", 0) as door:
            port = door.getsockname()[1]
            serve, _port = self.serve(port=port)

            self.assertEqual(serve.wait(PATIENCE), 1)

        self.assertIn(f"Port {port} is in use. Choose another one", self.said())

    def test_it_serves_https_with_a_certificate_of_its_own(self) -> None:
        _serve, port = self.serve("--https")

        self.wait_for(lambda: self.ask_safely(port) == 200)
        authority = self.data / "https" / "ca.key"
        self.assertEqual(authority.stat().st_mode & 0o777, 0o600)
        self.assertIn("To trust this site, install", self.said())

    def serve(
        self, *options: str, port: int | None = None
    ) -> tuple[subprocess.Popen[bytes], int]:
        port = port or free_port()
        command = [*SERVE, "--port", str(port), "--data", str(self.data), *options]
        env = {**os.environ, "LOG_LEVEL": "ERROR"}
        for name in ["DATABASE_URL", "REDIS_URL", "STORAGE_URL"]:
            env.pop(name, None)
        self.output = self.enterContext(tempfile.TemporaryFile("w+"))
        serve = subprocess.Popen(
            command, env=env, stdout=self.output, stderr=self.output
        )
        self.addCleanup(self.stop, serve)
        return serve, port

    def stop(self, serve: subprocess.Popen[bytes]) -> None:
        if serve.poll() is None:
            serve.terminate()
        serve.wait(PATIENCE)
        self.wait_for(self.services_are_stopped)

    def said(self) -> str:
        self.output.seek(0)
        return self.output.read()

    def children(self, serve: subprocess.Popen[bytes]) -> list[psutil.Process]:
        return psutil.Process(serve.pid).children()

    def web_processes(self, serve: subprocess.Popen[bytes]) -> list[psutil.Process]:
        found = []
        for process in self.children(serve):
            with suppress(psutil.Error):  # It may end while it is asked.
                if "web" in process.cmdline():
                    found.append(process)
        return found

    def processes_of_services(self) -> list[psutil.Process]:
        folders = {str(self.data / name) for name in ["postgres", "redis"]}
        return [p for p in psutil.process_iter(["cwd"]) if p.info["cwd"] in folders]

    def services_are_stopped(self) -> bool:
        return not self.processes_of_services()

    def wait_until(self, port: int, path: str) -> None:
        self.wait_for(lambda: self.ask(f"http://127.0.0.1:{port}{path}") == 200)

    def ask_safely(self, port: int) -> int:
        authority = self.data / "https" / "ca.pem"
        if not authority.exists():
            return 0
        trust = ssl.create_default_context(cafile=str(authority))
        return self.ask(f"https://localhost:{port}/healthz", trust)

    def ask(self, url: str, trust: ssl.SSLContext | None = None) -> int:
        try:
            with urlopen(url, timeout=5, context=trust) as response:
                return response.status
        except HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_for(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                self.fail(f"It did not happen. The site said:\n{self.said()}")
            time.sleep(0.05)


def free_port() -> int:
    with network.listen("127.0.0.1", 0) as door:
        return door.getsockname()[1]


def is_alive(process: psutil.Process) -> bool:
    # Where nobody collects orphans, as in a container, they stay on as zombies.
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
