from django.core.files.base import ContentFile
from django.urls import reverse

from projects.models import Project
from tests.school import make_text_project

from .exports import ExportTestCase

AWKWARD = [
    "=1+1",
    "-x",
    "+5",
    "@you",
    "'@",
    "'=1",
    "''",
    "＝1",
    "One, two; three | four",
    'He said "hi"',
    '"quoted"',
    "text,label",
    "label",
    "مَرْحَبًا",
    "👩‍👩‍👧",
    "Zażółć",
    "x" * 1024,
]


class ExportSentencesTests(ExportTestCase):
    """Text projects, taken along and brought back"""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_text_project(
            self.ada, happy=["See you", "=1+1"], sad=["See you"]
        )

    def export(self, project: Project) -> bytes:
        archive = self.open(self.client.get(self.url("project", project.pk)))
        return archive.read("examples.csv")

    def bring(self, project: Project, content: bytes):
        self.client.force_login(project.owner)
        url = reverse("projects:import-examples", args=[project.pk])
        file = ContentFile(content, name="examples.csv")
        return self.client.post(url, {"file": file, "preview": "false"})

    def stored(self, project: Project) -> list[tuple[str, str]]:
        examples = project.examples.all()
        return sorted(examples.values_list("label__name", "text", "fingerprint"))

    def test_it_holds_the_sentences(self) -> None:
        archive = self.open(self.client.get(self.url("project", self.project.pk)))

        self.assertEqual(self.json(archive, "project.json")["kind"], "text")
        self.assertEqual(self.json(archive, "project.json")["columns"], [])
        header, *rows = self.table(archive, "examples.csv")
        self.assertEqual(header, ["text", "label", "author", "created"])
        self.assertCountEqual(
            [row[:3] for row in rows],
            [
                ["See you", "happy", "Ada"],
                ["'=1+1", "happy", "Ada"],
                ["See you", "sad", "Ada"],
            ],
        )

    def test_no_cell_begins_like_a_formula(self) -> None:
        project = make_text_project(self.ada, happy=AWKWARD)

        archive = self.open(self.client.get(self.url("project", project.pk)))

        for row in self.table(archive, "examples.csv"):
            self.assertNotIn(row[0][:1], "=+-@＝")

    def test_back_into_where_it_was(self) -> None:
        project = make_text_project(
            self.ada, happy=AWKWARD, sad=["See you"], author=["created"]
        )
        content, before = self.export(project), self.stored(project)
        project.examples.all().delete()

        first, again = self.bring(project, content), self.bring(project, content)

        self.assertEqual(first.status_code, 201, first.content)
        self.assertEqual(self.stored(project), before)
        self.assertEqual(again.json()["added"], 0)
        self.assertEqual(again.json()["duplicates"], len(before))

    def test_into_a_new_project_whose_labels_are_made(self) -> None:
        content, empty = self.export(self.project), make_text_project(self.grace)

        self.bring(empty, content)

        self.assertEqual(self.stored(empty), self.stored(self.project))
        self.assertEqual({each.author for each in empty.examples.all()}, {self.grace})

    def test_what_a_student_has_added_to_a_project_of_somebody_else(self) -> None:
        others = make_text_project(self.linus, happy=["=Hooray"])
        others.examples.update(author=self.ada)
        url = self.url("student", self.year_5.pk, self.ada.student.pk)

        archive = self.open(self.client.get(url))

        elsewhere = self.table(archive, "examples in projects of others.csv")
        columns = ["project", "label", "example", "created", "state"]
        self.assertEqual(elsewhere[0], columns)
        self.assertEqual(elsewhere[1][:3], ["Moods", "happy", "'=Hooray"])
        self.assertIn("projects/Moods/examples.csv", archive.namelist())
