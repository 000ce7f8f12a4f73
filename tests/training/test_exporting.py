from unittest.mock import patch

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from classrooms.models import Role, Student, Teaching, User
from projects.models import ProjectKey, Removal
from tests.at_once import at_once
from tests.own_cache import give_own_cache
from tests.school import make_classroom, make_project, make_student
from training import exporting
from training.exporting.projects import rows_of
from training.models import Evaluation, MLModel

from .exports import ExportTestCase


class ExportProjectTests(ExportTestCase):
    """GET /projects/<project_id>/export/"""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_project(self.ada, cat=2, dog=1)

    def test_it_holds_the_project_and_its_examples(self) -> None:
        archive = self.open(self.client.get(self.url("project", self.project.pk)))

        project = self.json(archive, "project.json")
        self.assertEqual(
            (project["format"], project["version"]), ("mlforkids-project", 1)
        )
        self.assertEqual((project["name"], project["owner"]), ("Pets", "Ada"))
        self.assertEqual([each["name"] for each in project["labels"]], ["cat", "dog"])
        header, *rows = self.table(archive, "examples.csv")
        self.assertEqual(header, ["weight", "colour", "label", "author", "created"])
        self.assertCountEqual(
            [row[:4] for row in rows],
            [
                ["100", "red", "cat", "Ada"],
                ["101", "blue", "cat", "Ada"],
                ["200", "red", "dog", "Ada"],
            ],
        )

    def test_it_holds_every_model_and_the_files_of_the_one_in_use(self) -> None:
        for is_current in (False, True):
            ml_model = MLModel.objects.create(
                project=self.project,
                status="ready",
                finished_at=timezone.now(),
                is_current=is_current,
                file_names=["model.json", "gone.bin"] if is_current else [],
            )
            Evaluation.objects.create(
                ml_model=ml_model,
                method="held-back",
                accuracy=0.5,
                example_count=2,
                details={"confusion": [[1]]},
            )
        path = f"{ml_model.files_prefix}model.json"
        default_storage.save(path, ContentFile(b"weights"))
        self.addCleanup(default_storage.delete, path)

        archive = self.open(self.client.get(self.url("project", self.project.pk)))

        described = [n for n in archive.namelist() if n.endswith("/model.json")]
        files = [name for name in described if "/files/" in name]
        self.assertEqual(len(described), 3)  # Two in the same second have two names.
        self.assertEqual([archive.read(name) for name in files], [b"weights"])
        evaluations = [
            self.json(archive, name)["evaluation"]
            for name in described
            if name not in files
        ]
        self.assertEqual([each["accuracy"] for each in evaluations], [0.5, 0.5])
        self.assertEqual(evaluations[0]["confusion"], [[1]])

    def test_it_has_no_keys(self) -> None:
        key = ProjectKey.objects.of_member(self.project, self.ada)

        archive = self.open(self.client.get(self.url("project", self.project.pk)))

        text = b"".join(archive.read(name) for name in archive.namelist()).decode()
        for secret in (key.spell(), key.digest, str(key.nonce)):
            self.assertNotIn(secret, text)

    def test_the_file_is_called_after_the_project_in_any_script(self) -> None:
        self.project.name = "Кошки / 猫"
        self.project.save()

        for ask in (self.client.get, self.client.head):
            response = ask(self.url("project", self.project.pk))
            response.getvalue()
            self.assertEqual(
                response["Content-Disposition"],
                "attachment; filename*=utf-8''%D0%9A%D0%BE%D1%88%D0%BA%D0%B8%20_%20"
                "%E7%8C%AB.zip",
            )
            self.assertEqual(response["Content-Type"], "application/zip")
            for word in ("private", "no-store"):
                self.assertIn(word, response["Cache-Control"])

    def test_who_may(self) -> None:
        for user, status in (
            (self.ada, 200),
            (self.rivera, 200),
            (self.grace, 404),
            (self.linus, 404),
            (self.okoro, 404),
        ):
            self.client.force_login(user)
            response = self.client.get(self.url("project", self.project.pk))
            response.getvalue()
            self.assertEqual(response.status_code, status, user)
        self.client.force_login(self.ada)
        page = self.client.get(self.project.get_absolute_url())
        self.assertContains(page, self.url("project", self.project.pk))


