import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from subprocess import PIPE
from unittest.mock import patch

import redis
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase
from dramatiq.brokers.redis import RedisBroker

from mlforkids import addresses, network
from mlforkids.environment import (
    envbool,
    envchoice,
    envint,
    envlist,
    envsecret,
)

READ = re.compile(r"env(?:str|bool|int|list|choice|secret)\(\s*\"(\w+)\"")
DOCUMENTED = re.compile(r"^\| `(\w+)`", re.MULTILINE)


class EnvironmentTests(SimpleTestCase):
    def set(self, value: str) -> None:
        self.enterContext(patch.dict(os.environ, {"SETTING": value}))

    def test_true_and_false_are_read_in_their_usual_spellings(self) -> None:
        for value, meant in {"true": True, "True": True, "1": True, "0": False}.items():
            self.set(value)
            self.assertIs(envbool("SETTING", not meant), meant)

    def test_a_misspelt_truth_is_refused(self) -> None:
        self.set("ture")

        with self.assertRaisesMessage(
            ImproperlyConfigured, "SETTING must be true or false, not 'ture'."
        ):
            envbool("SETTING", False)

    def test_a_misspelt_number_is_refused(self) -> None:
        for value in ["ten", "-1", "1.5", "²"]:
            self.set(value)
            with self.assertRaisesMessage(ImproperlyConfigured, "a whole number"):
                envint("SETTING", 1)

    def test_an_unknown_word_is_refused(self) -> None:
        self.set("LOUD")

        with self.assertRaisesMessage(ImproperlyConfigured, "one of DEBUG, INFO, not"):
            envchoice("SETTING", "INFO", {"INFO", "DEBUG"})

    def test_empty_means_not_set(self) -> None:
        self.set("  ")

        self.assertIs(envbool("SETTING", True), True)
        self.assertEqual(envint("SETTING", 7), 7)
        self.assertEqual(envlist("SETTING"), [])

    def test_lists_are_separated_by_commas(self) -> None:
        self.set("school.example, 10.0.0.7,")

        self.assertEqual(envlist("SETTING"), ["school.example", "10.0.0.7"])


class SecretTests(SimpleTestCase):
    def setUp(self) -> None:
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.file = Path(folder) / "data" / "secret"

    def test_it_is_made_once_and_for_one_reader(self) -> None:
        secret = envsecret("NOT_SET", self.file)

        self.assertGreater(len(secret), 50)
        self.assertEqual(envsecret("NOT_SET", self.file), secret)
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        self.assertEqual(list(self.file.parent.iterdir()), [self.file])

    def test_the_environment_comes_first(self) -> None:
        self.enterContext(patch.dict(os.environ, {"SETTING": "given"}))

        self.assertEqual(envsecret("SETTING", self.file), "given")
        self.assertFalse(self.file.exists())


class AddressTests(SimpleTestCase):
    def test_a_database_is_read_from_its_address(self) -> None:
        url = "postgresql://ada:p%40ss@db.school:5433/kids?sslmode=require"
        database = addresses.database(url)

        self.assertEqual(database["HOST"], "db.school")
        self.assertEqual(database["PASSWORD"], "p@ss")
        self.assertEqual(database["PORT"], "5433")
        self.assertEqual(database["NAME"], "kids")
        self.assertEqual(database["OPTIONS"], {"sslmode": "require"})

    def test_other_databases_are_refused(self) -> None:
        with self.assertRaisesMessage(ImproperlyConfigured, "must begin with postgres"):
            addresses.database("mysql://db.school/kids")

    def test_a_database_must_have_a_name(self) -> None:
        with self.assertRaisesMessage(ImproperlyConfigured, "the name of a database"):
            addresses.database("postgresql://db.school/")

    def test_files_may_lie_in_a_bucket(self) -> None:
        url = "s3://key:secret@kids/site?endpoint=https://s3.school&region=eu"
        options = addresses.storage(url, Path("/data"))["OPTIONS"]

        self.assertEqual(options["bucket_name"], "kids")
        self.assertEqual(options["endpoint_url"], "https://s3.school")
        self.assertEqual(options["location"], "site")

    def test_a_misspelt_storage_is_refused(self) -> None:
        for url in ["s4://kids", "media", "s3://kids?regoin=eu"]:
            with self.assertRaisesMessage(ImproperlyConfigured, "STORAGE_URL"):
                addresses.storage(url, Path("/data"))

    def test_mail_goes_to_a_server_or_to_the_console(self) -> None:
        self.assertEqual(addresses.mail("smtps://mail.school")["EMAIL_PORT"], 465)
        self.assertIn("console", addresses.mail("console://")["EMAIL_BACKEND"])

    def test_nobody_waits_for_ever_for_a_redis_that_hangs(self) -> None:
        with (
            network.listen("127.0.0.1", 0) as silent,
            patch("mlforkids.addresses.REDIS_SECONDS", 0.1),
        ):
            url = f"redis://127.0.0.1:{silent.getsockname()[1]}"
            options = addresses.jobs(url, "test")["OPTIONS"]
            broker = RedisBroker(middleware=[], **options)

            with self.assertRaises(redis.TimeoutError):
                broker.client.ping()

    def test_letters_need_a_site_with_a_name(self) -> None:
        for hosts in ["", "*"]:
            said = self.start("smtp://mail.school", hosts)
            self.assertIn("ALLOWED_HOSTS must name the site when EMAIL_URL is", said)

        self.assertEqual(self.start("smtp://mail.school", "kids.school"), "")
        self.assertEqual(self.start("console://", ""), "")

    def start(self, mail_url: str, hosts: str) -> str:
        env = {**os.environ, "EMAIL_URL": mail_url, "ALLOWED_HOSTS": hosts}
        command = [sys.executable, "-c", "import mlforkids.settings"]
        return subprocess.run(command, env=env, stderr=PIPE, text=True).stderr


class DocumentationTests(SimpleTestCase):
    def test_every_setting_is_documented_and_no_other(self) -> None:
        source = (settings.BASE_DIR / "mlforkids" / "settings.py").read_text()
        page = (settings.BASE_DIR / "docs" / "settings.md").read_text()

        self.assertEqual(set(DOCUMENTED.findall(page)), set(READ.findall(source)))
