"""The pages on which teachers let a class fill projects."""

from django.urls import reverse

from classrooms.models import Role, Teaching, User
from classrooms.quotas import CLASS_PROJECTS
from projects import actions
from projects.models import Project
from tests.school import SchoolTestCase, make_project


class ClassroomProjectsTests(SchoolTestCase):
    """/classrooms/<classroom_id>/projects/"""

    def setUp(self) -> None:
        self.client.force_login(self.rivera)
        self.url = reverse("classrooms:projects", args=[self.year_5.pk])

    def start(self, **other: str):
        return self.client.post(self.url, {"name": "Birds", "kind": "text", **other})

    def test_a_teacher_starts_a_project_that_the_class_fills(self) -> None:
        response = self.start()

        project = Project.objects.get()
        self.assertRedirects(response, reverse("projects:train", args=[project.pk]))
        self.assertEqual(project.classroom, self.year_5)
        self.assertEqual(project.owner, self.rivera)

    def test_it_begins_with_what_the_class_has_decided(self) -> None:
        self.year_5.policy.needs_approval = True
        self.year_5.policy.save()

        self.start()

        self.assertTrue(Project.objects.get().needs_approval)

    def test_it_says_what_is_wrong_and_makes_nothing(self) -> None:
        for given in ({"name": ""}, {"kind": "sorcery"}, {"name": "x" * 41}):
            with self.subTest(given=given):
                self.assertEqual(self.start(**given).status_code, 400)
        self.assertFalse(Project.objects.exists())

    def test_a_class_has_room_for_so_many(self) -> None:
        Project.objects.bulk_create(
            Project(
                owner=self.rivera, classroom=self.year_5, name="P", kind_code="text"
            )
            for _ in range(CLASS_PROJECTS)
        )

        response = self.start()

        self.assertContains(response, "room for 30 projects", status_code=400)
        self.assertEqual(Project.objects.count(), CLASS_PROJECTS)

    def test_it_lists_what_there_is_with_who_has_added_something(self) -> None:
        project = actions.create_class_project(
            self.year_5, self.rivera, "Birds", "text"
        )
        robin = actions.add_label(project, "robin")
        for author, state in (
            (self.ada, "shown"),
            (self.ada, "waiting"),
            (self.rivera, "shown"),
        ):
            robin.examples.create(
                project=project, author=author, state=state, text=f"{state} {author}"
            )

        page = self.client.get(self.url)

        self.assertContains(page, "1 student has added something.")
        self.assertContains(page, "2 examples")
        self.assertContains(page, "Review 1")
        self.assertContains(page, reverse("projects:together", args=[project.pk]))

    def test_more_projects_cost_no_more_queries(self) -> None:
        counts = []
        for name in ("One", "Two"):
            actions.create_class_project(self.year_5, self.rivera, name, "text")
            self.client.get(self.url)
            with self.assertNumQueries(7):
                counts.append(self.client.get(self.url).content.count(b"class-card"))
        self.assertLess(*counts)

    def test_a_co_teacher_does_the_same_and_nobody_else(self) -> None:
        novak = User.objects.create_user("novak@school.example")
        Teaching.objects.create(classroom=self.year_5, user=novak, role=Role.CO_TEACHER)
        self.client.force_login(novak)
        self.assertEqual(self.start().status_code, 302)
        for stranger in (self.okoro, self.ada, self.linus):
            self.client.force_login(stranger)
            with self.subTest(stranger=stranger):
                self.assertEqual(self.client.get(self.url).status_code, 404)
                self.assertEqual(self.start().status_code, 404)


class ShareProjectTests(SchoolTestCase):
    """/classrooms/<classroom_id>/projects/share/"""

    def setUp(self) -> None:
        self.client.force_login(self.rivera)
        self.project = make_project(self.rivera, cat=2)
        self.url = reverse("classrooms:share-project", args=[self.year_5.pk])

    def share(self, project: object):
        return self.client.post(self.url, {"project": project}, follow=True)

    def test_the_class_fills_what_its_teacher_has_begun(self) -> None:
        page = self.share(self.project.pk)

        self.project.refresh_from_db()
        self.assertEqual(self.project.classroom, self.year_5)
        self.assertContains(page, "Your class finds it in its list now.")

    def test_only_ones_own_is_shared(self) -> None:
        others = make_project(self.okoro, cat=1)
        students = make_project(self.ada, cat=1)
        for wanted in (others.pk, students.pk, "nonsense", ""):
            with self.subTest(wanted=wanted):
                self.assertContains(self.share(wanted), "Choose one of your projects.")
        self.assertFalse(Project.objects.exclude(classroom=None).exists())

    def test_a_kind_that_the_class_does_not_use_stays_ones_own(self) -> None:
        self.year_5.policy.allowed_kinds = ["text"]
        self.year_5.policy.save()

        self.assertContains(self.share(self.project.pk), "does not use this kind")

        self.project.refresh_from_db()
        self.assertIsNone(self.project.classroom)


class ClassPageTests(SchoolTestCase):
    """/projects/<project_id>/class/ and together/"""

    def setUp(self) -> None:
        self.project = actions.create_class_project(
            self.year_5, self.rivera, "Birds", "text"
        )
        names = ("projects:class", "projects:together")
        self.pages = [reverse(name, args=[self.project.pk]) for name in names]

    def test_its_teachers_open_them(self) -> None:
        self.client.force_login(self.rivera)
        for page in self.pages:
            self.assertEqual(self.client.get(page).status_code, 200)

    def test_students_of_the_class_may_look_at_it_but_not_at_these(self) -> None:
        self.client.force_login(self.ada)
        for page in self.pages:
            self.assertEqual(self.client.get(page).status_code, 403)

    def test_nobody_else_knows_of_them(self) -> None:
        for stranger in (self.linus, self.okoro):
            self.client.force_login(stranger)
            for page in self.pages:
                self.assertEqual(self.client.get(page).status_code, 404)

    def test_a_students_own_project_has_none(self) -> None:
        page = reverse("projects:class", args=[make_project(self.ada, cat=1).pk])
        for person in (self.ada, self.rivera):
            self.client.force_login(person)
            self.assertEqual(self.client.get(page).status_code, 403)

    def test_the_projector_names_no_child(self) -> None:
        robin = actions.add_label(self.project, "robin")
        robin.examples.create(project=self.project, author=self.ada, text="Tweet")
        self.client.force_login(self.rivera)

        page = self.client.get(self.pages[1])

        self.assertNotContains(page, "Ada")
        self.assertContains(page, "robin")

    def test_one_of_ones_own_is_offered_to_the_classes_that_one_teaches(self) -> None:
        actions.unshare_project(self.project)
        self.client.force_login(self.rivera)

        page = self.client.get(self.pages[0])

        self.assertContains(page, "Let a class fill it")
        self.assertContains(page, f'<option value="{self.year_5.pk}">')
        self.assertNotContains(page, str(self.year_6.pk))
        self.assertRedirects(self.client.get(self.pages[1]), self.pages[0])

    def test_who_added_what_is_still_told_once_it_is_taken_back(self) -> None:
        robin = actions.add_label(self.project, "robin")
        self.client.force_login(self.rivera)
        actions.unshare_project(self.project)
        self.assertNotContains(self.client.get(self.pages[0]), "Who has added what")

        robin.examples.create(project=self.project, author=self.ada, text="Tweet")

        self.assertContains(self.client.get(self.pages[0]), "Who has added what")
