from projects import actions
from projects.models import Project
from tests.school import SchoolTestCase, add_plants, make_regression_project
from training.readiness import what_is_missing


class RegressionReadinessTests(SchoolTestCase):
    """What a project still lacks that is to predict numbers"""

    def test_it_counts_rows_that_say_what_is_to_be_predicted(self) -> None:
        project = make_regression_project(self.ada, rows=9)
        self.assertIn("1 more row with a number in “height”", what_is_missing(project))

        add_plants(project, 1)

        self.assertEqual(what_is_missing(project), "")

    def test_rows_with_a_gap_there_do_not_count(self) -> None:
        project = make_regression_project(self.ada, rows=12)
        for example in project.examples.all()[:4]:
            example.values["3"] = None
            example.save()

        self.assertIn("2 more rows", what_is_missing(project))

    def test_something_has_to_be_predicted_from_something(self) -> None:
        project = Project.objects.create(
            owner=self.ada, name="Beans", kind_code="regression"
        )
        height = actions.add_field(project, "height", "number")
        self.assertIn("Choose a column", what_is_missing(project))

        actions.change_field(height, is_predicted=True)

        self.assertIn("Add a column that is known", what_is_missing(project))
