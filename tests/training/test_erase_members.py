"""Erasing those who fill projects together: what is theirs goes, or loses its name."""

from unittest.mock import patch
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from classrooms.actions import leave_class, remove_teacher
from classrooms.models import Role, Teaching, User
from projects import actions
from projects.models import LabelProposal, Project, ProjectKey, TrainingExample
from tests.projects.class_case import move_to, put
from tests.school import make_project, make_text_project
from training import erasing, results
from training.erasing import AfterErasing, Elsewhere
from training.learning.lesson import Lesson
from training.models import Evaluation, LearntFrom, MLModel

from .erasing import ErasingTestCase


class ClassErasingTestCase(ErasingTestCase):
    """Year 5 fills a project of Ms Rivera; Ada and Grace have added to it."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_text_project(self.rivera, happy=["Yes"], sad=["No"])
        self.project.classroom = self.year_5
        self.project.save()
        self.happy, self.sad = self.project.live_labels()
        (self.of_ada,) = put(self.happy, self.ada, "Hooray")
        (self.of_grace,) = put(self.sad, self.grace, "Alas")

    def train_on(self, *ids: UUID, **fields: object) -> MLModel:
        """Make a model that has learnt from these examples, and says so."""
        ml_model = MLModel.objects.create(
            project=self.project,
            status="ready",
            finished_at=timezone.now(),
            examples_read_at=timezone.now(),
            **fields,
        )
        LearntFrom.objects.create(ml_model=ml_model, example_ids=ids)
        return ml_model

    def judge(self, ml_model: MLModel, *authors: User) -> Evaluation:
        people = [{"author": each.pk, "count": 2, "right": 1} for each in authors]
        return Evaluation.objects.create(
            ml_model=ml_model,
            method="held-back",
            example_count=4,
            details={"contributors": people},
        )

    def keep_ada(self):
        with self.captureOnCommitCallbacks(execute=True):
            return erasing.erase_students(
                [self.ada.student], self.rivera, elsewhere=Elsewhere.KEEP
            )

    def texts(self) -> list[str]:
        examples = self.project.examples.order_by("text")
        return list(examples.values_list("text", flat=True))


class EraseExamplesTests(ClassErasingTestCase):
    def test_theirs_go_in_whatever_state_and_no_others(self) -> None:
        put(self.happy, self.ada, "Hidden", state="hidden")
        put(self.happy, self.ada, "Waiting", state="waiting")

        receipt = self.erase_ada()

        self.assertEqual(self.texts(), ["Alas", "No", "Yes"])
        self.assertEqual(receipt.row_counts["projects.TrainingExample"], 3)
        self.project.refresh_from_db()
        self.assertEqual(self.project.classroom, self.year_5)

    def test_so_do_their_key_and_what_they_proposed(self) -> None:
        ProjectKey.objects.of_member(self.project, self.ada)
        ProjectKey.objects.of_member(self.project, self.grace)
        LabelProposal.objects.create(
            project=self.project, author=self.ada, name="odd", folded_name="odd"
        )

        receipt = self.erase_ada()

        self.assertEqual(ProjectKey.objects.get().member, self.grace)
        self.assertFalse(LabelProposal.objects.exists())
        self.assertEqual(receipt.row_counts["projects.LabelProposal"], 1)

    def test_models_go_that_learnt_from_them_and_say_so(self) -> None:
        without = self.train_on(self.of_grace.pk)
        self.train_on(self.of_grace.pk, self.of_ada.pk, is_current=True)

        self.erase_ada()

        self.assertEqual(MLModel.objects.get(), without)

    def test_where_none_was_ever_shown_no_model_goes(self) -> None:
        TrainingExample.objects.filter(pk=self.of_ada.pk).update(state="waiting")
        ml_model = self.train_on(self.of_grace.pk, is_current=True)

        self.erase_ada(AfterErasing.TRAIN_AGAIN)

        self.assertEqual(MLModel.objects.get(), ml_model)
        self.train.assert_not_called()

    def test_those_go_that_were_measured_by_what_they_deleted_since(self) -> None:
        ml_model = self.train_on(self.of_grace.pk)
        self.judge(ml_model, self.ada, self.grace)

        self.erase_ada()

        self.assertFalse(MLModel.objects.exists())

    def test_open_pages_hear_which_examples_are_gone(self) -> None:
        with patch("classrooms.live.send") as send:
            self.erase_ada()

        hints = [call.args[0] for call in send.call_args_list]
        named = {each for hint in hints for each in hint.examples}
        self.assertIn(str(self.of_ada.pk), named)
        self.assertTrue([hint for hint in hints if hint.rights])


class KeepExamplesTests(ClassErasingTestCase):
    """They stay, and nothing says any more whose they were."""

    def test_their_name_is_taken_away(self) -> None:
        ml_model = self.train_on(self.of_ada.pk, is_current=True)

        receipt = self.keep_ada()

        self.assertEqual(self.texts(), ["Alas", "Hooray", "No", "Yes"])
        self.of_ada.refresh_from_db()
        self.assertIsNone(self.of_ada.author)
        self.assertFalse(User.objects.filter(pk=self.ada.pk).exists())
        self.assertEqual(MLModel.objects.get(), ml_model)
        self.assertFalse(ml_model.is_outdated)
        self.assertEqual(receipt.row_counts["examples without a name"], 1)
        self.assertNotIn("projects.TrainingExample", receipt.row_counts)

    def test_projects_of_their_own_go_all_the_same(self) -> None:
        make_project(self.ada, cat=3)

        receipt = self.keep_ada()

        self.assertEqual(Project.objects.get(), self.project)
        self.assertEqual(receipt.row_counts["projects.TrainingExample"], 3)

    def test_their_number_is_taken_out_of_what_is_known_of_models(self) -> None:
        evaluation = self.judge(self.train_on(self.of_ada.pk), self.ada, self.grace)
        other = self.judge(self.train_on(self.of_grace.pk), self.grace)

        self.keep_ada()

        evaluation.refresh_from_db()
        people = evaluation.details["contributors"]
        self.assertEqual(
            people,
            [
                {"author": None, "count": 2, "right": 1},
                {"author": self.grace.pk, "count": 2, "right": 1},
            ],
        )
        other.refresh_from_db()
        self.assertEqual(other.details["contributors"][0]["author"], self.grace.pk)

    def test_also_where_they_have_added_nothing_that_is_there_still(self) -> None:
        evaluation = self.judge(self.train_on(self.of_grace.pk), self.ada)
        self.of_ada.delete()

        self.keep_ada()

        evaluation.refresh_from_db()
        self.assertIsNone(evaluation.details["contributors"][0]["author"])

    def test_a_result_that_comes_later_does_not_name_them(self) -> None:
        ml_model = MLModel.objects.create(project=self.project)
        ml_model = MLModel.objects.claim(ml_model.pk)
        ada = self.ada.pk
        self.keep_ada()

        figures = {"method": "held-back", "accuracy": 1.0, "baseline": 0.5}
        people = [{"author": pk, "count": 1} for pk in (ada, self.grace.pk)]
        told = {**figures, "example_count": 2, "contributors": people}
        results.keep(ml_model, Lesson([], told, [0, 1]))

        named = [
            each["author"] for each in Evaluation.objects.get().details["contributors"]
        ]
        self.assertEqual(named, [None, self.grace.pk])

    def test_undoing_a_deletion_does_not_bring_it_back(self) -> None:
        self.client.force_login(self.rivera)
        api = f"/api/projects/{self.project.pk}/examples/"
        sent = {"ids": [str(self.of_ada.pk)]}
        gone = self.client.post(f"{api}delete/", sent, "application/json").json()
        self.keep_ada()

        sent = {"examples": gone["deleted"]}
        response = self.client.post(f"{api}restore/", sent, "application/json")

        self.assertEqual(response.json()["examples"], [])
        self.assertNotIn("Hooray", self.texts())

    def test_where_they_were_before_they_moved_as_well(self) -> None:
        move_to(self.ada, self.year_6)
        self.ada.student.refresh_from_db()

        self.keep_ada()

        self.of_ada.refresh_from_db()
        self.assertIsNone(self.of_ada.author)


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
