"""A project with a key, for the tests of what programs talk to."""

from django.urls import reverse

from projects.models import ProjectKey
from tests.school import SchoolTestCase, make_project
from training.models import MLModel


class ScratchTestCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=3, dog=3)
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def url(self, name: str, key: str = "") -> str:
        return reverse(f"training:scratch-{name}", args=[key or self.key.spell()])

    def post(self, name: str, body: object):
        return self.client.post(self.url(name), body, "application/json")

    def make_ready(self) -> MLModel:
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at.replace(
                year=2026, month=1, day=2, hour=3, minute=4, second=5, microsecond=6789
            ),
            schema={
                "fields": [
                    {"number": 1, "name": "weight", "kind": "number", "choices": []},
                    {
                        "number": 2,
                        "name": "colour",
                        "kind": "choice",
                        "choices": ["red", "blue"],
                    },
                ],
                "labels": [{"number": 1, "name": "cat"}, {"number": 2, "name": "dog"}],
                "label_order": [1, 0],
            },
            file_names=["client.zip", "tree.json"],
        )