class ExportPeopleTests(ExportTestCase):
    def test_a_student(self) -> None:
        make_project(self.ada, cat=1)
        make_project(self.ada, cat=1)
        others = make_project(self.linus, cat=1)
        others.examples.update(author=self.ada)
        Removal.objects.create(owner=self.ada, name="Bad", reason="Unkind")
        url = self.url("student", self.year_5.pk, self.ada.student.pk)

        archive = self.open(self.client.get(url))

        self.assertEqual(
            sorted(archive.namelist()),
            [
                "examples in projects of others.csv",
                "projects/Pets (2)/examples.csv",
                "projects/Pets (2)/project.json",
                "projects/Pets/examples.csv",
                "projects/Pets/project.json",
                "student.json",
            ],
        )
        student = self.json(archive, "student.json")
        self.assertEqual((student["username"], student["class"]), ("Ada", "Year 5"))
        self.assertEqual(student["removed_projects"][0]["reason"], "Unkind")
        elsewhere = self.table(archive, "examples in projects of others.csv")
        self.assertEqual(
            elsewhere[1][:3], ["Pets", "cat", "weight: 100.0; colour: red"]
        )

    def test_a_class(self) -> None:
        make_project(self.grace, cat=1)

        archive = self.open(self.client.get(self.url("classroom", self.year_5.pk)))

        names = set(archive.namelist())
        self.assertLessEqual(
            {
                "class.json",
                "students.csv",
                "students/Ada/student.json",
                "students/Grace/projects/Pets/examples.csv",
            },
            names,
        )
        self.assertFalse([name for name in names if "Linus" in name])
        students = self.table(archive, "students.csv")
        self.assertEqual(students[0], ["username", "group", "last_seen"])
        self.assertEqual(students[1][0], "Ada")

    def test_an_account(self) -> None:
        make_project(self.rivera, cat=1)
        Teaching.objects.create(
            classroom=self.year_6, user=self.rivera, role=Role.CO_TEACHER
        )
        self.rivera.set_password("three old goats")
        self.rivera.save()
        self.client.force_login(self.rivera)

        archive = self.open(self.client.get(self.url("account")))

        account = self.json(archive, "account.json")
        roles = {each["name"]: each["role"] for each in account["classes"]}
        self.assertEqual(roles, {"Year 5": "owner", "Year 6": "co-teacher"})
        names = archive.namelist()
        self.assertIn("projects/Pets/project.json", names)
        self.assertIn("classes/Year 5/students/Ada/student.json", names)
        self.assertFalse([name for name in names if "Year 6" in name])
        text = b"".join(archive.read(name) for name in names).decode()
        secrets = [
            self.rivera.password,
            self.ada.password,
            self.client.session.session_key,
        ]
        self.assertEqual([each for each in secrets if each and each in text], [])

    def test_only_their_teachers_may(self) -> None:
        urls = [
            self.url("student", self.year_5.pk, self.ada.student.pk),
            self.url("classroom", self.year_5.pk),
        ]
        for user in (self.okoro, self.ada, self.grace, self.linus):
            self.client.force_login(user)
            for url in urls:
                self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.okoro)
        url = self.url("student", self.year_6.pk, self.ada.student.pk)
        self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.ada)
        self.assertEqual(self.client.get(self.url("account")).status_code, 403)


class TurnsTests(ExportTestCase):
    def setUp(self) -> None:
        super().setUp()
        # In other databases, users of tests that run now have the same ids.
        give_own_cache(self)
        self.url = reverse("training:export-classroom", args=[self.year_5.pk])

    def test_two_at_a_time_and_a_third_when_one_is_done(self) -> None:
        first, second = self.client.get(self.url), self.client.get(self.url)

        third = self.client.get(self.url)

        self.assertContains(third, "Two downloads are on their way", status_code=429)
        self.assertEqual(third["Retry-After"], "30")
        first.getvalue()
        again = self.client.get(self.url)
        self.assertEqual(again.status_code, 200)
        for response in (second, again):
            response.getvalue()

    def test_asking_for_the_head_makes_no_file_and_tells_no_length(self) -> None:
        with patch("training.exporting.make_archive") as make:
            response = self.client.head(self.url)

        make.assert_not_called()
        self.assertIn("Year 5.zip", response["Content-Disposition"])
        self.assertNotIn("Content-Length", response.headers)

    def test_what_goes_wrong_takes_no_place(self) -> None:
        for _ in range(3):
            with (
                patch("training.exporting.write_classroom", side_effect=ValueError),
                self.assertRaises(ValueError),
                self.assertLogs("django.request", "ERROR"),
            ):
                self.client.get(self.url)

        response = self.client.get(self.url)
        response.getvalue()
        self.assertEqual(response.status_code, 200)

    def test_a_full_disk_is_said_to_be(self) -> None:
        full = OSError(28, "No space left on device")
        with patch("training.exporting.make_archive", side_effect=full):
            response = self.client.get(self.url)

        self.assertContains(response, "disk is full", status_code=507)


class OneMomentTests(TransactionTestCase):
    def test_what_happens_meanwhile_is_not_in_it(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        project = make_project(ada, cat=3)
        found: list[int] = []

        def write(folder: exporting.Folder) -> None:
            examples = project.examples.all()
            rows = rows_of(project, examples, list(project.live_fields()), {})
            next(rows)
            self.elsewhere(lambda: project.examples.all().delete())
            found.append(1 + len(list(rows)))
            found.append(Student.objects.count() and project.examples.count())

        exporting.make_archive(write).close()

        self.assertEqual(found, [3, 3])
        self.assertEqual(project.examples.count(), 0)

    def elsewhere(self, verb) -> None:
        """Do it over another connection, at once."""
        at_once(lambda _number: verb(), 1)
