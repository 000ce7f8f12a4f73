from django.core.files.base import ContentFile
from django.urls import reverse

from classrooms import enrolling
from classrooms.models import Group
from projects.models import Field, TrainingExample
from tests.school import make_project

from .exports import ExportTestCase


class ReadAgainTests(ExportTestCase):
    """What was exported can be imported."""

    def export(self, project) -> bytes:
        archive = self.open(self.client.get(self.url("project", project.pk)))
        return archive.read("examples.csv")

    def add_to(self, project, content: bytes):
        self.client.force_login(project.owner)
        url = reverse("projects:import-examples", args=[project.pk])
        file = ContentFile(content, name="examples.csv")
        sent = {"file": file, "preview": "false"}
        return self.client.post(url, sent, format="multipart")

    def stored(self, project) -> list[tuple[object, str]]:
        examples = project.examples.select_related("label")
        return sorted((str(each.values), each.label.name) for each in examples)

    def test_into_a_project_with_the_same_columns(self) -> None:
        for clash in ("label", "author"):
            project = make_project(self.ada, cat=2, dog=2)
            choices = ["=1+1", "-x", "'@", "plain", "'=1"]
            fields = {"name": clash, "folded_name": clash, "choices": choices}
            Field.objects.filter(project=project, number=2).update(**fields)
            for example, choice in zip(project.examples.all(), choices, strict=False):
                TrainingExample.objects.filter(pk=example.pk).update(
                    values={"1": -1.5, "2": choice}
                )
            content = self.export(project)
            before = self.stored(project)
            project.examples.all().delete()

            response = self.add_to(project, content)

            self.assertEqual(response.status_code, 201, response.content)
            self.assertEqual(self.stored(project), before)
            self.client.force_login(self.rivera)

    def test_into_a_new_project(self) -> None:
        content = self.export(make_project(self.ada, cat=2, dog=2))
        empty = make_project(self.grace)
        empty.fields.all().delete()

        response = self.add_to(empty, content)

        self.assertEqual(response.status_code, 201, response.content)
        names = [field.name for field in empty.live_fields()]
        self.assertEqual(names, ["weight", "colour"])
        self.assertEqual(empty.examples.count(), 4)

    def test_a_project_of_books_keeps_its_authors(self) -> None:
        books = make_project(self.grace)
        books.fields.all().delete()
        content = b"pages,author,created,label\n3,A,1999,thin\n4,B,1998,thin\n"

        self.add_to(books, content)

        names = [field.name for field in books.live_fields()]
        self.assertEqual(names, ["pages", "author", "created"])

    def test_students_into_a_class(self) -> None:
        student = self.ada.student
        student.group = Group.objects.create(
            classroom=self.year_5, name="=Tuesday", folded_name="=tuesday"
        )
        student.save()
        archive = self.open(self.client.get(self.url("classroom", self.year_5.pk)))

        text = archive.read("students.csv").decode("utf-8-sig")
        found = enrolling.read_list(self.year_6, text)

        self.assertEqual(found.problems, [])
        who = [(each.username, each.group_name) for each in found.newcomers]
        self.assertEqual(who, [("Ada", "=Tuesday"), ("Grace", "")])
