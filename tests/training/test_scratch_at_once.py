from django.test import Client, TransactionTestCase

from classrooms.models import User
from projects.models import Project, ProjectKey
from tests.at_once import at_once
from tests.school import make_classroom, make_student

from .scratch import make_text_project


class AtOnceTests(TransactionTestCase):
    """Many programs, or many tabs, do the same thing at the same moment."""

    def setUp(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        self.ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        self.project = make_text_project(self.ada, cat=["meow"], dog=["woof"])

    def test_first_reads_make_one_key(self) -> None:
        def look(_number: int) -> str:
            project = Project.objects.get(pk=self.project.pk)
            return ProjectKey.objects.of_member(project, self.ada).spell()

        keys = at_once(look, 6)

        self.assertEqual(len(set(keys)), 1, keys)
        self.assertEqual(ProjectKey.objects.get().spell(), keys[0])

    def test_the_same_sentence_is_stored_once_and_everybody_hears_of_it(self) -> None:
        key = ProjectKey.objects.of_member(self.project, self.ada).spell()

        def add(_number: int) -> tuple[int, str]:
            body = {"data": "purr", "label": "cat"}
            url = f"/api/scratch/{key}/train"
            response = Client().post(url, body, "application/json")
            return response.status_code, response.json()["id"]

        answers = at_once(add, 6)

        stored = self.project.examples.get(text="purr")
        self.assertEqual(set(answers), {(200, str(stored.pk))})
