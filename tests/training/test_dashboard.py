from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from classrooms import presence
from classrooms.models import Group
from projects.models import Project, TrainingExample
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase, make_project, make_student
from training.dashboard import changes, snapshot
from training.models import Evaluation, MLModel, Problem, Status


class DashboardTests(SchoolTestCase):
    """GET /api/classrooms/<classroom_id>/live/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=5, dog=2)
        cls.url = reverse("training:live-state", args=[cls.year_5.pk])

    def setUp(self) -> None:
        give_own_cache(self)
        self.client.force_login(self.rivera)

    def state(self):
        return self.client.get(self.url).json()

    def row_of(self, name: str):
        return next(s for s in self.state()["students"] if s["username"] == name)

    def make_ready(self, project, accuracy: float | None = 0.87) -> MLModel:
        now = timezone.now()
        ml_model = MLModel.objects.create(
            project=project,
            status=Status.READY,
            is_current=True,
            fraction=1,
            examples_read_at=now,
            finished_at=now,
        )
        Evaluation.objects.create(
            ml_model=ml_model,
            accuracy=accuracy,
            baseline=0.5,
            example_count=7,
            details={"mistakes": []},
        )
        return ml_model

    def test_a_student_who_is_away(self) -> None:
        self.assertEqual(
            self.row_of("Grace"),
            {
                "id": str(self.grace.student.pk),
                "username": "Grace",
                "group": None,
                "here": False,
                "step": "",
                "project": None,
                "last_seen": None,
            },
        )

    def test_a_student_who_is_here_in_a_group(self) -> None:
        group = Group.objects.create(
            classroom=self.year_5, name="Tuesday", folded_name="tuesday"
        )
        student = self.ada.student
        student.group, student.last_seen_at = group, timezone.now()
        student.save()
        presence.arrive(student.pk, "page", presence.Place("train", self.project.pk))

        row = self.row_of("Ada")

        self.assertEqual((row["here"], row["step"]), (True, "train"))
        self.assertEqual(row["project"], str(self.project.pk))
        self.assertEqual(row["group"], "Tuesday")
        self.assertEqual(row["last_seen"], student.last_seen_at.isoformat())

    def test_a_project_with_its_labels_in_order(self) -> None:
        self.project.labels.filter(name="cat").update(position=9)
        gone = make_project(self.ada, bird=1)
        gone.labels.update(deleted_at=timezone.now())

        first, second = self.state()["projects"]

        self.assertEqual((first["name"], first["kind"]), ("Pets", "numbers"))
        self.assertEqual(first["student"], str(self.ada.student.pk))
        self.assertEqual(
            first["labels"],
            [
                {"number": 2, "name": "dog", "count": 2},
                {"number": 1, "name": "cat", "count": 5},
            ],
        )
        self.assertEqual((first["training"], first["model"]), (None, None))
        self.assertEqual(second["labels"], [])

    def test_a_failed_training_after_one_that_went_well(self) -> None:
        ready = self.make_ready(self.project)
        MLModel.objects.create(
            project=self.project,
            status=Status.FAILED,
            problem=Problem.TOO_SLOW,
            requested_at=timezone.now() + timedelta(seconds=1),
            finished_at=timezone.now(),
        )

        (project,) = self.state()["projects"]

        self.assertEqual(project["training"]["status"], "failed")
        self.assertIn("took too long", project["training"]["problem"])
        self.assertEqual(project["model"]["id"], str(ready.pk))

    def test_how_good_a_model_is_and_whether_it_is_outdated(self) -> None:
        self.make_ready(self.project)
        (before,) = self.state()["projects"]
        self.project.touch()
        (after,) = self.state()["projects"]

        self.assertEqual(before["model"]["accuracy"], 0.87)
        self.assertEqual(before["model"]["baseline"], 0.5)
        self.assertEqual(before["model"]["example_count"], 7)
        self.assertIs(before["model"]["outdated"], False)
        self.assertIs(after["model"]["outdated"], True)

    def test_a_model_that_nobody_has_measured(self) -> None:
        self.make_ready(self.project).evaluation.delete()

        (project,) = self.state()["projects"]

        self.assertIsNone(project["model"]["accuracy"])
        self.assertEqual(project["model"]["example_count"], 0)

    def test_another_class_is_not_in_it(self) -> None:
        make_project(self.linus, cat=1)

        state = self.state()

        self.assertEqual([s["username"] for s in state["students"]], ["Ada", "Grace"])
        self.assertEqual(len(state["projects"]), 1)

    def test_what_the_class_fills_is_of_no_student(self) -> None:
        together = make_project(self.rivera, cat=3)
        together.classroom = self.year_5
        together.save()
        mine = together.examples.filter(label__name="cat")[:2]
        TrainingExample.objects.filter(pk__in=mine).update(author=self.ada)
        TrainingExample.objects.filter(pk=mine[0].pk).update(state="waiting")

        own, shared = self.state()["projects"]

        self.assertEqual((own["student"], own["together"]), (self.ada_id, None))
        self.assertIsNone(shared["student"])
        self.assertEqual(shared["labels"][0]["count"], 2)
        expected = {"waiting": 1, "added": {self.ada_id: 2}}
        self.assertEqual(shared["together"], expected)

    def test_what_another_class_fills_is_not_in_it(self) -> None:
        together = make_project(self.okoro, cat=3)
        together.classroom = self.year_6
        together.save()
        make_project(self.rivera)  # It is hers alone.

        self.assertEqual(len(self.state()["projects"]), 1)

    @property
    def ada_id(self) -> str:
        return str(self.ada.student.pk)

    def test_only_teachers_of_the_class_may_ask(self) -> None:
        for user in (self.okoro, self.ada):
            self.client.force_login(user)
            for name in ("training:live-state", "training:live"):
                url = reverse(name, args=[self.year_5.pk])
                self.assertEqual(self.client.get(url).status_code, 404)

    def test_of_what_has_changed_only_that(self) -> None:
        linus = make_project(self.linus, cat=1)
        asked = [self.ada.student.pk, self.linus.student.pk]

        state = changes(self.year_5.pk, asked, [self.project.pk, linus.pk])

        self.assertEqual([s["username"] for s in state["students"]], ["Ada"])
        self.assertEqual([p["id"] for p in state["projects"]], [str(self.project.pk)])
        expected = {str(self.linus.student.pk), str(linus.pk)}
        self.assertEqual(set(state["gone"]), expected)

    def test_queries_do_not_grow_with_the_class(self) -> None:
        for more in (0, 10):
            for number in range(more):
                student = make_student(f"Student {number}", self.year_5)
                project = make_project(student, cat=2, dog=1)
                self.make_ready(project)
            # students, labels, newest trainings, models in use, projects
            with self.subTest(more=more), self.assertNumQueries(5):
                snapshot(self.year_5.pk)

    def test_what_the_class_fills_takes_one_query_more(self) -> None:
        for more in (1, 5):
            for _ in range(more):
                together = make_project(self.rivera, cat=2)
                Project.objects.filter(pk=together.pk).update(classroom=self.year_5)
            with self.subTest(more=more), self.assertNumQueries(6):
                snapshot(self.year_5.pk)


class LivePageTests(SchoolTestCase):
    """/classrooms/<classroom_id>/live/"""

    def test_it_begins_with_how_things_stand(self) -> None:
        make_project(self.ada, cat=3)
        self.client.force_login(self.rivera)

        response = self.client.get(reverse("training:live", args=[self.year_5.pk]))

        self.assertContains(response, '"username": "Ada"')
        self.assertContains(response, f"/ws/classrooms/{self.year_5.pk}/live/")
