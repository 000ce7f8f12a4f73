from tests.school import make_regression_project

from .exports import ExportTestCase


class ExportRowsToPredictTests(ExportTestCase):
    """Projects that predict numbers, taken along"""

    def test_it_holds_the_table_and_says_what_is_predicted(self) -> None:
        project = make_regression_project(self.ada, rows=3)

        archive = self.open(self.client.get(self.url("project", project.pk)))

        header, *rows = self.table(archive, "examples.csv")
        self.assertEqual(header, ["sun", "soil", "height", "author", "created"])
        self.assertEqual(
            [row[:4] for row in rows],
            [
                ["0", "sand", "10", "Ada"],
                ["7", "clay", "35", "Ada"],
                ["2", "sand", "16", "Ada"],
            ],
        )
        told = self.json(archive, "project.json")
        self.assertEqual((told["kind"], told["labels"]), ("regression", []))
        self.assertEqual(
            [column["name"] for column in told["columns"] if "is_predicted" in column],
            ["height"],
        )
        self.assertEqual(told["columns"][2]["unit"], "cm")
