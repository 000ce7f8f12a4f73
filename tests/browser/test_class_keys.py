from django.contrib.auth.hashers import make_password
from django.urls import reverse
from playwright.sync_api import Page, expect

from classrooms.models import User
from projects.models import ProjectKey, TrainingExample
from tests.projects.class_case import put

from .class_page import ClassPageTestCase


class MemberKeysTests(ClassPageTestCase):
    """Each student has a key on the page Make; their teacher may switch it off."""

    def open_make(self, user: User) -> Page:
        context = self.new_context()
        self.sign_in(user, context)
        page = context.new_page()
        page.goto(reverse("training:make", args=[self.project.pk]))
        return page

    def key_of(self, user: User) -> str:
        return ProjectKey.objects.get(project=self.project, member=user).spell()

    def test_a_student_renews_their_own(self) -> None:
        page = self.open_make(self.ada)
        first = self.key_of(self.ada)
        expect(page.locator("#scratch-key")).to_contain_text(first)

        page.get_by_role("button", name="Renew the key").click()
        page.get_by_role("button", name="Renew it").click()

        expect(page.locator("#scratch-key")).not_to_contain_text(first)
        expect(page.locator("#scratch-key")).to_contain_text(self.key_of(self.ada))
        expect(page.locator("member-keys")).to_have_count(0)

    def test_a_teacher_switches_that_of_one_student_off(self) -> None:
        for student in (self.ada, self.grace):
            ProjectKey.objects.of_member(self.project, student)
        self.sign_in(self.rivera)
        self.page.goto(reverse("projects:class", args=[self.project.pk]))
        keys = self.page.locator("member-keys")
        expect(keys.get_by_role("listitem")).to_have_count(2)

        keys.get_by_role("button", name="Switch off the key of Ada").press("Enter")
        self.page.get_by_role("button", name="Switch it off").press("Enter")

        expect(keys.get_by_role("listitem")).to_have_count(1)
        expect(keys.get_by_text("Grace")).to_be_visible()
        members = ProjectKey.objects.values_list("member", flat=True)
        self.assertEqual(list(members), [self.grace.pk])

    def test_where_nobody_has_one_it_says_so(self) -> None:
        self.sign_in(self.rivera)
        self.page.goto(reverse("training:make", args=[self.project.pk]))

        expect(self.page.get_by_text("No student has a key yet.")).to_be_visible()


class EraseMembersTests(ClassPageTestCase):
    """What a student has added goes, or stays without their name."""

    def setUp(self) -> None:
        super().setUp()
        self.rivera.password = make_password("three old goats")
        self.rivera.save()
        put(self.project.live_labels()[0], self.ada, "Hooray", "Yes")
        self.sign_in(self.rivera)
        page = reverse("training:erase-students", args=[self.year_5.pk])
        self.page.goto(f"{page}?student={self.ada.student.pk}")

    def finish(self) -> None:
        self.page.get_by_role("button", name="Erase for good").click()
        expect(self.page.get_by_role("heading", name="It is erased")).to_be_visible()

    def test_a_teacher_keeps_them(self) -> None:
        expect(self.page.get_by_text("These are 2 examples.")).to_be_visible()
        expect(self.page.get_by_label("Erase them, too.")).to_be_checked()

        self.page.get_by_label("Keep them, without a name.").check()
        self.finish()

        kept = self.page.get_by_role("row").filter(has_text="without a name")
        expect(kept).to_contain_text("2")
        self.assertEqual(TrainingExample.objects.filter(author=None).count(), 2)

    def test_a_teacher_erases_them(self) -> None:
        self.finish()

        self.assertFalse(TrainingExample.objects.exists())
