from django.urls import reverse
from django.utils import timezone

from classrooms.models import User
from projects.actions import change_example, delete_examples
from projects.models import Moderation
from tests.projects.class_case import ClassProjectTestCase, put
from training.learning.examples import read_examples
from training.models import Evaluation, LearntFrom, MLModel, Status
from training.serializers import describe

FIGURES = {
    "method": "held-back",
    "accuracy": 0.75,
    "baseline": 0.5,
    "example_count": 4,
}


class ReportCase(ClassProjectTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.hooray, cls.yay = put(cls.happy, cls.ada, "Hooray", "Yay")
        put(cls.sad, cls.grace, "Oh no", "Alas")
        put(cls.sad, cls.rivera, "Sniff")
        put(cls.sad, cls.ada, "Boo", state=Moderation.WAITING)
        cls.ml_model = MLModel.objects.create(project=cls.project)
        cls.read = read_examples(cls.ml_model)
        MLModel.objects.filter(pk=cls.ml_model.pk).update(
            status=Status.READY, is_current=True, finished_at=timezone.now()
        )
        cls.evaluation = Evaluation.objects.create(
            ml_model=cls.ml_model,
            **FIGURES,
            details={
                "held_back_by": "contributor",
                "contributors": [
                    {"author": cls.ada.pk, "count": 2, "right": 2},
                    {"author": cls.grace.pk, "count": 1, "right": 0},
                    {"author": cls.rivera.pk, "count": 1, "right": 1},
                ],
            },
        )

    def get(self, person: User, route: str = "report"):
        self.client.force_login(person)
        return self.client.get(reverse(f"training:{route}", args=[self.project.pk]))


class ModelReportTests(ReportCase):
    """GET /api/projects/<project_id>/model/report/"""

    def test_the_teacher_reads_how_good_it_is_at_what_each_has_added(self) -> None:
        told = self.get(self.rivera).json()

        self.assertEqual(told["model"], str(self.ml_model.pk))
        self.assertEqual(told["held_back_by"], "contributor")
        ada, grace, teacher = told["contributors"]
        of_ada = {"id": str(self.ada.student.pk), "username": "Ada", "group": None}
        figures = {"is_teacher": False, "count": 2, "right": 2}
        self.assertEqual(ada, {**of_ada, **figures})
        self.assertEqual((grace["username"], grace["right"]), ("Grace", 0))
        self.assertEqual((teacher["id"], teacher["is_teacher"]), (None, True))

    def test_a_student_reads_of_nobody_else(self) -> None:
        told = self.get(self.grace).json()

        names = [each["username"] for each in told["contributors"]]
        self.assertEqual(names, ["Grace"])
        self.assertNotIn("Ada", self.get(self.grace).content.decode())

    def test_what_all_pages_hear_names_nobody(self) -> None:
        evaluation = describe(self.project)["current"]["evaluation"]

        self.assertNotIn("contributors", evaluation)
        self.assertEqual(evaluation["held_back_by"], "contributor")

    def test_who_was_erased_has_no_name(self) -> None:
        self.evaluation.forget_contributors({self.ada.pk})

        ada = self.get(self.rivera).json()["contributors"][0]

        self.assertEqual((ada["id"], ada["username"]), (None, None))
        self.assertEqual((ada["is_teacher"], ada["right"]), (False, 2))

    def test_students_of_other_classes_read_nothing(self) -> None:
        self.assertEqual(self.get(self.linus).status_code, 404)
        self.assertEqual(self.get(self.linus, "model-examples").status_code, 404)

    def test_it_is_nine_queries_however_many_have_added(self) -> None:
        # Session, person, project, its class, labels, model, what it read, evaluation,
        # people.
        self.client.force_login(self.rivera)
        url = reverse("training:report", args=[self.project.pk])
        with self.assertNumQueries(9):
            self.client.get(url)

    def test_without_a_model_there_is_nothing_to_say(self) -> None:
        self.ml_model.delete()

        told = self.get(self.ada).json()
        self.assertEqual((told["model"], told["missing"]), (None, ""))
        self.assertEqual(self.get(self.ada, "model-examples").json(), {"model": None})


class LearntFromTests(ReportCase):
    """Exactly which examples a model has learnt from, and what came later."""

    def changes(self):
        self.project.refresh_from_db()
        self.project.touch()
        return self.get(self.grace).json()["since"]

    def test_it_is_noted_which_were_read(self) -> None:
        shown = set(self.project.examples.shown().values_list("pk", flat=True))

        noted = LearntFrom.objects.get(ml_model=self.ml_model).example_ids

        self.assertEqual([str(each) for each in noted], self.read.ids)
        self.assertEqual(set(noted), shown)
        told = self.get(self.rivera, "model-examples").json()
        self.assertEqual(told["learnt_from"], self.read.ids)

    def test_who_has_added_each_is_known(self) -> None:
        whose = dict(zip(self.read.ids, self.read.authors, strict=True))

        self.assertEqual(whose[str(self.hooray.pk)], self.ada.pk)

    def test_nothing_has_changed_at_first(self) -> None:
        told = self.get(self.grace).json()

        self.assertEqual(told["learnt_from"], 5)
        self.assertEqual(told["since"], {"added": 0, "removed": 0, "changed": 0})

    def test_added_deleted_and_changed_ones_are_counted(self) -> None:
        put(self.sad, self.grace, "Woe", "Gloom")
        put(self.sad, self.grace, "Tears", state=Moderation.WAITING)
        delete_examples(self.project, [self.hooray.pk], self.ada)
        change_example(self.yay, self.ada, given={"text": "Yippee"})

        self.assertEqual(self.changes(), {"added": 2, "removed": 1, "changed": 1})
        told = self.get(self.ada, "model-examples").json()
        self.assertEqual(told["removed"], [str(self.hooray.pk)])
        self.assertEqual(told["changed"], [str(self.yay.pk)])

    def test_a_hidden_one_counts_as_removed_and_an_approved_one_as_added(self) -> None:
        self.project.examples.filter(pk=self.yay.pk).update(state=Moderation.HIDDEN)
        waiting = self.project.examples.filter(state=Moderation.WAITING)
        waiting.update(state=Moderation.SHOWN)

        self.assertEqual(self.changes(), {"added": 1, "removed": 1, "changed": 0})

    def test_reading_again_notes_what_was_read_then(self) -> None:
        put(self.sad, self.grace, "Woe")

        again = read_examples(self.ml_model)

        noted = LearntFrom.objects.get(ml_model=self.ml_model).example_ids
        self.assertEqual([str(each) for each in noted], again.ids)
        self.assertEqual(len(noted), 6)

    def test_of_a_model_of_an_earlier_release_it_is_not_known(self) -> None:
        LearntFrom.objects.all().delete()

        self.assertIsNone(self.get(self.grace).json()["since"])
