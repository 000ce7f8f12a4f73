"""The programs to start from are run as they are printed."""

import base64
import io
import json
import os
import subprocess
import tempfile
from contextlib import chdir, redirect_stdout
from pathlib import Path
from unittest.mock import patch
from urllib.request import Request

from django.test import SimpleTestCase
from django.urls import reverse

from projects.models import ProjectKey
from tests.own_storage import give_own_storage
from tests.projects.pictures import jpeg, photo
from tests.school import SchoolTestCase, make_image_project
from training.snippets import Sample, curl_lines, python_program

ADDRESS = "https://school.example/api/scratch/0/"
NAME = "O'Brien's \"cat\" $(x).jpg"
# What stands for curl: says what it was told, and what came through the pipe.
CURL = """curl() {
  for each; do echo "told: $each"; done
  case "$*" in *@-*) cat ;; esac
}
"""


class PictureProgramTests(SimpleTestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.picture = jpeg(photo())
        (self.folder / NAME).write_bytes(self.picture)
        self.sample = Sample(NAME, "Put in a name.", is_file=True)

    def test_python_sends_the_file(self) -> None:
        answer = io.BytesIO(b'[{"class_name": "cat", "confidence": 75}]')
        program = python_program(ADDRESS, self.sample)
        said = io.StringIO()

        with (
            patch("urllib.request.urlopen", return_value=answer) as urlopen,
            chdir(self.folder),
            redirect_stdout(said),
        ):
            exec(compile(program, "program.py", "exec"), {})

        (request,) = urlopen.call_args.args
        self.assertIsInstance(request, Request)
        self.assertEqual(request.full_url, f"{ADDRESS}classify")
        self.assert_is_picture(request.data)
        self.assertEqual(said.getvalue(), "cat 75 %\n")

    def test_a_terminal_sends_the_same(self) -> None:
        ran = subprocess.run(
            ["sh", "-c", CURL + curl_lines(ADDRESS, self.sample)],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            check=True,
        )

        told, sent = ran.stdout.split(b"{", 1)
        self.assertIn(f"told: {ADDRESS}classify\n".encode(), told)
        self.assertIn(b"told: Content-Type: application/json\n", told)
        self.assert_is_picture(b"{" + sent)

    def assert_is_picture(self, body: bytes) -> None:
        data = json.loads(body)["data"]
        self.assertEqual(base64.b64decode(data, validate=True), self.picture)


class PictureMakePageTests(SchoolTestCase):
    def test_it_reads_a_file(self) -> None:
        give_own_storage(self)
        project = make_image_project(self.ada, cat=1)
        self.client.force_login(self.ada)

        page = self.client.get(reverse("training:make", args=[project.pk]))

        key = ProjectKey.objects.of_member(project, self.ada).spell()
        self.assertIn(key, page.context["python_snippet"])
        self.assertIn('open("picture.jpg", "rb")', page.context["python_snippet"])
        self.assertIn("base64 < picture.jpg", page.context["curl_lines"])
