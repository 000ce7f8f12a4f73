import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import redis
from django.test import SimpleTestCase, tag

from mlforkids.services import POSTGRES_SOCKET, REDIS_SOCKET, Services

BORROW = """
import pathlib, sys
from mlforkids.services import Services
with Services(pathlib.Path(sys.argv[1])).borrowed():
    print("there", flush=True)
    sys.stdin.read()
"""


@tag("slow")
class ServicesTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="services")
        cls.addClassCleanup(folder.cleanup)
        # Making a database takes longer than all of these tests.
        cls.data = Path(folder.name) / "data"

    def setUp(self) -> None:
        self.services = Services(self.data)

    def test_they_are_there_while_borrowed_and_gone_afterwards(self) -> None:
        with self.services.borrowed():
            self.assert_running()

        self.assert_stopped()

    def test_what_they_keep_survives(self) -> None:
        with self.services.borrowed():
            self.query("CREATE TABLE kept AS SELECT 'Äpfel' AS word")
            self.redis().set("kept", "yes")

        with self.services.borrowed():
            self.assertEqual(self.query("SELECT lower(word) FROM kept"), "äpfel")
            self.assertEqual(self.redis().get("kept"), b"yes")

    def test_two_who_start_at_once_share_them(self) -> None:
        pids, together = [], threading.Barrier(2)

        def borrow() -> None:
            together.wait()
            with self.services.borrowed():
                pids.append(self.postgres_pid())
                together.wait()

        threads = [threading.Thread(target=borrow) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        self.assertEqual(len(pids), 2)
        self.assertEqual(len(set(pids)), 1)
        self.assert_stopped()

    def test_the_first_to_leave_leaves_them_running(self) -> None:
        with self.services.borrowed():
            with Services(self.services.data).borrowed():
                pass

            self.assert_running()

    def test_they_stop_when_their_last_user_is_killed(self) -> None:
        user = self.borrow_in_another_process()
        self.assert_running()

        user.kill()
        user.wait()

        self.assert_stopped(within=10)

    def test_a_new_user_finds_the_services_of_a_killed_one(self) -> None:
        user = self.borrow_in_another_process()

        with self.services.borrowed():
            user.kill()
            user.wait()
            self.assert_running()

    def test_killed_services_start_again(self) -> None:
        with self.services.borrowed():
            os.kill(self.postgres_pid(), signal.SIGKILL)
            os.kill(self.redis().info()["process_id"], signal.SIGKILL)

            with Services(self.services.data).borrowed():
                self.assert_running()

    def test_a_pid_file_whose_number_is_another_programs_is_no_obstacle(self) -> None:
        with self.services.borrowed():
            pid_file = self.services.postgres_folder / "postmaster.pid"
            lines = pid_file.read_text().split("\n")
        stranger = subprocess.Popen(["sleep", "60"], user=pid_file.parent.owner())
        self.addCleanup(stranger.wait)
        self.addCleanup(stranger.kill)
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]))

        with self.services.borrowed():
            self.assert_running()

    def test_a_half_made_database_is_made_again(self) -> None:
        self.services = Services(self.data / "interrupted")
        unfinished = self.services.data / "postgres.unfinished"
        unfinished.mkdir(parents=True)
        (unfinished / "PG_VERSION").write_text("18")

        with self.services.borrowed():
            self.assert_running()

    def test_a_long_path_is_no_obstacle(self) -> None:
        self.services = Services(self.services.data / ("long" * 30))

        with self.services.borrowed():
            self.assert_running()
            self.assertEqual(self.services.sockets.parent, Path(tempfile.gettempdir()))

    def test_a_name_with_odd_characters_is_no_obstacle(self) -> None:
        self.services = Services(self.services.data / "Année 5, rouge & l'autre")

        with self.services.borrowed():
            self.assert_running()

    def test_no_one_reaches_them_but_through_a_private_folder(self) -> None:
        with self.services.borrowed():
            self.assertEqual(self.services.sockets.stat().st_mode & 0o777, 0o700)
            self.assertEqual(self.query("SHOW listen_addresses"), "")
            self.assertEqual(self.redis().config_get("port")["port"], "0")

    def test_what_people_typed_is_in_no_log(self) -> None:
        with self.services.borrowed():
            self.query("CREATE TABLE once AS SELECT 'typed by Ada' AS text")
            self.query("CREATE UNIQUE INDEX ON once (text)")
            with self.assertRaises(psycopg.errors.UniqueViolation):
                self.query("INSERT INTO once VALUES ('typed by Ada')")
            log = (self.services.postgres_folder / "server.log").read_text()

        self.assertIn("duplicate key", log)
        self.assertNotIn("Ada", log)

    def test_only_what_is_wanted_is_started(self) -> None:
        self.services = Services(self.services.data, postgres=False)

        with self.services.borrowed():
            self.assertTrue(self.services._answers(REDIS_SOCKET))
            self.assertFalse(self.services._answers(POSTGRES_SOCKET))

    def borrow_in_another_process(self) -> subprocess.Popen[str]:
        user = subprocess.Popen(
            [sys.executable, "-c", BORROW, str(self.services.data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(user.communicate)
        self.assertEqual(user.stdout.readline(), "there\n")
        return user

    def query(self, sql: str) -> str | None:
        with psycopg.connect(self.services.database_url) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None

    def redis(self) -> redis.Redis:
        client = redis.Redis.from_url(self.services.redis_url)
        self.addCleanup(client.close)
        return client

    def postgres_pid(self) -> int:
        pid_file = self.services.postgres_folder / "postmaster.pid"
        return int(pid_file.read_text().split("\n")[0])

    def assert_running(self) -> None:
        self.assertEqual(self.query("SELECT 'yes'"), "yes")
        self.assertTrue(self.redis().ping())

    def assert_stopped(self, within: float = 0) -> None:
        deadline = time.monotonic() + within
        while self.is_running() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertFalse(self.is_running())

    def is_running(self) -> bool:
        return any(map(self.services._answers, [POSTGRES_SOCKET, REDIS_SOCKET]))
