"""A project with a key, for the tests of what programs talk to."""

from django.urls import reverse

from projects import actions
from projects.kinds import Content
from projects.models import Project, ProjectKey
from tests.school import (
    SchoolTestCase,
    make_project,
    make_regression_project,
)
from training.models import MLModel

FINISHED = {"year": 2026, "month": 1, "day": 2, "hour": 3, "minute": 4, "second": 5}


class Pretend:
    """A classifier that says what it was told to."""

    def __init__(self, *confidences: float) -> None:
        self.confidences = list(confidences)
        self.contents: list[Content] = []

    def classify(self, content: Content) -> list[float]:
        self.contents.append(content)
        return self.confidences

    @property
    def rows(self) -> list[list[object]]:
        return [list(content.values.values()) for content in self.contents]

    @property
    def texts(self) -> list[str]:
        return [content.text for content in self.contents]


class PretendRegressor:
    """A model that predicts what it was told to."""

    def __init__(self, *numbers: float) -> None:
        self.numbers = list(numbers)
        self.contents: list[Content] = []

    def predict(self, content: Content) -> list[float]:
        self.contents.append(content)
        return self.numbers

    @property
    def rows(self) -> list[dict[str, object]]:
        return [dict(content.values) for content in self.contents]


class KeyTestCase(SchoolTestCase):
    """A project that is reached by `self.key`, at `self.url(name)`."""

    project: Project
    key: ProjectKey
    kind_name: str  # as programs are told it
    file_names: list[str]  # of a model

    def url(self, name: str, *args: object, key: str = "") -> str:
        return reverse(
            f"training:scratch-{name}", args=[key or self.key.spell(), *args]
        )

    def post(self, name: str, body: object):
        return self.client.post(self.url(name), body, "application/json")

    def assert_refused(self, response, status: int, sentence: str) -> None:
        self.assertEqual(response.status_code, status)
        self.assertEqual(response.json(), {"error": sentence})
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")

    def make_ready(self) -> MLModel:
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at.replace(**FINISHED, microsecond=6789),
            schema=self.schema(),
            file_names=self.file_names,
        )

    def schema(self) -> dict[str, object]:
        labels = self.project.live_labels()
        return {
            "fields": [],
            "labels": [{"number": each.number, "name": each.name} for each in labels],
        }


class ScratchTestCase(KeyTestCase):
    kind_name = "numbers"
    file_names = ["client.zip", "tree.json"]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=3, dog=3)
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def schema(self) -> dict[str, object]:
        weight = {"number": 1, "name": "weight", "kind": "number", "choices": []}
        colour = {"number": 2, "name": "colour", "kind": "choice"}
        return {
            **super().schema(),
            "fields": [weight, {**colour, "choices": ["red", "blue"]}],
            "label_order": [1, 0],
        }


def make_text_project(owner, **sentences: list[str]) -> Project:
    """Make a project with, say, `cat=["meow"]` under that label."""
    project = Project.objects.create(owner=owner, name="Pets", kind_code="text")
    for name, texts in sentences.items():
        label = actions.add_label(project, name)
        examples = [actions.NewExample(label, Content(text=each)) for each in texts]
        actions.add_examples(project, examples, owner)
    return project


class TextScratchTestCase(KeyTestCase):
    kind_name = "text"
    file_names = ["model.json"]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(
            cls.ada, cat=["meow", "purr"], dog=["woof", "bow wow"]
        )
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def schema(self) -> dict[str, object]:
        return {**super().schema(), "label_order": [0, 1]}


class RegressionScratchTestCase(KeyTestCase):
    kind_name = "regression"
    file_names = ["model.json", "weights.bin", "regressor.json"]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_regression_project(cls.ada, rows=12)
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def schema(self) -> dict[str, object]:
        fields = [each.describe() for each in self.project.live_fields()]
        return {"fields": fields, "labels": []}
