"""What becomes of projects that a class fills when it goes, or one of its teachers."""

from django.urls import reverse

from classrooms.actions import leave_class, remove_teacher
from classrooms.models import Role, Teaching, User
from projects import actions
from projects.models import Project, ProjectKey
from tests.projects.class_case import move_to, put
from tests.school import make_project, make_text_project
from training import erasing
from training.erasing import Elsewhere

from .class_erasing import ClassErasingTestCase


class EraseClassOfMembersTests(ClassErasingTestCase):
    def test_what_a_class_fills_goes_with_it_whoever_made_it(self) -> None:
        novak = User.objects.create_user("novak@school.example")
        Teaching.objects.create(classroom=self.year_5, user=novak, role=Role.CO_TEACHER)
        Project.objects.filter(pk=self.project.pk).update(owner=novak)
        own = make_project(self.rivera, cat=1)

        receipt = erasing.erase_classroom(self.year_5, self.rivera)

        self.assertEqual(Project.objects.get(), own)
        self.assertEqual(receipt.row_counts["projects.TrainingExample"], 4)
        self.assertTrue(User.objects.filter(pk=novak.pk).exists())

    def test_the_page_names_them_so_that_they_can_be_taken_back(self) -> None:
        self.client.force_login(self.rivera)

        page = self.client.get(
            reverse("training:erase-classroom", args=[self.year_5.pk])
        )

        self.assertContains(page, reverse("projects:class", args=[self.project.pk]))

    def test_what_was_taken_back_before_stays_and_its_examples_as_is_chosen(
        self,
    ) -> None:
        actions.unshare_project(self.project)
        self.client.force_login(self.rivera)
        url = reverse("training:erase-classroom", args=[self.year_5.pk])
        asked = self.client.post(url, {"name": "Year 5"})
        self.assertContains(asked, "These are 2 examples.", status_code=400)

        self.client.post(url, {"name": "Year 5", "examples": "keep"})

        self.assertEqual(self.texts(), ["Alas", "Hooray", "No", "Yes"])
        self.assertEqual(self.project.examples.filter(author=None).count(), 2)

    def test_what_one_who_has_moved_here_added_elsewhere_goes_as_well(self) -> None:
        move_to(self.ada, self.year_6)

        erasing.erase_classroom(self.year_6, self.okoro)

        self.assertEqual(self.texts(), ["Alas", "No", "Yes"])

    def test_it_is_counted_before_anybody_is_asked(self) -> None:
        tally = erasing.of_classroom(self.year_5.pk).count()

        self.assertEqual((tally.projects, tally.examples, tally.elsewhere), (1, 4, 0))
        tally = erasing.of_students([self.ada.student.pk], {self.year_5.pk}).count()
        self.assertEqual((tally.projects, tally.examples, tally.elsewhere), (0, 0, 1))


class TeacherGoesTests(ClassErasingTestCase):
    """What a class fills stays with it when the teacher goes who made it."""

    def setUp(self) -> None:
        super().setUp()
        Teaching.objects.create(
            classroom=self.year_6, user=self.rivera, role=Role.CO_TEACHER
        )
        self.kept = make_text_project(self.rivera, happy=["Wow"])
        self.kept.classroom = self.year_6
        self.kept.save()
        (self.of_linus,) = put(self.kept.labels.get(), self.linus, "Hurrah")

    def owner_of_kept(self) -> User:
        return Project.objects.get(pk=self.kept.pk).owner

    def test_whose_account_is_erased(self) -> None:
        ProjectKey.objects.of_member(self.kept, self.rivera)

        receipt = erasing.erase_account(
            self.rivera, self.rivera, elsewhere=Elsewhere.KEEP
        )

        self.assertEqual(Project.objects.get(), self.kept)
        self.assertEqual(self.owner_of_kept(), self.okoro)
        authors = self.kept.examples.order_by("text").values_list("author", flat=True)
        self.assertEqual(list(authors), [self.linus.pk, None])
        self.assertEqual(receipt.row_counts["projects handed over"], 1)
        self.assertFalse(ProjectKey.objects.exists())

    def test_whose_account_is_erased_with_what_they_added(self) -> None:
        erasing.erase_account(self.rivera, self.rivera)

        self.assertEqual(self.kept.examples.get(), self.of_linus)
        self.assertEqual(self.owner_of_kept(), self.okoro)

    def test_the_page_says_so_before(self) -> None:
        self.client.force_login(self.rivera)

        page = self.client.get(reverse("training:erase-account"))

        self.assertContains(page, "go to the teacher who owns the class")
        self.assertContains(page, self.kept.name)

    def test_who_leaves_the_class(self) -> None:
        leave_class(self.year_6, self.rivera)

        self.assertEqual(self.owner_of_kept(), self.okoro)
        self.project.refresh_from_db()
        self.assertEqual(self.project.owner, self.rivera)
        self.assertFalse(
            Project.objects.visible_to(self.rivera).filter(pk=self.kept.pk)
        )

    def test_who_is_asked_to_leave_it(self) -> None:
        remove_teacher(self.year_6, self.rivera)

        self.assertEqual(self.owner_of_kept(), self.okoro)

    def test_who_does_not_help_there_loses_nothing(self) -> None:
        remove_teacher(self.year_5, self.okoro)

        self.project.refresh_from_db()
        self.assertEqual(self.project.owner, self.rivera)

    def test_one_that_was_taken_back_before_goes_with_its_owner(self) -> None:
        actions.unshare_project(self.kept)

        leave_class(self.year_6, self.rivera)

        self.assertEqual(self.owner_of_kept(), self.rivera)
        erasing.erase_account(self.rivera, self.rivera)
        self.assertFalse(Project.objects.exists())
