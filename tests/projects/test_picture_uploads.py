from uuid import uuid4

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import DiscardedFiles
from tests.own_storage import give_own_storage
from tests.school import SchoolTestCase, make_image_project

from .pictures import jpeg, photo


class PictureUploadTests(SchoolTestCase):
    """A picture comes in, and what was sent of it is stored as three files."""

    def setUp(self) -> None:
        give_own_storage(self)
        self.project = make_image_project(self.ada, red=1, blue=0)
        self.client.force_login(self.ada)

    def send(self, data: bytes, **more: object) -> dict[str, object]:
        picture = SimpleUploadedFile("cat.jpg", data, "image/jpeg")
        self.response = self.client.post(
            reverse("projects:examples", args=[self.project.pk]),
            {"label": 2, "picture": picture, **more},
        )
        return dict(self.response.json())

    def test_it_is_stored(self) -> None:
        answer = self.send(jpeg(photo()))

        self.assertEqual(self.response.status_code, 201, answer)
        example = self.project.examples.get(pk=answer["id"])
        self.assertEqual((example.label.number, example.author), (2, self.ada))
        folder = example.files_prefix.rstrip("/")
        names = default_storage.listdir(folder)[1]
        self.assertCountEqual(names, self.project.kind.file_names)
        sizes = [default_storage.size(f"{folder}/{name}") for name in names]
        self.assertEqual(example.stored_bytes, sum(sizes))
        self.assertFalse(DiscardedFiles.objects.exists())

    def test_its_files_can_be_fetched(self) -> None:
        files = self.send(jpeg(photo()))["files"]

        self.assertEqual(set(files), {"picture", "learning", "thumbnail"})
        for name, url in files.items():
            with self.subTest(name):
                self.assertEqual(self.client.get(url).status_code, 200)

    def test_twice_is_once(self) -> None:
        pk = uuid4()

        first = self.send(jpeg(photo()), id=pk)
        again = self.send(jpeg(photo(seed=2)), id=pk)

        self.assertEqual((first, self.response.status_code), (again, 200))
        self.assertEqual(self.project.examples.count(), 2)
