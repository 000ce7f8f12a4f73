from django.urls import reverse

from classrooms.models import User
from projects import actions
from projects.models import DiscardedFiles, Project
from tests.school import SchoolTestCase, make_project
from training.models import MLModel


class CreateProjectTests(SchoolTestCase):
    """POST /projects/"""

    def setUp(self) -> None:
        self.client.force_login(self.ada)
        self.url = reverse("projects:list")

    def create(self, name: str, kind: str = "numbers"):
        return self.client.post(self.url, {"name": name, "kind": kind})

    def test_it_leads_to_the_new_project(self) -> None:
        response = self.create(" Кошки  и собаки ")

        project = self.ada.projects.get()
        self.assertEqual(project.name, "Кошки и собаки")
        self.assertRedirects(response, reverse("projects:train", args=[project.pk]))

    def test_bad_names_and_kinds_are_refused(self) -> None:
        for name, kind in (
            ("", "numbers"),
            ("x" * 41, "numbers"),
            ("a\0", "numbers"),
            ("x", "y"),
        ):
            with self.subTest(name=name, kind=kind):
                self.assertEqual(self.create(name, kind).status_code, 400)
        self.assertFalse(self.ada.projects.exists())

    def test_the_quota_is_said_and_kept(self) -> None:
        self.year_5.policy.project_quota = 1
        self.year_5.policy.save()
        self.create("One")

        response = self.create("Two")

        self.assertContains(response, "You may have 1 project.", status_code=400)
        self.assertEqual(self.ada.projects.count(), 1)

    def test_kinds_that_the_class_does_not_use_are_neither_offered_nor_made(
        self,
    ) -> None:
        self.year_5.policy.allowed_kinds = ["text"]
        self.year_5.policy.save()

        self.assertNotContains(self.client.get(self.url), 'value="numbers"')
        self.assertContains(
            self.create("One"), "Choose one of the kinds", status_code=400
        )
        with self.assertRaisesMessage(actions.KindNotAllowed, "Choose another."):
            ada = User.objects.get(pk=self.ada.pk)
            actions.create_project(ada, "One", "numbers")
        self.assertFalse(self.ada.projects.exists())

    def test_each_sees_their_own_only(self) -> None:
        make_project(self.grace, cat=1)

        self.assertNotContains(self.client.get(self.url), "Pets")

    def test_queries_do_not_grow_with_projects(self) -> None:
        for more in (1, 9):
            for _ in range(more):
                make_project(self.ada, cat=1)
            # session, user, student, classroom, policy, site settings, projects,
            # removals
            with self.subTest(more=more), self.assertNumQueries(9):
                self.client.get(self.url)


class ProjectTests(SchoolTestCase):
    """/api/projects/<project_id>/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=2, dog=2)
        cls.url = reverse("projects:project", args=[cls.project.pk])

    def delete(self, **data: object):
        return self.client.delete(self.url, data, "application/json")

    def test_renaming(self) -> None:
        self.client.force_login(self.ada)

        good = self.client.patch(self.url, {"name": " Beasts "}, "application/json")
        bad = self.client.patch(self.url, {"name": ""}, "application/json")

        self.assertEqual((good.json()["name"], bad.status_code), ("Beasts", 400))

    def test_deleting_takes_everything_with_it(self) -> None:
        MLModel.objects.create(project=self.project)
        self.client.force_login(self.ada)

        self.assertEqual(self.delete().status_code, 204)

        self.assertFalse(Project.objects.exists())
        self.assertFalse(MLModel.objects.exists())
        self.assertEqual(DiscardedFiles.objects.get().prefix, self.project.files_prefix)
        self.assertEqual(self.delete().status_code, 404)

    def test_a_teacher_who_deletes_says_why_and_the_student_reads_it(self) -> None:
        self.client.force_login(self.rivera)

        self.assertEqual(self.delete().status_code, 400)
        self.assertEqual(self.delete(reason="Unkind words").status_code, 204)

        self.client.force_login(self.ada)
        page = self.client.get(reverse("projects:list"))
        self.assertContains(page, "Unkind words")
        removal = self.ada.removals.get()
        self.client.post(reverse("projects:dismiss-removal", args=[removal.pk]))
        self.assertFalse(self.ada.removals.exists())

    def test_a_reason_is_measured_as_it_is_stored(self) -> None:
        self.client.force_login(self.rivera)

        for reason in ("\u0958" * 200, "x" * 201, "e\u0301" * 201):
            response = self.delete(reason=reason)
            self.assertEqual(response.status_code, 400)
            self.assertIn("200 characters at most", response.json()["reason"][0])
        self.assertEqual(self.delete(reason="e\u0301" * 200).status_code, 204)

    def test_nobody_dismisses_what_another_should_read(self) -> None:
        actions.delete_project(self.project, by=self.rivera, reason="x")
        self.client.force_login(self.grace)

        url = reverse("projects:dismiss-removal", args=[self.ada.removals.get().pk])

        self.assertEqual(self.client.post(url).status_code, 404)

    def test_teacher_may_look_but_not_rename(self) -> None:
        self.client.force_login(self.rivera)

        self.assertEqual(self.client.get(self.url).status_code, 200)
        patched = self.client.patch(self.url, {"name": "x"}, "application/json")
        self.assertEqual(patched.status_code, 403)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        pages = [
            reverse(name, args=[self.project.pk])
            for name in (
                "projects:detail",
                "projects:train",
                "training:learn",
                "training:make",
            )
        ]
        for user in (self.grace, self.linus, self.okoro):
            self.client.force_login(user)
            self.assertEqual(self.delete(reason="x").status_code, 404)
            for url in [self.url, *pages]:
                with self.subTest(user=str(user), url=url):
                    self.assertEqual(self.client.get(url).status_code, 404)

    def test_owner_and_teacher_see_every_page(self) -> None:
        for user in (self.ada, self.rivera):
            self.client.force_login(user)
            for name in (
                "projects:detail",
                "projects:train",
                "training:learn",
                "training:make",
            ):
                with self.subTest(user=str(user), page=name):
                    response = self.client.get(reverse(name, args=[self.project.pk]))
                    self.assertContains(response, "Pets")

    def test_a_co_teacher_sees_each_project_once(self) -> None:
        self.year_5.teachings.create(user=self.okoro, role="co-teacher")

        for user in (self.ada, self.rivera, self.okoro):
            with self.subTest(user=str(user)):
                self.assertEqual(Project.objects.visible_to(user).count(), 1)
