from django.urls import reverse

from classrooms.models import User
from projects.models import Project
from projects.uploads.refusals import LARGEST
from tests.school import make_image_project, make_text_project

from .picture_case import PictureCase
from .pictures import jpeg, photo, png
from .upload_promises import TakesUploads


class PictureUploadTests(TakesUploads, PictureCase):
    """A picture comes in, and what was sent of it is stored as three files."""

    sent = jpeg(photo())
    another = jpeg(photo(seed=2))
    twins = (png(photo()), png(photo(), compress_level=1))
    already_there = "“blue” has this very picture already."
    other_label = 1
    refused = [
        (b"", "This file is empty."),
        (b"MZ" + bytes(100), "This is not a picture that we can read."),
        (jpeg(photo())[:5000], "Only a part of this picture arrived"),
        (bytes(LARGEST + 1), "too large: 8 MB at most"),
    ]
    content_types = {
        "picture": "image/jpeg",
        "learning": "image/jpeg",
        "thumbnail": "image/webp",
    }
    nothing_sent = "Choose a picture."
    unchangeable = "Delete it, and add another."
    quota_name = "image_quota"

    def make_project_of(self, owner: User) -> Project:
        return make_image_project(owner, red=1, blue=0)

    def test_examples_of_other_kinds_have_no_files(self) -> None:
        other = make_text_project(self.ada, happy=["Hooray"])

        listed = self.client.get(reverse("projects:examples", args=[other.pk]))

        self.assertIsNone(listed.json()["examples"][0]["files"])

    def test_a_picture_for_a_project_of_another_kind(self) -> None:
        project = make_text_project(self.ada, happy=["Hooray"], sad=["Alas"])

        self.send(jpeg(photo()), project=project)

        self.assertEqual(self.response.status_code, 400)
        self.assertEqual(project.examples.count(), 2)
