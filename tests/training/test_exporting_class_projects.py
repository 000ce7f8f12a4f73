"""Taking along what a whole class has filled: with whom, and who may not."""

from django.utils import timezone

from classrooms.models import Role, Teaching
from projects.models import LabelProposal, Project, TrainingExample
from tests.own_storage import give_own_storage
from tests.projects.class_case import put
from tests.school import (
    make_image_project,
    make_project,
    make_regression_project,
    make_text_project,
)
from training.models import Evaluation, MLModel

from .exports import ExportTestCase


class ClassExportTestCase(ExportTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.project = make_text_project(self.rivera, happy=["Yes"])
        self.share(self.project)
        self.happy = self.project.labels.get()
        put(self.happy, self.ada, "Hooray")

    def share(self, project: Project, classroom=None) -> None:
        project.classroom = classroom or self.year_5
        project.save()

    def export(self, name: str, *ids: object):
        return self.open(self.client.get(self.url(name, *ids)))


class ExportClassProjectTests(ClassExportTestCase):
    """GET /projects/<project_id>/export/ of a project that a class fills"""

    def test_it_says_who_has_added_what(self) -> None:
        archive = self.export("project", self.project.pk)

        header, *rows = self.table(archive, "examples.csv")
        self.assertEqual(header, ["text", "label", "author", "created"])
        self.assertEqual(
            [row[:3] for row in rows],
            [["Yes", "happy", str(self.rivera)], ["Hooray", "happy", "Ada"]],
        )
        self.assertFalse([n for n in archive.namelist() if "not shown" in n])

    def test_what_waits_or_is_hidden_lies_apart(self) -> None:
        """Who imports the table again shows it to nobody by mistake."""
        put(self.happy, self.ada, "Wait", state="waiting")
        put(self.happy, self.grace, "Rude", state="hidden")

        archive = self.export("project", self.project.pk)

        shown = [row[0] for row in self.table(archive, "examples.csv")[1:]]
        self.assertEqual(shown, ["Yes", "Hooray"])
        header, *rows = self.table(archive, "not shown/examples.csv")
        self.assertEqual(header[-1], "state")
        self.assertEqual(
            [(row[0], row[2], row[-1]) for row in rows],
            [("Wait", "Ada", "waiting"), ("Rude", "Grace", "hidden")],
        )

    def test_so_do_pictures(self) -> None:
        give_own_storage(self)
        project = make_image_project(self.rivera, red=2)
        self.share(project)
        hidden = project.examples.order_by("created_at", "pk")[1]
        TrainingExample.objects.filter(pk=hidden.pk).update(state="hidden")

        names = self.export("project", project.pk).namelist()

        self.assertIn("pictures/red/1.jpg", names)
        self.assertIn("not shown/pictures/red/1.jpg", names)
        self.assertNotIn("pictures/red/2.jpg", names)

    def test_it_says_what_the_class_may_do(self) -> None:
        LabelProposal.objects.create(
            project=self.project, author=self.ada, name="odd", folded_name="odd"
        )

        described = self.json(self.export("project", self.project.pk), "project.json")

        (proposed,) = described["class"].pop("proposed_labels")
        self.assertEqual((proposed["name"], proposed["author"]), ("odd", "Ada"))
        self.assertEqual(
            described["class"],
            {
                "name": "Year 5",
                "is_collecting": True,
                "needs_approval": False,
                "student_quota": None,
            },
        )

    def test_contributors_come_by_name(self) -> None:
        ml_model = MLModel.objects.create(
            project=self.project, status="ready", finished_at=timezone.now()
        )
        Evaluation.objects.create(
            ml_model=ml_model,
            method="held-back",
            example_count=2,
            details={
                "contributors": [
                    {"author": self.ada.pk, "count": 2, "right": 1},
                    {"author": None, "count": 1, "right": 1},
                ]
            },
        )

        archive = self.export("project", self.project.pk)

        (name,) = [n for n in archive.namelist() if n.endswith("model.json")]
        people = self.json(archive, name)["evaluation"]["contributors"]
        self.assertEqual([each["author"] for each in people], ["Ada", None])
        self.assertEqual([each["right"] for each in people], [1, 1])

    def test_only_teachers_may(self) -> None:
        for person, status in (
            (self.ada, 403),
            (self.rivera, 200),
            (self.linus, 404),
            (self.okoro, 404),
        ):
            with self.subTest(str(person)):
                self.client.force_login(person)
                response = self.client.get(self.url("project", self.project.pk))
                response.getvalue() if status == 200 else response.content
                self.assertEqual(response.status_code, status)


class ExportPeopleOfClassProjectsTests(ClassExportTestCase):
    def test_a_class_has_what_it_fills(self) -> None:
        names = self.export("classroom", self.year_5.pk).namelist()

        self.assertIn("projects/Moods/examples.csv", names)
        self.assertIn("students/Ada/examples in projects of others.csv", names)

    def test_a_student_has_what_they_added_and_its_state(self) -> None:
        put(self.happy, self.ada, "Wait", state="waiting")
        plants = make_regression_project(self.rivera, rows=2)
        self.share(plants)
        row = plants.examples.first()
        TrainingExample.objects.filter(pk=row.pk).update(author=self.ada)
        LabelProposal.objects.create(
            project=self.project, author=self.ada, name="odd", folded_name="odd"
        )

        archive = self.export("student", self.year_5.pk, self.ada.student.pk)

        name = "examples in projects of others.csv"
        header, *rows = self.table(archive, name)
        self.assertEqual(header[:2] + header[-1:], ["project", "label", "state"])
        self.assertCountEqual(
            [(row[0], row[1], row[-1]) for row in rows],
            [
                ("Moods", "happy", "shown"),
                ("Moods", "happy", "waiting"),
                ("Plants", "", "shown"),
            ],
        )
        (proposed,) = self.json(archive, "student.json")["proposed_labels"]
        self.assertEqual((proposed["name"], proposed["project"]), ("odd", "Moods"))

    def test_an_account_has_each_project_once(self) -> None:
        Teaching.objects.create(
            classroom=self.year_6, user=self.rivera, role=Role.CO_TEACHER
        )
        self.share(make_project(self.rivera, cat=1), self.year_6)

        names = self.export("account").namelist()

        self.assertEqual(
            sorted(name for name in names if name.endswith("project.json")),
            [
                "classes/Year 5/projects/Moods/project.json",
                "projects/Pets/project.json",
            ],
        )
