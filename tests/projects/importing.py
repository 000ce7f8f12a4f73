"""Pasting and uploading sentences, as the tests of it do."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.school import SchoolTestCase, make_text_project


class ImportSentencesTestCase(SchoolTestCase):
    """POST /api/projects/<project_id>/examples/import/ of a text project"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(cls.ada, happy=["See you"], sad=[])
        cls.url = reverse("projects:import-examples", args=[cls.project.pk])

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def upload(self, content: bytes | str, **options: object):
        if isinstance(content, str):
            content = content.encode()
        file = SimpleUploadedFile("moods.txt", content)
        return self.client.post(self.url, {"file": file, **options})

    def paste(self, text: str, **options: object):
        return self.client.post(self.url, {"text": text, **options})

    def texts(self, name: str) -> set[str]:
        found = self.project.examples.filter(label__name=name)
        return set(found.values_list("text", flat=True))

    def assert_refused(self, response, status: int, sentence: str) -> None:
        self.assertEqual(response.status_code, status)
        self.assertIn(sentence, response.json()["detail"])
