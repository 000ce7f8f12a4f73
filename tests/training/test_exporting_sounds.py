import wave
from io import BytesIO

from django.core.files.storage import default_storage

from projects.models import TrainingExample
from tests.own_storage import give_own_storage
from tests.school import add_sounds, make_sound_project

from .exports import ExportTestCase


class ExportSoundsTests(ExportTestCase):
    """Projects of sounds, taken along"""

    def setUp(self) -> None:
        super().setUp()
        give_own_storage(self)
        self.project = make_sound_project(self.ada, background=1, yes=2, no=1)

    def export(self):
        return self.open(self.client.get(self.url("project", self.project.pk)))

    def test_it_holds_every_recording_under_its_label(self) -> None:
        archive = self.export()

        header, *rows = self.table(archive, "examples.csv")
        self.assertEqual(header, ["sound", "label", "author", "created"])
        self.assertCountEqual(
            [row[:3] for row in rows],
            [
                ["sounds/Background noise/1.wav", "Background noise", "Ada"],
                ["sounds/yes/1.wav", "yes", "Ada"],
                ["sounds/yes/2.wav", "yes", "Ada"],
                ["sounds/no/1.wav", "no", "Ada"],
            ],
        )
        examples = self.project.examples.order_by("created_at", "pk")
        for row, example in zip(rows, examples, strict=True):
            with default_storage.open(f"{example.files_prefix}sound.wav") as file:
                self.assertEqual(archive.read(row[0]), file.read())
            with wave.open(BytesIO(archive.read(row[0]))) as sound:
                self.assertEqual(sound.getframerate(), 16_000)

    def test_it_says_which_label_is_the_background(self) -> None:
        described = self.json(self.export(), "project.json")

        self.assertEqual(described["kind"], "sounds")
        self.assertEqual(
            described["labels"],
            [
                {"number": 1, "name": "Background noise", "is_background": True},
                {"number": 2, "name": "yes"},
                {"number": 3, "name": "no"},
            ],
        )

    def test_drawings_stay_here(self) -> None:
        names = self.export().namelist()

        self.assertFalse([name for name in names if name.endswith(".webp")])

    def test_a_recording_deleted_meanwhile_is_left_out(self) -> None:
        gone = TrainingExample.objects.filter(label__name="no").get()
        default_storage.delete(f"{gone.files_prefix}sound.wav")

        archive = self.export()

        _header, *rows = self.table(archive, "examples.csv")
        self.assertEqual([row[0] for row in rows].count(""), 1)
        self.assertNotIn("sounds/no/1.wav", archive.namelist())

    def test_all_of_a_full_project(self) -> None:
        add_sounds(self.project, yes=20)

        archive = self.export()

        self.assertIn("sounds/yes/22.wav", archive.namelist())
