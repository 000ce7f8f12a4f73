import io
import tracemalloc
from unittest.mock import patch

from django.core.files.storage import default_storage
from PIL import Image

from projects.models import TrainingExample
from projects.uploads import StorageIsDown
from tests.own_storage import give_own_storage
from tests.school import add_pictures, make_image_project
from training import exporting

from .exports import ExportTestCase

NAMES = ["cat", "CAT/..", "con", "=1+1", "猫 🐈", "مَرْحَبًا", "..", "a:b"]


class ExportPicturesTests(ExportTestCase):
    """Image projects, taken along"""

    def setUp(self) -> None:
        super().setUp()
        give_own_storage(self)
        self.project = make_image_project(self.ada, cat=2, dog=1)

    def export(self):
        return self.open(self.client.get(self.url("project", self.project.pk)))

    def test_it_holds_every_picture_under_its_label(self) -> None:
        archive = self.export()

        header, *rows = self.table(archive, "examples.csv")
        self.assertEqual(header, ["picture", "label", "author", "created"])
        self.assertEqual(
            [row[:3] for row in rows],
            [
                ["pictures/cat/1.jpg", "cat", "Ada"],
                ["pictures/cat/2.jpg", "cat", "Ada"],
                ["pictures/dog/1.jpg", "dog", "Ada"],
            ],
        )
        for row, example in zip(rows, self.in_order(), strict=True):
            with default_storage.open(f"{example.files_prefix}picture.jpg") as file:
                self.assertEqual(archive.read(row[0]), file.read())
            picture = Image.open(io.BytesIO(archive.read(row[0])))
            self.assertEqual((picture.format, picture.size), ("JPEG", (32, 24)))

    def in_order(self):
        return self.project.examples.order_by("created_at", "pk")

    def test_labels_in_every_script_become_folders_that_every_computer_takes(
        self,
    ) -> None:
        self.project = make_image_project(self.ada, **dict.fromkeys(NAMES, 1))

        archive = self.export()

        _header, *rows = self.table(archive, "examples.csv")
        listed = set(archive.namelist())
        for path, *_rest in rows:
            self.assertIn(path, listed)
            start, folder, name = path.split("/")
            self.assertEqual((start, name), ("pictures", "1.jpg"))
            self.assertNotIn(folder, ("", ".", "..", "con"))
        self.assertEqual(len({row[0] for row in rows}), len(NAMES))
        self.assertIn("pictures/猫 🐈/1.jpg", listed)

    def test_a_picture_deleted_meanwhile_is_left_out(self) -> None:
        gone = self.in_order()[0]
        default_storage.delete(f"{gone.files_prefix}picture.jpg")

        archive = self.export()

        _header, *rows = self.table(archive, "examples.csv")
        self.assertEqual(
            [row[0] for row in rows], ["", "pictures/cat/2.jpg", "pictures/dog/1.jpg"]
        )
        self.assertNotIn("pictures/cat/1.jpg", archive.namelist())

    def test_a_storage_that_fails_is_said_to_fail(self) -> None:
        with patch("training.exporting.examples.read_file", side_effect=StorageIsDown):
            response = self.client.get(self.url("project", self.project.pk))

        self.assertContains(response, "cannot be read now", status_code=503)
        # It does not count as one of the two that are on their way.
        for _turn in range(3):
            self.export()

    def test_pictures_in_projects_of_others_come_along(self) -> None:
        theirs = make_image_project(self.grace, bird=2)
        TrainingExample.objects.filter(project=theirs).update(author=self.ada)

        archive = self.open(
            self.client.get(self.url("student", self.year_5.pk, self.ada.student.pk))
        )

        name = "examples in projects of others.csv"
        _header, *rows = self.table(archive, name)
        self.assertEqual(
            [row[:3] for row in rows],
            [
                ["Colours", "bird", f"files in projects of others/{number}.jpg"]
                for number in (1, 2)
            ],
        )
        for row in rows:
            self.assertEqual(Image.open(archive.open(row[2])).size, (32, 24))

    def test_the_number_of_questions_and_the_memory_do_not_grow(self) -> None:
        small, few = self.measure()
        add_pictures(self.project, cat=150, dog=149)

        large, many = self.measure()

        self.assertEqual(few, many)
        self.assertLess(large - small, 1_000_000)

    def measure(self) -> tuple[int, int]:
        """Return the bytes that a project takes at most, and the questions asked."""
        with self.assertNumQueries(11) as asked:
            tracemalloc.start()
            with exporting.make_archive(
                lambda folder: exporting.write_project(folder, self.project)
            ):
                _now, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return most, len(asked)
