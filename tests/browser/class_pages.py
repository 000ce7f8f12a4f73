"""The pages of a project that only its teachers have."""

from uuid import uuid4

from django.urls import reverse

from classrooms.models import User
from projects import actions
from projects.models import Project
from tests.school import make_text_project

from .class_site import ClassSiteTestCase


class ClassPagesTestCase(ClassSiteTestCase):
    """Ms Rivera looks at a project that Ada and Grace fill from elsewhere."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_text_project(self.rivera, happy=[], sad=[])
        actions.share_project(self.project, self.year_5, self.rivera)
        self.sign_in(self.rivera)

    def open(self, name: str) -> None:
        self.page.goto(reverse(name, args=[self.project.pk]))

    def add(self, person: User, text: str, label: int = 1) -> None:
        given = {"id": str(uuid4()), "label": label, "text": text}
        self.people.ask(person, "POST", self.project, "examples/", given)

    def ask_as_teacher(self, method: str, path: str, data: object = None) -> None:
        self.people.ask(self.rivera, method, self.project, path, data)

    def in_database(self) -> Project:
        return Project.objects.get(pk=self.project.pk)
