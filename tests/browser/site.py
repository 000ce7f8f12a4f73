"""The real site in a real browser, for tests that look at pages."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client, TransactionTestCase, override_settings, tag
from playwright.sync_api import ConsoleMessage, expect, sync_playwright

from classrooms.models import User
from mlforkids import network

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
SECONDS_TO_START = 180  # A worker loads TensorFlow first, on a machine that is busy.
SECONDS_TO_STOP = 10
PATIENCE = 20_000  # Milliseconds that a page may take, also on a machine that is busy.
HOST = "127.0.0.1"
TRIES_TO_EMPTY = 5  # the database after a test
SECONDS_TO_REST = 10
AT_WORK = """
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend'
        AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
"""
# A green clock instead of a face, and nobody who has to be asked.
FAKE_CAMERA = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
REAL_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "classrooms.hashers.ClassroomPasswordHasher",
]


@tag("browser")
@override_settings(PASSWORD_HASHERS=REAL_HASHERS)  # Those of the site started here.
class SiteTestCase(TransactionTestCase):
    """Starts the site on the test's database, and looks at it with Chromium.

    A test fails, too, when a page logs an error or asks another host for anything.
    Where it fails, a picture of the page is left in <data>/screenshots/.
    """

    needs_worker: ClassVar[bool] = False
    # Chromium's own tone, or what a test puts there: a WAV, read whenever it is opened.
    microphone: ClassVar[Path | None] = None

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        # Playwright's loop runs in this thread, and Django would not query beside it.
        allow = {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        cls.enterClassContext(patch.dict(os.environ, allow))
        cls.start_site()
        playwright = cls.enterClassContext(sync_playwright())
        cls.browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or find_chromium(),
            args=cls.browser_arguments(),
        )
        cls.addClassCleanup(cls.browser.close)

    def setUp(self) -> None:
        expect.set_options(timeout=PATIENCE)
        self.problems: list[str] = []
        self.context = self.new_context()
        self.page = self.context.new_page()

    @classmethod
    def browser_arguments(cls) -> list[str]:
        heard = f"--use-file-for-fake-audio-capture={cls.microphone}"
        return [
            f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
            *FAKE_CAMERA,
            *([heard] if cls.microphone else []),
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ]

    @classmethod
    def start_site(cls) -> None:
        env = cls.environment_of_site()
        subprocess.run([*MANAGE, "prepare", "--files-only"], env=env, check=True)
        cls.door = cls.enterClassContext(network.listen(HOST, 0))
        cls.site_url = f"http://{HOST}:{cls.door.getsockname()[1]}"
        if cls.needs_worker:
            cls.start("work", env=env)
        cls.start_web(env)
        cls.wait_for("/readyz" if cls.needs_worker else "/healthz")

    @classmethod
    def start_web(cls, env: dict[str, str]) -> None:
        number = str(cls.door.fileno())
        cls.web = cls.start("web", "--fd", number, env=env, door=cls.door)

    @classmethod
    def environment_of_site(cls) -> dict[str, str]:
        database = connection.settings_dict
        address = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}@"
        place = {"host": database["HOST"]}
        if database["PORT"]:
            place["port"] = database["PORT"]
        return {
            **os.environ,
            "DATABASE_URL": (
                f"postgresql://{address}/{database['NAME']}?{urlencode(place)}"
            ),
            "REDIS_URL": settings.REDIS_URL,
            "REDIS_PREFIX": f"{settings.REDIS_PREFIX}-{os.getpid()}",
            "STORAGE_URL": str(settings.STORAGE_FOLDER),
            "MLFORKIDS_DATA": str(settings.DATA_DIR),
            "SECRET_KEY": settings.SECRET_KEY,
            "LOG_LEVEL": "ERROR",
        }

    @classmethod
    def start(
        cls, *command: str, env: dict[str, str], door: socket.socket | None = None
    ) -> subprocess.Popen:
        process = subprocess.Popen(
            [*MANAGE, *command], env=env, pass_fds=[door.fileno()] if door else []
        )

        def stop() -> None:
            process.terminate()
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

        cls.addClassCleanup(stop)
        return process

    @classmethod
    def wait_for(cls, path: str) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                urlopen(cls.site_url + path, timeout=5).close()
                return
            except (URLError, OSError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def new_context(self, **about: Any):
        """Open a browser of someone else, who shares nothing with the first."""
        context = self.browser.new_context(base_url=self.site_url, locale="en", **about)
        context.set_default_timeout(PATIENCE)
        context.on("console", self.note_console)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        context.on("request", lambda request: self.note_address(request.url))
        self.addCleanup(context.close)
        return context

    def sign_in(self, user: User, context=None) -> None:
        """Let someone in without asking; tests of the door knock instead."""
        client = Client()
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": session,
            "url": self.site_url,
        }
        (context or self.context).add_cookies([cookie])

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"{message.text} ({message.location.get('url')})")

    def note_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != HOST:
            self.problems.append(f"The page asked another host: {url}")

    def wait_until(
        self, happened: Callable[[], bool], patience: float = PATIENCE
    ) -> None:
        """Wait for what no locator can see: the database, a camera, what was asked."""
        deadline = time.monotonic() + patience / 1000
        while not happened():
            self.assertLess(time.monotonic(), deadline, "It has not happened.")
            self.page.wait_for_timeout(50)

    def expect_problem(self, part: str) -> None:
        """Forgive one problem that the test itself made."""
        found = next((p for p in self.problems if part in p), None)
        self.assertIsNotNone(found, f"{part!r} is not in {self.problems}")
        self.problems.remove(found)

    def _callTestMethod(self, method: Callable[[], None]) -> None:
        try:
            super()._callTestMethod(method)
            self.assertEqual(self.problems, [])
        except BaseException:
            self.take_pictures()
            raise

    def _fixture_teardown(self) -> None:
        """Empty the database once the site has ended what it was at.

        It stores what was given last, and notes who leaves a page. Two who wait for
        each other's tables are a deadlock, of which PostgreSQL ends one: perhaps us.
        """
        for _ in range(TRIES_TO_EMPTY):
            wait_for_rest()
            with suppress(CommandError):
                return super()._fixture_teardown()
        return super()._fixture_teardown()

    def take_pictures(self) -> None:
        folder = settings.DATA_DIR / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        pages = [page for context in self.browser.contexts for page in context.pages]
        for number, page in enumerate(pages):
            page.screenshot(path=folder / f"{self.id()}-{number}.png")


def wait_for_rest() -> None:
    """Return when nobody else has a transaction open, at two looks in a row."""
    deadline = time.monotonic() + SECONDS_TO_REST
    looks = 0
    while looks < 2 and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(AT_WORK)
            looks = 0 if cursor.fetchone() else looks + 1
        time.sleep(0.02)


def find_chromium() -> str | None:
    """Return the machine's Chromium; Playwright uses its own where there is none."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)
