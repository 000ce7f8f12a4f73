"""A project with a key, for the tests of what programs talk to."""

import base64

from django.urls import reverse

from projects import actions
from projects.kinds import Content
from projects.models import Project, ProjectKey
from tests.own_storage import give_own_storage
from tests.projects.pictures import jpeg, photo
from tests.projects.sounds import note, wav
from tests.school import (
    SchoolTestCase,
    make_image_project,
    make_project,
    make_regression_project,
    make_sound_project,
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


class KeyTestCase(SchoolTestCase):
    """A project that is reached by `self.key`, at `self.url(name)`."""

    def post(self, name: str, body: object):
        return self.client.post(self.url(name), body, "application/json")

    def assert_refused(self, response, status: int, sentence: str) -> None:
        self.assertEqual(response.status_code, status)
        self.assertEqual(response.json(), {"error": sentence})
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")


class ScratchTestCase(KeyTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=3, dog=3)
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def url(self, name: str, key: str = "") -> str:
        return reverse(f"training:scratch-{name}", args=[key or self.key.spell()])

    def make_ready(self) -> MLModel:
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at.replace(**FINISHED, microsecond=6789),
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


def make_text_project(owner, **sentences: list[str]) -> Project:
    """Make a project with, say, `cat=["meow"]` under that label."""
    project = Project.objects.create(owner=owner, name="Pets", kind_code="text")
    for name, texts in sentences.items():
        label = actions.add_label(project, name)
        examples = [actions.NewExample(label, Content(text=each)) for each in texts]
        actions.add_examples(project, examples, owner)
    return project


class TextScratchTestCase(KeyTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(
            cls.ada, cat=["meow", "purr"], dog=["woof", "bow wow"]
        )
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def url(self, name: str, key: str = "") -> str:
        return reverse(f"training:scratch-{name}", args=[key or self.key.spell()])

    def make_ready(self) -> MLModel:
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at.replace(**FINISHED, microsecond=6789),
            schema={
                "fields": [],
                "labels": [{"number": 1, "name": "cat"}, {"number": 2, "name": "dog"}],
                "label_order": [0, 1],
            },
            file_names=["model.json"],
        )


class ImageScratchTestCase(KeyTestCase):
    def setUp(self) -> None:
        give_own_storage(self)
        self.project = make_image_project(self.ada, cat=2, dog=2)
        self.key = ProjectKey.objects.of_member(self.project, self.ada)

    def url(self, name: str, *args: object) -> str:
        return reverse(f"training:scratch-{name}", args=[self.key.spell(), *args])

    def make_ready(self) -> MLModel:
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at.replace(**FINISHED, microsecond=6789),
            schema={
                "fields": [],
                "labels": [{"number": 1, "name": "cat"}, {"number": 2, "name": "dog"}],
            },
            file_names=["model.json", "weights.bin", "head.json"],
        )


class SoundScratchTestCase(KeyTestCase):
    def setUp(self) -> None:
        give_own_storage(self)
        self.project = make_sound_project(self.ada, background=2, yes=2, no=2)
        self.key = ProjectKey.objects.of_member(self.project, self.ada)

    def url(self, name: str, *args: object) -> str:
        return reverse(f"training:scratch-{name}", args=[self.key.spell(), *args])

    def make_ready(self) -> MLModel:
        labels = self.project.live_labels()
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at.replace(**FINISHED, microsecond=6789),
            schema={
                "fields": [],
                "labels": [
                    {"number": each.number, "name": each.name} for each in labels
                ],
            },
            file_names=["model.json", "weights.bin", "head.json"],
        )


def in_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


PHOTO = jpeg(photo())
NOT_PICTURES = [
    "not base64!",
    "ä",
    "AAAA",
    "A",
    in_base64(b"MZ" + bytes(100)),
    in_base64(PHOTO[:1000]),
    "data:image/png;base64,AAAA",
    "data:text/html;base64,PGgxPg==",
    "https://pictures.example/cat.png",
    ["x"],
    {"x": 1},
    5,
    True,
]
SOUND = wav(note(440))
NOT_SOUNDS = [
    "not base64!",
    "AAAA",
    in_base64(b"RIFF"),
    in_base64(b"la la la, called song.wav"),
    in_base64(SOUND[:1000]),
    in_base64(PHOTO),
    "data:audio/wav;base64,AAAA",
    "https://sounds.example/cat.wav",
    ["x"],
    {"x": 1},
    5,
    True,
]


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


class RegressionScratchTestCase(KeyTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_regression_project(cls.ada, rows=12)
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def url(self, name: str) -> str:
        return reverse(f"training:scratch-{name}", args=[self.key.spell()])

    def make_ready(self) -> MLModel:
        fields = [each.describe() for each in self.project.live_fields()]
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at.replace(**FINISHED, microsecond=6789),
            schema={"fields": fields, "labels": []},
            file_names=["model.json", "weights.bin", "regressor.json"],
        )
