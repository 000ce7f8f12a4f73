import json
from pathlib import Path
from zipfile import ZipFile

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from classrooms.models import Classroom, Student, User
from projects.models import TrainingExample
from tests.school import make_classroom, make_project, make_student
from training.models import MLModel

from .site import SiteTestCase


class EraseAndExportTests(SiteTestCase):
    """A teacher hands work out, then erases a student, the class, and the account."""

    needs_worker = True  # It deletes the files, and the receipt says so.

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.rivera.password = make_password("three old goats")
        self.rivera.save()
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ада 🦊", self.year_5)
        self.grace = make_student("Grace", self.year_5)
        pets = make_project(self.ada, cat=3, dog=2)
        default_storage.save(f"{pets.files_prefix}notes.txt", ContentFile(b"x"))
        self.sign_in(self.rivera)

    def download(self, link) -> ZipFile:
        with self.page.expect_download() as download:
            link.click()
        self.file_name = download.value.suggested_filename
        path = Path(download.value.path())
        return self.enterContext(ZipFile(path))

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def expect_receipt(self) -> None:
        expect(self.page.get_by_role("heading", name="It is erased")).to_be_visible()

    def test_a_student_s_work_is_taken_along_before_it_is_erased(self) -> None:
        page = reverse("training:erase-students", args=[self.year_5.pk])
        self.page.goto(f"{page}?student={self.ada.student.pk}")
        expect(self.page.get_by_text("5 examples")).to_be_visible()

        archive = self.download(self.page.get_by_role("link", name="Ада 🦊"))

        self.assertEqual(self.file_name, "Ада 🦊.zip")
        self.assertIsNone(archive.testzip())
        student = json.loads(archive.read("student.json"))
        self.assertEqual(student["username"], "Ада 🦊")
        rows = archive.read("projects/Pets/examples.csv").decode("utf-8-sig")
        self.assertEqual(len(rows.splitlines()), 1 + 5)

        self.press("Erase for good")
        self.expect_receipt()
        self.assertEqual(Student.objects.get(), self.grace.student)
        expect(self.page.get_by_role("button", name="Print")).to_be_visible()

        def is_gone() -> bool:
            self.page.reload()
            return self.page.get_by_text("1, all gone since").is_visible()

        self.wait_until(is_gone)

    def test_nothing_is_erased_by_looking_or_by_going_back(self) -> None:
        page = reverse("training:erase-students", args=[self.year_5.pk])
        self.page.goto(f"{page}?student={self.ada.student.pk}")

        self.page.get_by_role("link", name="Keep everything").click()

        expect(self.page.get_by_role("heading", name="Year 5")).to_be_visible()
        self.assertEqual(Student.objects.count(), 2)

    def test_whose_models_have_learnt_is_asked_with_the_keyboard(self) -> None:
        project = make_project(self.grace, cat=3, dog=3)
        first = project.examples.first()
        TrainingExample.objects.filter(pk=first.pk).update(author=self.ada)
        finished = {"status": "ready", "finished_at": timezone.now()}
        MLModel.objects.create(project=project, is_current=True, **finished)
        page = reverse("training:erase-students", args=[self.year_5.pk])
        self.page.goto(f"{page}?student={self.ada.student.pk}")

        delete = self.page.get_by_label("Delete these models")
        expect(delete).to_be_checked()
        delete.focus()
        self.page.keyboard.press("ArrowDown")
        expect(self.page.get_by_label("Train them again")).to_be_checked()
        self.page.keyboard.press("Enter")

        self.expect_receipt()

    def test_a_class_goes_when_its_name_is_typed(self) -> None:
        self.page.goto(reverse("training:erase-classroom", args=[self.year_5.pk]))
        box = self.page.get_by_label("Type the name of the class")
        box.fill("Year 6")
        self.press("Erase this class")
        expect(self.page.get_by_text("This is not its name")).to_be_visible()
        self.expect_problem("400")
        self.assertTrue(Classroom.objects.exists())

        box.fill("year 5")
        self.press("Erase this class")

        self.expect_receipt()
        self.assertFalse(Student.objects.exists())
        self.page.get_by_role("link", name="Back to the start").click()
        expect(self.page.get_by_role("heading", name="My classes")).to_be_visible()

    def test_an_account_goes_and_nobody_is_logged_in(self) -> None:
        self.page.goto(reverse("training:account-data"))
        archive = self.download(
            self.page.get_by_role("link", name="Download everything")
        )
        self.assertIn("classes/Year 5/students.csv", archive.namelist())

        self.page.get_by_role("link", name="See what would go").click()
        self.page.get_by_label("Type your e-mail address").fill(self.rivera.email)
        self.page.get_by_label("Your password").fill("three old goats")
        self.press("Erase my account")

        self.expect_receipt()
        self.assertFalse(User.objects.exists())
        self.page.get_by_role("link", name="Back to the start").click()
        expect(self.page.get_by_role("link", name="I am a teacher")).to_be_visible()

    def test_a_child_takes_a_project_along(self) -> None:
        self.context.clear_cookies()
        self.sign_in(self.ada)
        self.page.goto(self.ada.projects.get().get_absolute_url())

        archive = self.download(
            self.page.get_by_role("link", name="Download everything")
        )

        self.assertEqual(self.file_name, "Pets.zip")
        self.assertIn("project.json", archive.namelist())
