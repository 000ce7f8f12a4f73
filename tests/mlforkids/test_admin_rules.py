from datetime import timedelta
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from classrooms.models import (
    Classroom,
    EraseReceipt,
    Notice,
    Policy,
    SiteSettings,
)
from projects.models import DiscardedFiles, Project
from tests.classrooms.teaching import help_to_teach
from tests.mlforkids.admin import AdminTestCase
from tests.school import make_project
from training.models import MLModel


class EraseTests(AdminTestCase):
    """Deleting in the admin, which erases."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_project(self.ada, cat=3)
        self.file = f"{self.project.files_prefix}examples/x"
        default_storage.save(self.file, ContentFile(b"x"))

    def prefixes(self) -> set[str]:
        return set(DiscardedFiles.objects.values_list("prefix", flat=True))

    def test_django_asks_first_and_says_how_much_goes(self) -> None:
        page = self.act("classrooms_classroom", "delete_selected", self.year_5)

        self.assertContains(page, "Students: 2")
        self.assertContains(page, "Examples: 3")
        self.assertTrue(Classroom.objects.filter(pk=self.year_5.pk).exists())

    def test_classes_students_and_teachers_go_with_their_files(self) -> None:
        for name, row, subject in (
            ("classrooms_classroom", self.year_5, "classroom"),
            ("classrooms_student", self.ada.student, "student"),
            ("classrooms_user", self.ada, "student"),
            ("classrooms_user", self.rivera, "account"),
        ):
            for how in ("one", "several"):
                with self.subTest(name=name, how=how):
                    self.erase_and_look(name, row, subject, how)

    def erase_and_look(self, name: str, row: object, subject: str, how: str) -> None:
        with transaction.atomic():
            if how == "one":
                url = reverse(f"admin:{name}_delete", args=[row.pk])
                self.client.post(url, {"post": "yes"})
            else:
                self.act(name, "delete_selected", row, post="yes")
            self.assertFalse(type(row).objects.filter(pk=row.pk).exists())
            self.assertFalse(Project.objects.exists())
            self.assertIn(self.project.files_prefix, self.prefixes())
            receipt = EraseReceipt.objects.get()
            self.assertEqual(receipt.subject, subject)
            self.assertEqual(receipt.erased_by, self.operator)
            transaction.set_rollback(True)  # For the next one.

    def test_projects_go_with_their_files_and_their_owner_is_told(self) -> None:
        self.act("projects_project", "delete_selected", self.project, post="yes")

        self.assertFalse(Project.objects.exists())
        self.assertEqual(self.prefixes(), {self.project.files_prefix})
        self.assertIn("people who run this site", self.ada.removals.get().reason)

    def test_models_go_with_their_files(self) -> None:
        ml_model = MLModel.objects.create(project=self.project)

        self.act("training_mlmodel", "delete_selected", ml_model, post="yes")

        self.assertEqual(self.prefixes(), {ml_model.folder})

    def test_receipts_and_files_on_their_way_out_are_only_looked_at(self) -> None:
        receipt = EraseReceipt.objects.create(subject="project", subject_id="x")
        files = DiscardedFiles.objects.create(prefix="x/")
        for name, row in (
            ("classrooms_erasereceipt", receipt),
            ("projects_discardedfiles", files),
        ):
            for page in ("delete", "change"):
                url = reverse(f"admin:{name}_{page}", args=[row.pk])
                with self.subTest(name=name, page=page):
                    response = self.client.post(url, {"post": "yes"})
                    self.assertEqual(response.status_code, 403)


class SiteTests(AdminTestCase):
    """What the operator decides for everybody."""

    def change_settings(self, **other: object):
        fields = SiteSettings._meta.concrete_fields
        now = {each.name: getattr(SiteSettings.current(), each.name) for each in fields}
        url = reverse("admin:classrooms_sitesettings_change", args=[1])
        return self.client.post(url, now | other)

    def test_there_is_one_page_for_the_one_row(self) -> None:
        page = self.client.get(
            reverse("admin:classrooms_sitesettings_changelist"), follow=True
        )

        self.assertContains(page, "guest_quota")
        self.assertFalse(SiteSettings.objects.exists())
        for name in ("add", "delete"):
            arguments = [1] if name == "delete" else []
            url = reverse(f"admin:classrooms_sitesettings_{name}", args=arguments)
            self.assertEqual(self.client.get(url).status_code, 403)

    def test_saving_it_makes_the_row_and_then_changes_it(self) -> None:
        for quota in (7, 8):
            self.assertEqual(self.change_settings(guest_quota=quota).status_code, 302)
            self.assertEqual(SiteSettings.objects.get().guest_quota, quota)

    def test_ceilings_that_no_class_could_bear_are_refused(self) -> None:
        page = self.change_settings(student_ceiling=501)

        self.assertContains(page, "500 students are the most.")
        self.assertFalse(SiteSettings.objects.exists())

    def test_quotas_back_to_the_defaults(self) -> None:
        Policy.objects.update(student_quota=3)

        self.act("classrooms_classroom", "reset_policies", self.year_5)

        quotas = Policy.objects.values_list("classroom__name", "student_quota")
        self.assertEqual(dict(quotas), {"Year 5": 60, "Year 6": 3})

    def test_a_policy_is_changed_on_the_page_of_its_class(self) -> None:
        url = reverse("admin:classrooms_classroom_change", args=[self.year_5.pk])
        policy = self.year_5.policy
        fields = Policy._meta.concrete_fields
        form = {f"policy-0-{each.name}": getattr(policy, each.name) for each in fields}
        form |= {"policy-0-classroom": self.year_5.pk, "policy-0-model_days": ""}
        form |= {"policy-TOTAL_FORMS": 1, "policy-INITIAL_FORMS": 1}
        form |= {"teachings-TOTAL_FORMS": 0, "teachings-INITIAL_FORMS": 0}
        form |= {"name": "Year 5", "language": "en"}
        form |= {"policy-0-allowed_kinds": ["numbers"], "policy-0-label_quota": 9}

        self.assertRedirects(
            self.client.post(url, form),
            reverse("admin:classrooms_classroom_changelist"),
        )

        policy.refresh_from_db()
        self.assertEqual((policy.label_quota, policy.allowed_kinds), (9, ["numbers"]))

    def test_notices_end_now(self) -> None:
        hour = timedelta(hours=1)
        now = timezone.now()
        showing = Notice.objects.create(text="Now", starts_at=now - hour)
        Notice.objects.create(text="Later", starts_at=now + hour)
        other = Notice.objects.create(text="Other", starts_at=now - hour)

        chosen = Notice.objects.exclude(pk=other.pk)
        with patch("mlforkids.admin.site.forget_notices") as forget:
            self.act("classrooms_notice", "end_now", *chosen)

        self.assertEqual(list(Notice.objects.showing()), [other])
        showing.refresh_from_db()
        self.assertIsNotNone(showing.ends_at)
        forget.assert_called_once_with()

    def test_a_new_notice_is_seen_at_once(self) -> None:
        form = {
            "text": "Closed on Friday",
            "audience": "everybody",
            "starts_at_0": "2020-01-01",
            "starts_at_1": "08:00",
        }

        with patch("mlforkids.admin.site.forget_notices") as forget:
            self.client.post(reverse("admin:classrooms_notice_add"), form)

        self.assertEqual(Notice.objects.get().text, "Closed on Friday")
        forget.assert_called_once_with()


class HandOverTests(AdminTestCase):
    """A class whose owner cannot hand it over any more."""

    def test_a_co_teacher_becomes_the_owner(self) -> None:
        help_to_teach(self.okoro, self.year_5)
        teaching = self.year_5.teachings.get(user=self.okoro)

        self.act("classrooms_teaching", "make_owners", teaching)

        page = self.page("classrooms_teaching_changelist")
        self.assertContains(page, "owns Year 5 now.")
        self.assertTrue(self.year_5.is_owned_by(self.okoro))
        self.assertFalse(self.year_5.is_owned_by(self.rivera))

    def test_the_owner_stays_the_owner(self) -> None:
        teaching = self.year_5.teachings.get(user=self.rivera)

        self.act("classrooms_teaching", "make_owners", teaching)

        page = self.page("classrooms_teaching_changelist")
        self.assertContains(page, "Choose somebody who helps to teach this class.")
        self.assertTrue(self.year_5.is_owned_by(self.rivera))
