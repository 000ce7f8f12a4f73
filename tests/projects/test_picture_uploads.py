from unittest.mock import patch
from uuid import uuid4

from django.core.files.storage import default_storage
from django.urls import reverse

from projects.uploads import limits
from projects.uploads.refusals import LARGEST
from tests.own_cache import give_own_cache
from tests.school import make_image_project, make_text_project

from .picture_case import PictureCase
from .pictures import jpeg, photo, png


class PictureUploadTests(PictureCase):
    """A picture comes in, and what was sent of it is stored as three files."""

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
        self.assertNothingIsLeft()
        self.telling.assert_not_called()

    def test_the_answer_and_the_list_say_where_its_files_are(self) -> None:
        files = self.send(jpeg(photo()))["files"]

        self.assertEqual(set(files), {"picture", "learning", "thumbnail"})
        for url in files.values():
            self.assertEqual(self.client.get(url).status_code, 200)
        listed = self.client.get(reverse("projects:examples", args=[self.project.pk]))
        self.assertEqual(listed.json()["examples"][0]["files"], files)

    def test_who_sends_a_great_many_has_to_wait_and_nobody_else(self) -> None:
        give_own_cache(self)
        with (
            patch.object(limits, "ALLOWED", 1),
            patch.object(limits.time, "time", return_value=60_000_045.5),
        ):
            self.send(jpeg(photo()))
            answer = self.send(png(photo(30, 20)))

            self.assertEqual(self.response.status_code, 429)
            self.assertEqual(self.response["Retry-After"], "15")
            self.assertIn("Wait a minute", answer["detail"])
            other = make_image_project(self.linus, red=1, blue=0)
            self.client.force_login(self.linus)
            self.send(png(photo(30, 20)), other)
        self.assertEqual(self.response.status_code, 201)
        self.assertNothingIsLeft()

    def test_examples_of_other_kinds_have_no_files(self) -> None:
        other = make_text_project(self.ada, happy=["Hooray"])

        listed = self.client.get(reverse("projects:examples", args=[other.pk]))

        self.assertIsNone(listed.json()["examples"][0]["files"])

    def test_twice_is_once(self) -> None:
        pk = uuid4()

        first = self.send(jpeg(photo()), id=pk)
        again = self.send(jpeg(photo(seed=2)), id=pk)

        self.assertEqual((first, self.response.status_code), (again, 200))
        self.assertEqual(self.project.examples.count(), 2)
        self.assertNothingIsLeft()

    def test_the_same_picture_again_is_refused(self) -> None:
        self.send(png(photo()))

        answer = self.send(png(photo(), compress_level=1))

        self.assertEqual(self.response.status_code, 409)
        self.assertEqual(answer["detail"], "“blue” has this very picture already.")
        self.assertNothingIsLeft()
        self.send(png(photo()), label=1)
        self.assertEqual(self.response.status_code, 201)

    def test_no_picture(self) -> None:
        url = reverse("projects:examples", args=[self.project.pk])

        for form in ("json", "multipart"):
            with self.subTest(form):
                kind = {"content_type": "application/json"} if form == "json" else {}
                response = self.client.post(url, {"label": 2}, **kind)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json()["detail"], "Choose a picture.")

    def test_what_is_no_picture_is_refused(self) -> None:
        for data, sentence in [
            (b"", "This file is empty."),
            (b"MZ" + bytes(100), "This is not a picture that we can read."),
            (jpeg(photo())[:5000], "Only a part of this picture arrived"),
            (bytes(LARGEST + 1), "too large: 8 MB at most"),
        ]:
            with self.subTest(sentence):
                answer = self.send(data)
                self.assertEqual(self.response.status_code, 400)
                self.assertIn(sentence, answer["detail"])
        self.assertNothingIsLeft()

    def test_a_picture_for_a_project_of_another_kind(self) -> None:
        project = make_text_project(self.ada, happy=["Hooray"], sad=["Alas"])

        self.send(jpeg(photo()), project=project)

        self.assertEqual(self.response.status_code, 400)
        self.assertEqual(project.examples.count(), 2)

    def test_a_text_for_a_project_of_pictures(self) -> None:
        answer = self.client.post(
            reverse("projects:examples", args=[self.project.pk]),
            {"label": 2, "text": "A cat"},
            content_type="application/json",
        )

        self.assertEqual(answer.status_code, 400)
        self.assertEqual(answer.json()["detail"], "Choose a picture.")

    def test_a_table_for_a_project_of_pictures(self) -> None:
        answer = self.client.post(
            reverse("projects:import-examples", args=[self.project.pk]),
            {"text": "label\ncat\n", "preview": False},
        )

        self.assertEqual(answer.status_code, 400)
        sentence = "A project of this kind cannot take in a table."
        self.assertEqual(answer.json()["detail"], sentence)

    def test_a_full_project_is_said_before_any_work(self) -> None:
        self.year_5.policy.image_quota = 1
        self.year_5.policy.save()

        with patch("projects.actions.uploads.prepare") as prepare:
            answer = self.send(jpeg(photo()))

        self.assertEqual(self.response.status_code, 409)
        self.assertIn("it has room for 1 examples", answer["detail"])
        prepare.assert_not_called()

    def test_one_that_cannot_be_changed_can_be_moved(self) -> None:
        url = self.send(jpeg(photo()))["id"]
        url = reverse("projects:example", args=[self.project.pk, url])

        other = {"label": 1, "text": "A cat"}
        changed = self.client.patch(url, other, content_type="application/json")
        moved = self.client.patch(url, {"label": 1}, content_type="application/json")

        self.assertEqual((changed.status_code, moved.status_code), (400, 200))
        self.assertIn("Delete it, and add another.", changed.json()["detail"])
        self.assertEqual(moved.json()["label"], 1)
