"""Pasting and uploading examples, as the tests of it do."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import Project
from tests.school import SchoolTestCase, make_text_project


class ImportTestCase(SchoolTestCase):
    """POST /api/projects/<project_id>/examples/import/"""

    file_name = "pets.csv"

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = cls.make_project()
        cls.url = reverse("projects:import-examples", args=[cls.project.pk])

    @classmethod
    def make_project(cls) -> Project:
        raise NotImplementedError

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def upload(self, content: bytes | str, **options: object):
        if isinstance(content, str):
            content = content.encode()
        file = SimpleUploadedFile(self.file_name, content)
        return self.client.post(self.url, {"file": file, **options})

    def paste(self, text: str, **options: object):
        return self.client.post(self.url, {"text": text, **options})


class ImportSentencesTestCase(ImportTestCase):
    file_name = "moods.txt"

    @classmethod
    def make_project(cls) -> Project:
        return make_text_project(cls.ada, happy=["See you"], sad=[])

    def texts(self, name: str) -> set[str]:
        found = self.project.examples.filter(label__name=name)
        return set(found.values_list("text", flat=True))

    def assert_refused(self, response, status: int, sentence: str) -> None:
        self.assertEqual(response.status_code, status)
        self.assertIn(sentence, response.json()["detail"])
