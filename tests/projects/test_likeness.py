from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import SimpleTestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image, ImageEnhance

from projects.kinds import KINDS
from projects.kinds.loose import loose
from projects.uploads import read_picture
from tests.own_cache import give_own_cache
from tests.own_storage import give_own_storage
from tests.school import make_image_project, make_project

from .class_case import ClassProjectTestCase, put
from .pictures import jpeg, photo, png


class LooseTextTests(SimpleTestCase):
    """What texts share that say the same."""

    def test_the_same_words_whatever_is_around_them(self) -> None:
        said = loose("So good, thank you")
        for text in (
            "so good thank you",
            "Soooo gooood!!! Thank you 😀",
            "SO GOOD – THANK   YOU…",
            "sógood, thankyou",
            "“So good”, thank you 🎉🎉",
        ):
            with self.subTest(text=text):
                self.assertEqual(loose(text), said)

    def test_other_words_are_others_in_any_script(self) -> None:
        for one, other in (
            ("Oh yes", "Oh no"),
            ("11 cats", "1 cat"),
            ("1 cat", "11 cat"),
            ("की", "का"),
            ("妈", "马"),
            ("й", "и"),
            ("👍", "👎"),
            ("?", "!"),
        ):
            with self.subTest(one=one, other=other):
                self.assertNotEqual(loose(one), loose(other))

    def test_signs_alone_are_what_is_said(self) -> None:
        self.assertEqual(loose("👍 👍👍"), loose("👍"))
        self.assertEqual(loose("?!?!"), loose("?! ?!"))
        self.assertNotEqual(loose("😀"), "")


class LikenessOfPicturesTests(SimpleTestCase):
    """What pictures nearly share that look the same."""

    def bits_apart(self, one: Image.Image, other: Image.Image) -> int:
        likenesses = [read_picture(png(each)).likeness for each in (one, other)]
        numbers = [int(each, 16) for each in likenesses]
        return (numbers[0] ^ numbers[1]).bit_count()

    def test_the_same_picture_otherwise_stored_looks_alike(self) -> None:
        for seed in range(5):
            picture = photo(seed=seed)
            width, height = picture.size
            across, down = width // 40, height // 40
            cut = (across, down, width - across, height - down)
            changed = {
                "compressed": reopened(jpeg(picture, quality=40)),
                "smaller": picture.resize((320, 240)),
                "brighter": ImageEnhance.Brightness(picture).enhance(1.2),
                "darker": ImageEnhance.Brightness(picture).enhance(0.8),
                "cut": picture.crop(cut),
            }
            for how, other in changed.items():
                with self.subTest(how=how, seed=seed):
                    apart = self.bits_apart(picture, other)
                    self.assertLessEqual(apart, KINDS["images"].likeness_bits)

    def test_another_picture_does_not(self) -> None:
        for seed in range(1, 20):
            with self.subTest(seed=seed):
                apart = self.bits_apart(photo(seed=0), photo(seed=seed))
                self.assertGreater(apart, KINDS["images"].likeness_bits)

    def test_of_a_plain_picture_nothing_can_be_told(self) -> None:
        for colour in ("white", "black", "red"):
            with self.subTest(colour=colour):
                plain = Image.new("RGB", (64, 64), colour)
                self.assertEqual(read_picture(png(plain)).likeness, "")


def reopened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


