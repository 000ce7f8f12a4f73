from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from classrooms.actions import open_guest_classroom
from classrooms.models import (
    EraseReceipt,
    Invitation,
    Notice,
    Subject,
    User,
)
from projects.models import DiscardedFiles
from tests.mlforkids.admin import AdminTestCase
from tests.school import make_classroom, make_project, make_student
from training.models import MLModel

LISTED = (
    "classrooms_user",
    "classrooms_student",
    "classrooms_classroom",
    "classrooms_invitation",
    "classrooms_erasereceipt",
    "classrooms_notice",
    "projects_project",
    "projects_discardedfiles",
    "training_mlmodel",
)


class EveryPageTests(AdminTestCase):
    """Lists and forms of the admin."""

    def fill(self, number: int) -> None:
        teacher = User.objects.create_user(f"t{number}@school.example")
        classroom = make_classroom(f"Class {number}", teacher, f"{number:08}")
        student = make_student("Ada", classroom)
        student.student.last_seen_at = timezone.now()
        student.student.save()
        project = make_project(student, cat=1)
        MLModel.objects.create(project=project)
        shared = make_project(teacher, cat=1)
        shared.classroom = classroom
        shared.save()
        Notice.objects.create(text=f"News {number}")
        receipt = EraseReceipt.objects.create(
            subject=Subject.PROJECT, subject_id="x", erased_by=teacher
        )
        DiscardedFiles.objects.create(prefix=f"projects/{number}/", receipt=receipt)
        Invitation.objects.create(
            classroom=classroom, email="x@school.example", invited_by=teacher
        )

    def count_queries(self, name: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(self.page(f"{name}_changelist").status_code, 200)
        return len(queries)

    def test_projects_say_which_class_fills_them(self) -> None:
        self.fill(7)

        page = self.page("projects_project_changelist")

        # That of the student's own, and the one that the class fills.
        self.assertContains(page, '<td class="field-whose_class">Class 7</td>', count=2)

    def test_queries_do_not_grow_with_rows(self) -> None:
        self.fill(0)
        counts = {name: self.count_queries(name) for name in LISTED}
        for number in range(1, 10):
            self.fill(number)

        for name in LISTED:
            with self.subTest(name=name):
                self.assertEqual(self.count_queries(name), counts[name])

    def test_every_row_has_a_page_and_none_shows_a_secret(self) -> None:
        self.fill(0)
        for model in admin.site._registry:
            name = f"{model._meta.app_label}_{model._meta.model_name}"
            for row in model._default_manager.all()[:3]:
                with self.subTest(model=name):
                    page = self.page(f"{name}_change", row.pk)
                    self.assertEqual(page.status_code, 200)
                    for secret in ("pbkdf2", "md5$", "nonce", "digest"):
                        self.assertNotContains(page, secret)

    def test_searching_finds_people_and_classes(self) -> None:
        for name, words in (
            ("classrooms_user", "rivera"),
            ("classrooms_user", "Ada"),
            ("classrooms_student", "Year 5"),
            ("classrooms_classroom", "YEAR5555"),
            ("classrooms_classroom", "okoro"),
        ):
            with self.subTest(name=name, words=words):
                url = reverse(f"admin:{name}_changelist")
                page = self.client.get(url, {"q": words})
                self.assertContains(page, 'class="action-select"')

    def test_guests_can_be_told_from_classes(self) -> None:
        open_guest_classroom()
        url = reverse("admin:classrooms_classroom_changelist")

        self.assertContains(self.client.get(url, {"guests": "yes"}), "Guest")
        self.assertContains(self.client.get(url, {"guests": "no"}), "Year 5")
        self.assertNotContains(self.client.get(url, {"guests": "yes"}), "Year 5")

    def test_secrets_of_the_second_step_have_no_page(self) -> None:
        names = {model._meta.label for model in admin.site._registry}

        self.assertNotIn("mfa.Authenticator", names)
        self.assertNotIn("projects.ProjectKey", names)
        self.assertNotIn("account.EmailAddress", names)


class DoorTests(AdminTestCase):
    """/admin/, for those who do not run the site."""

    def test_students_and_teachers_are_turned_away(self) -> None:
        for user in (self.ada, self.rivera):
            self.client.force_login(user)
            with self.subTest(user=str(user)):
                page = self.client.get("/admin/", follow=True)
                self.assertEqual(page.status_code, 403)

    def test_strangers_log_in_by_the_site_s_own_door(self) -> None:
        self.client.logout()

        page = self.client.get("/admin/login/")

        self.assertEqual(page.status_code, 302)
        self.assertTrue(page["Location"].startswith(reverse("account_login")))
        post = {"username": "root@school.example", "password": "x"}
        self.assertEqual(self.client.post("/admin/login/", post).status_code, 302)
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_who_has_a_second_step_needs_it_here_too(self) -> None:
        operator = User.objects.create_superuser("second@school.example", "x" * 12)
        TOTP.activate(operator, "A" * 32)
        self.client.logout()

        form = {"login": operator.email, "password": "x" * 12, "next": "/admin/"}
        page = self.client.post(reverse("account_login"), form)

        self.assertRedirects(page, reverse("mfa_authenticate"))
        self.assertEqual(self.client.get("/admin/").status_code, 302)

    def test_passwords_are_changed_where_all_teachers_change_theirs(self) -> None:
        page = self.client.get(reverse("admin:password_change"))

        self.assertRedirects(
            page, reverse("account_change_password"), fetch_redirect_response=False
        )
