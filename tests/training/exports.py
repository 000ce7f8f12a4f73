"""Downloading zip files, and looking into them."""

import csv
import io
import json
from uuid import uuid4
from zipfile import ZipFile

from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from tests.school import SchoolTestCase


class ExportTestCase(SchoolTestCase):
    def setUp(self) -> None:
        self.client.force_login(self.rivera)
        # Tests beside this one have users with the same ids.
        apart = {**settings.CACHES["default"], "KEY_PREFIX": f"test-{uuid4()}"}
        self.enterContext(override_settings(CACHES={"default": apart}))

    def url(self, name: str, *ids: object) -> str:
        return reverse(f"training:export-{name}", args=ids)

    def open(self, response) -> ZipFile:
        """Return what was downloaded, as a zip file that is whole."""
        self.assertEqual(response.status_code, 200)
        archive = ZipFile(io.BytesIO(response.getvalue()))
        self.assertIsNone(archive.testzip())
        return archive

    def json(self, archive: ZipFile, name: str) -> dict:
        return json.loads(archive.read(name))

    def table(self, archive: ZipFile, name: str) -> list[list[str]]:
        return list(csv.reader(archive.read(name).decode("utf-8-sig").splitlines()))
