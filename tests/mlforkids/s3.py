"""A bucket to keep files in, as an operator of the site would name it."""

import logging
from pathlib import Path
from typing import ClassVar
from unittest.mock import patch
from urllib.parse import quote

import boto3
from django.conf import settings
from moto.server import ThreadedMotoServer

from mlforkids import addresses
from projects.models import DiscardedFiles
from projects.tasks import delete_discarded_files
from tests.school import SchoolTestCase

BUCKET = "kids"
SECRET = "se/cr+et"
NOWHERE = "http://127.0.0.1:1"


class S3Case(SchoolTestCase):
    """A server that speaks as S3 does, on this computer, with an empty bucket."""

    server: ClassVar[ThreadedMotoServer]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        cls.server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        cls.endpoint = "http://{}:{}".format(*cls.server.get_host_and_port())

    def setUp(self) -> None:
        self.bucket = boto3.resource(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="key",
            aws_secret_access_key=SECRET,
        ).create_bucket(Bucket=BUCKET)
        self.addCleanup(self.bucket.objects.delete)
        self.use(self.endpoint)
        self.telling = self.enterContext(patch.object(delete_discarded_files, "send"))

    def use(self, endpoint: str) -> None:
        """Keep files there, as an operator would say it."""
        url = f"s3://key:{quote(SECRET, safe='')}@{BUCKET}/site?endpoint={endpoint}"
        kept = {**settings.STORAGES, "default": addresses.storage(url, Path("/none"))}
        self.enterContext(self.settings(STORAGES=kept))

    def keys(self) -> set[str]:
        return {each.key for each in self.bucket.objects.all()}

    def work(self) -> None:
        for discarded in DiscardedFiles.objects.all():
            delete_discarded_files(discarded.pk)
