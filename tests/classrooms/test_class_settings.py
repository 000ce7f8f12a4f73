from unittest.mock import patch

from django.test import TransactionTestCase
from django.urls import reverse

from classrooms import actions
from classrooms.models import QUOTAS_OF_CLASS, Classroom, Policy, SiteSettings, User
from classrooms.quotas import policy_of
from projects.kinds import KINDS
from tests.at_once import at_once
from tests.school import SchoolTestCase, make_classroom, make_project


def filled_in(**other: object) -> dict[str, object]:
    """Return the form as the page first shows it, with these answers instead."""
    defaults = Policy()
    names = (
        "student_quota",
        "project_quota",
        "label_quota",
        "storage_quota",
        "text_quota",
        "image_quota",
        "sound_quota",
        "row_quota",
        "field_quota",
        "choice_quota",
        *QUOTAS_OF_CLASS.values(),
    )
    return {
        "name": "Year 5",
        "language": "en",
        "allowed_kinds": list(KINDS),
        "model_days": "",
        **{name: getattr(defaults, name) for name in names},
        **other,
    }


class ClassSettingsTests(SchoolTestCase):
    """/classrooms/<classroom_id>/settings/"""

    def setUp(self) -> None:
        self.client.force_login(self.rivera)
        self.url = reverse("classrooms:settings", args=[self.year_5.pk])

    def save(self, **other: object):
        return self.client.post(self.url, filled_in(**other))

    def policy(self) -> Policy:
        return Policy.objects.get(classroom=self.year_5)

    def test_it_shows_what_binds_the_class_and_up_to_what(self) -> None:
        self.year_5.policy.student_quota = 150
        self.year_5.policy.save()
        SiteSettings.objects.create(pk=1, student_ceiling=120)

        page = self.client.get(self.url)

        self.assertContains(page, 'value="120"')
        self.assertContains(page, "Up to 120.")

    def test_it_saves_everything_at_once(self) -> None:
        response = self.save(
            name=" Class  5b ", language="de", student_quota=80, model_days=30
        )

        self.assertRedirects(response, self.url, fetch_redirect_response=False)
        classroom = Classroom.objects.get(pk=self.year_5.pk)
        self.assertEqual((classroom.name, classroom.language), ("Class 5b", "de"))
        policy = self.policy()
        self.assertEqual((policy.student_quota, policy.model_days), (80, 30))
        self.assertContains(self.client.get(self.url), "Saved.")

    def test_all_kinds_are_those_of_tomorrow_too(self) -> None:
        self.save(allowed_kinds=list(KINDS))

        self.assertEqual(self.policy().allowed_kinds, [])
        self.assertTrue(self.policy().allows_kind("text"))

    def test_some_kinds_are_stored_by_their_codes(self) -> None:
        self.save(allowed_kinds=["text"])

        self.assertEqual(self.policy().allowed_kinds, ["text"])

    def test_bad_answers_are_refused_with_a_sentence_and_nothing_is_saved(self) -> None:
        for name, answer, sentence in (
            ("name", "", "required"),
            ("name", "x" * 41, "40"),
            ("name", "a\0", ""),
            ("language", "klingon", "klingon"),
            ("student_quota", "", "Type a number from 1 to 200."),
            ("student_quota", "0", "Type a number from 1 to 200."),
            ("student_quota", "-1", "Type a number from 1 to 200."),
            ("student_quota", "201", "Type a number from 1 to 200."),
            ("student_quota", "many", "Type a number from 1 to 200."),
            ("student_quota", "1.5", "Type a number from 1 to 200."),
            ("storage_quota", "9" * 5000, "from 1 to 20,480."),
            ("row_quota", "10001", "from 1 to 10,000."),
            ("model_days", "0", "a number of days"),
            ("model_days", "9999", "a number of days"),
            ("model_days", "soon", "a number of days"),
            ("allowed_kinds", [], "Choose at least one kind."),
            ("allowed_kinds", ["sorcery"], "Choose from the kinds"),
        ):
            with self.subTest(name=name, answer=str(answer)[:10]):
                response = self.save(**{"label_quota": 12, name: answer})

                self.assertContains(response, sentence, status_code=400)
                self.assertContains(response, "<h1>Year 5</h1>", status_code=400)
                self.assertEqual(self.policy().label_quota, 30)

    def test_only_quotas_of_kinds_that_there_are_are_shown(self) -> None:
        self.assertContains(self.client.get(self.url), "sound_quota")

        with patch.object(type(KINDS["sounds"]), "quota_names", ()):
            page = self.client.get(self.url)

        self.assertContains(page, "row_quota")
        self.assertNotContains(page, "sound_quota")

    def test_quotas_that_are_not_shown_stay_as_they_are(self) -> None:
        with patch.object(type(KINDS["sounds"]), "quota_names", ()):
            self.save(sound_quota=3)

        self.assertEqual(self.policy().sound_quota, 200)

    def test_fewer_than_there_are_is_fine_and_is_said(self) -> None:
        make_project(self.ada, cat=1)
        make_project(self.ada, cat=1)

        self.save(student_quota=1, project_quota=1)

        page = self.client.get(self.url)
        self.assertContains(page, "The class has 2 students. Nobody is removed")
        self.assertContains(page, "Some students have more projects already.")
        self.assertEqual(self.year_5.students.count(), 2)

    def test_a_ceiling_that_sinks_later_binds_at_once(self) -> None:
        self.save(student_quota=150)
        SiteSettings.objects.create(pk=1, student_ceiling=10)

        classroom = Classroom.objects.get(pk=self.year_5.pk)
        self.assertEqual(policy_of(classroom).student_quota, 10)

    def test_where_the_operator_allows_none_the_rest_can_still_be_saved(self) -> None:
        SiteSettings.objects.create(pk=1, storage_ceiling=0)

        self.assertEqual(self.save(storage_quota=0).status_code, 302)

    def test_back_to_the_defaults(self) -> None:
        self.save(name="5b", student_quota=80, model_days=3)
        url = reverse("classrooms:reset-settings", args=[self.year_5.pk])

        self.assertRedirects(self.client.post(url), self.url)

        policy = self.policy()
        self.assertEqual((policy.student_quota, policy.model_days), (60, None))
        self.assertEqual(Classroom.objects.get(pk=self.year_5.pk).name, "5b")
        self.assertEqual(self.client.get(url).status_code, 405)

    def test_a_co_teacher_changes_it_but_does_not_delete_the_class(self) -> None:
        self.year_5.teachings.create(user=self.okoro, role="co-teacher")
        self.client.force_login(self.okoro)

        self.assertEqual(self.save(label_quota=12).status_code, 302)

        self.assertNotContains(self.client.get(self.url), "Delete this class")
        self.assertEqual(self.policy().label_quota, 12)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        reset = reverse("classrooms:reset-settings", args=[self.year_5.pk])
        for user in (self.ada, self.linus, self.okoro):
            self.client.force_login(user)
            with self.subTest(user=str(user)):
                self.assertEqual(self.client.get(self.url).status_code, 404)
                self.assertEqual(self.save().status_code, 404)
                self.assertEqual(self.client.post(reset).status_code, 404)

    def test_teachers_who_look_on_hear_of_it(self) -> None:
        with patch("classrooms.live.announce") as announce:
            self.save()

        announce.assert_called_once_with(self.year_5.pk)


class SettingsAtOnceTests(TransactionTestCase):
    def test_of_two_who_save_the_last_wins_and_nothing_is_half_written(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        classroom = make_classroom("Year 5", rivera, "YEAR5555")

        def save(number: int) -> None:
            changes = {"student_quota": number + 1, "project_quota": number + 1}
            mine = Classroom.objects.get(pk=classroom.pk)
            actions.change_settings(mine, f"Class {number + 1}", "en", changes)

        results = at_once(save, 8)

        self.assertEqual(results, [None] * 8)
        saved = Classroom.objects.get(pk=classroom.pk)
        quota = saved.policy.student_quota
        self.assertEqual(saved.policy.project_quota, quota)
        self.assertEqual(saved.name, f"Class {quota}")
