from django.urls import reverse
from django.utils import timezone

from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase, make_project, make_regression_project
from training.models import Evaluation, MLModel, Status


class RegressionDashboardTests(SchoolTestCase):
    """GET /api/classrooms/<classroom_id>/live/, of projects that predict numbers"""

    def setUp(self) -> None:
        give_own_cache(self)
        self.client.force_login(self.rivera)
        self.project = make_regression_project(self.ada, rows=12)

    def told(self):
        url = reverse("training:live-state", args=[self.year_5.pk])
        return self.client.get(url).json()["projects"]

    def make_ready(self, **details: object) -> None:
        now = timezone.now()
        ml_model = MLModel.objects.create(
            project=self.project,
            status=Status.READY,
            is_current=True,
            examples_read_at=now,
            finished_at=now,
            schema={
                "fields": [each.describe() for each in self.project.live_fields()],
                "labels": [],
            },
        )
        Evaluation.objects.create(
            ml_model=ml_model, accuracy=None, example_count=12, details=details
        )

    def test_it_counts_rows_where_there_are_no_labels(self) -> None:
        make_project(self.grace, cat=2)

        (plants, pets) = self.told()

        self.assertEqual((plants["labels"], plants["rows"]), ([], 12))
        self.assertIsNone(pets["rows"])

    def test_it_says_how_far_off_predictions_are_and_not_each_of_them(self) -> None:
        points = [["id", 10.0, 12.0]]
        target = {"number": 3, "mean_absolute_error": 3.25, "baseline": 9.5}
        self.make_ready(targets=[{**target, "points": points}])

        (project,) = self.told()

        self.assertEqual(
            project["model"]["error"],
            {
                "name": "height",
                "unit": "cm",
                "mean_absolute_error": 3.25,
                "baseline": 9.5,
            },
        )
        self.assertIsNone(project["model"]["accuracy"])
        self.assertNotIn("points", str(project))

    def test_there_may_be_too_little_to_say(self) -> None:
        self.make_ready(targets=[{"number": 3, "mean_absolute_error": None}])

        (project,) = self.told()

        self.assertIsNone(project["model"]["error"])
