"""A project that Year 5 fills together, and those who ask the JSON API about it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from classrooms.models import Role, Student, Teaching, User
from projects.kinds import Content
from projects.models import Label, Moderation, Project, TrainingExample
from tests.school import SchoolTestCase, make_text_project


class ClassProjectTestCase(SchoolTestCase):
    """Ms Rivera's class, with Ms Novak's help, collects what is happy and sad."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.novak = User.objects.create_user("novak@school.example")
        Teaching.objects.create(
            classroom=cls.year_5, user=cls.novak, role=Role.CO_TEACHER
        )
        cls.project = make_text_project(cls.rivera, happy=[], sad=[])
        cls.project.classroom = cls.year_5
        cls.project.save()
        cls.happy, cls.sad = cls.project.live_labels()

    def ask(
        self, person: User, method: str, route: str, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Send `data` as JSON to a route of the project, as `person`."""
        self.client.force_login(person)
        query = kwargs.pop("query", "")
        project = kwargs.pop("project", self.project)
        url = reverse(f"projects:{route}", args=[project.pk, *kwargs.values()])
        verb = getattr(self.client, method)
        if method == "get":
            return verb(url + query)
        return verb(url, data or {}, "application/json")

    def decide(self, **settings: Any) -> None:
        """Have the project as its teacher has decided."""
        Project.objects.filter(pk=self.project.pk).update(**settings)
        self.project.refresh_from_db()

    def add(self, person: User, text: str, label: int = 1) -> HttpResponse:
        return self.ask(person, "post", "examples", {"label": label, "text": text})


def put(
    label: Label,
    author: User | None,
    *texts: str,
    state: str = Moderation.SHOWN,
) -> list[TrainingExample]:
    """Store texts as if `author` had added them."""
    made = []
    for text in texts:
        example = TrainingExample(
            project=label.project, label=label, author=author, state=state
        )
        example.hold(Content(text=text))
        example.save()
        made.append(example)
    return made


def move_to(student: User, classroom: Any) -> None:
    """Put a student into another class."""
    Student.objects.filter(user=student).update(classroom=classroom)
