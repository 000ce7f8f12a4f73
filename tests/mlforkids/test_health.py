from unittest.mock import patch

from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import TestCase
from redis.exceptions import ConnectionError as NotConnected

from mlforkids import health


class HealthTests(TestCase):
    def setUp(self) -> None:
        self.enterContext(patch.object(health, "WORKER_KEY", f"{self.id()}:"))

    def test_a_stranger_may_ask_whether_it_lives(self) -> None:
        response = self.client.get("/healthz")

        self.assertEqual(response.json(), {"alive": True})

    def test_it_is_ready_when_everything_is_there(self) -> None:
        health.beat()

        response = self.client.get("/readyz")

        self.assertEqual(response.status_code, 200)
        self.assertEqual(set(response.json().values()), {True})

    def test_it_is_not_ready_without_a_worker(self) -> None:
        self.assert_missing("worker")

    def test_a_worker_that_left_is_not_counted(self) -> None:
        health.beat()
        health.leave()

        self.assert_missing("worker")

    def test_it_is_not_ready_without_a_database(self) -> None:
        health.beat()
        error = OperationalError("gone")

        with patch.object(health.connection, "cursor", side_effect=error):
            self.assert_missing("database")

    def test_it_is_not_ready_without_a_place_for_files(self) -> None:
        health.beat()

        with patch.object(default_storage, "save", side_effect=OSError("disk full")):
            self.assert_missing("storage")

    def test_without_redis_there_is_no_worker_either(self) -> None:
        with patch.object(health, "_redis", side_effect=NotConnected("gone")):
            self.assert_missing("redis", "worker")

    def test_asking_leaves_no_files_behind(self) -> None:
        self.client.get("/readyz")

        _folders, files = default_storage.listdir("health")
        self.assertEqual(files, [])

    def assert_missing(self, *names: str) -> None:
        response = self.client.get("/readyz")

        self.assertEqual(response.status_code, 503)
        missing = {name for name, found in response.json().items() if not found}
        self.assertEqual(missing, {"ready", *names})
