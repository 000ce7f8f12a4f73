"""Erasing those who fill projects together: what is theirs goes, or loses its name."""

from unittest.mock import patch

from classrooms.models import User
from projects.models import LabelProposal, Project, ProjectKey, TrainingExample
from tests.projects.class_case import move_to, put
from tests.school import make_project
from training import results
from training.erasing import AfterErasing
from training.learning.lesson import Lesson
from training.models import Evaluation, MLModel

from .class_erasing import ClassErasingTestCase


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