class AlikeTests(ClassProjectTestCase):
    """GET /api/projects/<project_id>/review/?show=alike, and `alike` in each list"""

    def setUp(self) -> None:
        give_own_cache(self)
        give_own_storage(self)

    def review(self, show: str = "alike", project=None):
        query, chosen = f"?show={show}", {"project": project or self.project}
        response = self.ask(
            self.rivera, "get", "review-examples", query=query, **chosen
        )
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()

    def kinds(self, show: str = "alike", project=None) -> dict[str, list[str]]:
        """Return how each listed example resembles others, by its id."""
        listed = self.review(show, project)["examples"]
        return {each["id"]: [twin["kind"] for twin in each["alike"]] for each in listed}

    def test_sentences_that_say_the_same(self) -> None:
        (one,) = put(self.happy, self.ada, "Hooray")
        (other,) = put(self.happy, self.grace, "Hooooray!!!")
        (same,) = put(self.sad, self.rivera, "HOORAY")
        put(self.happy, self.ada, "Yippee")

        found = self.review()

        self.assertEqual(found["count"], 3)
        of_one = next(e for e in found["examples"] if e["id"] == str(one.pk))
        expected = [
            {"id": str(other.pk), "label": 1, "author": "Grace", "kind": "similar"},
            {
                "id": str(same.pk),
                "label": 2,
                "author": None,
                "kind": "same",
            },
        ]
        self.assertCountEqual(of_one["alike"], expected)

    def test_once_one_is_hidden_the_other_is_alone(self) -> None:
        put(self.happy, self.ada, "Hooray")
        (other,) = put(self.sad, self.ada, "Hooray")
        self.assertEqual(self.review()["count"], 2)

        data = {"ids": [str(other.pk)], "state": "hidden"}
        self.ask(self.rivera, "post", "moderate-examples", data)

        self.assertEqual(self.review()["count"], 0)
        self.assertEqual(self.kinds("hidden"), {str(other.pk): ["same"]})

    def test_those_that_wait_are_compared_with_those_shown(self) -> None:
        put(self.happy, self.ada, "Hooray")
        (waiting,) = put(self.happy, self.grace, "Hooray!", state="waiting")

        self.assertEqual(self.kinds("waiting"), {str(waiting.pk): ["similar"]})

    def test_not_more_than_a_few_are_named(self) -> None:
        put(self.happy, self.ada, *["Hooray" + "!" * n for n in range(15)])

        self.assertEqual({len(each) for each in self.kinds().values()}, {10})

    def test_equal_rows(self) -> None:
        project = self.shared(make_project(self.rivera, cat=3, dog=1))
        one, other, *_ = project.examples.order_by("pk")
        project.examples.filter(pk=other.pk).update(values=one.values)
        empty = {"1": None, "2": None}
        project.examples.exclude(pk__in=[one.pk, other.pk]).update(values=empty)

        expected = {str(one.pk): ["same"], str(other.pk): ["same"]}
        self.assertEqual(self.kinds(project=project), expected)

    def test_columns_that_are_deleted_make_no_difference(self) -> None:
        project = self.shared(make_project(self.rivera, cat=2))
        self.assertEqual(self.kinds(project=project), {})

        project.fields.update(deleted_at=project.created_at)
        project.fields.filter(number=2).update(deleted_at=None)
        project.examples.update(values={"1": 7.0, "2": "red"})
        project.examples.filter(pk=project.examples.first().pk).update(
            values={"1": 9.0, "2": "red"}
        )

        self.assertEqual(len(self.kinds(project=project)), 2)

    def test_pictures_that_look_the_same(self) -> None:
        project = self.shared(make_image_project(self.rivera, red=1, blue=0))
        picture = photo()
        brighter = ImageEnhance.Brightness(picture).enhance(1.15)
        one = self.upload(project, png(picture), label=1)
        other = self.upload(project, jpeg(brighter, quality=60), label=1)
        same = self.upload(project, png(picture), label=2)
        self.upload(project, png(photo(seed=2)), label=1)

        found = self.kinds(project=project)

        self.assertEqual(found.keys(), {one, other, same})
        self.assertCountEqual(found[one], ["similar", "same"])
        self.assertEqual(found[other], ["similar", "similar"])

    def test_a_deleted_picture_that_is_restored_is_compared_again(self) -> None:
        project = self.shared(make_image_project(self.rivera, red=0))
        one = self.upload(project, png(photo()), label=1)
        self.upload(project, jpeg(photo(), quality=40), label=1)
        chosen = {"project": project}

        deleted = self.ask(self.rivera, "delete", "example", example_id=one, **chosen)
        self.assertEqual(self.kinds(project=project), {})
        back = {"examples": deleted.json()["deleted"]}
        self.ask(self.rivera, "post", "restore-examples", back, **chosen)

        self.assertEqual(len(self.kinds(project=project)), 2)

    def test_it_takes_as_many_queries_for_many_as_for_few(self) -> None:
        put(self.happy, self.ada, "Hooray", "Hooray!")
        self.review()  # which logs in
        with CaptureQueriesContext(connection) as few:
            self.review()
        put(self.happy, self.ada, *["Hooray" + "!" * n for n in range(2, 30)])

        with self.assertNumQueries(len(few)):
            self.review()

    def shared(self, project):
        project.classroom = self.year_5
        project.save()
        return project

    def upload(self, project, data: bytes, label: int) -> str:
        self.client.force_login(self.rivera)
        url = reverse("projects:examples", args=[project.pk])
        file = SimpleUploadedFile("cat.png", data)
        response = self.client.post(url, {"label": label, "picture": file})
        self.assertEqual(response.status_code, 201, response.content)
        return response.json()["id"]
