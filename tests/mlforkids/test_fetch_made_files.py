import tempfile
from dataclasses import replace
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from mlforkids import downloads
from training import mobilenet_weights
from training.base_models import BaseFile, BaseModel, Source

from .publisher import Publisher, sum_of

WANTED, OURS = b"abcdef" * 500, b"{}"
BACKWARDS = WANTED[::-1]


def backwards(data: bytes) -> bytes:
    if data[:1] != b"f":
        raise ValueError(data[:1])
    return data[::-1]


class FetchMadeFilesTests(SimpleTestCase):
    """manage.py fetch_base_models, of files that we write, or make of others."""

    def setUp(self) -> None:
        self.host = Publisher(self)
        self.host.files = {"/x/new.bin": BACKWARDS, "/x/old.bin": BACKWARDS}
        self.to = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(patch.object(downloads, "SECONDS_BETWEEN_TRIES", 0))
        self.offer(self.host.url)

    def offer(self, publisher: str, **changes: object) -> None:
        sources = tuple(
            Source(f"{publisher}/x/{name}.bin", len(BACKWARDS), None, backwards)
            for name in ("new", "old")
        )
        sources = tuple(replace(each, **changes) for each in sources)
        files = (
            BaseFile("weights.bin", "", len(WANTED), sum_of(WANTED), sources),
            BaseFile("model.json", "", len(OURS), sum_of(OURS), content=OURS),
        )
        about = {"title": "Made.", "licence": "MIT", "page": "https://x.example"}
        about |= {"setting": "IMAGE_BASE", "is_used_if_there": True}
        model = BaseModel("made", "images", files=files, **about)
        self.enterContext(patch("training.base_models.MODELS", (model,)))

    def fetch(self, **options: object) -> str:
        out = StringIO()
        call_command("fetch_base_models", "made", to=self.to, stdout=out, **options)
        return out.getvalue()

    def assert_here(self) -> None:
        found = {file.name: file.read_bytes() for file in (self.to / "made").iterdir()}
        self.assertEqual(found, {"weights.bin": WANTED, "model.json": OURS})
        self.assertEqual(list(self.to.iterdir()), [self.to / "made"])

    def assert_fails(self, sentence: str, **options: object) -> None:
        with self.assertRaisesMessage(CommandError, sentence):
            self.fetch(**options)
        self.assertFalse((self.to / "made").exists())

    def test_a_file_is_made_of_another_one_and_ours_is_written(self) -> None:
        self.fetch()

        self.assert_here()
        self.assertEqual([path for path, _ in self.host.asked], ["/x/new.bin"])

    def test_what_is_used_as_soon_as_it_is_there_needs_no_setting(self) -> None:
        elsewhere = self.fetch()
        with self.settings(BASE_MODELS=self.to):
            usual = self.fetch()

        self.assertIn(f"set IMAGE_BASE={self.to / 'made'} and start", elsewhere)
        self.assertIn("Start the site again, and it is used.", usual)
        self.assertNotIn("IMAGE_BASE", usual)

    def test_twice_is_harmless(self) -> None:
        self.fetch()
        self.host.asked.clear()

        self.assertIn("is here already", self.fetch())

        self.assertEqual(self.host.asked, [])

    def test_where_one_is_not_there_the_next_is_tried(self) -> None:
        del self.host.files["/x/new.bin"]

        self.fetch()

        self.assert_here()

    def test_what_becomes_another_file_is_not_let_in(self) -> None:
        self.host.files["/x/new.bin"] = BACKWARDS[:-1] + b"!"

        self.fetch()

        self.assert_here()

    def test_what_cannot_be_converted_is_not_let_in(self) -> None:
        self.host.files = dict.fromkeys(self.host.files, WANTED)

        self.assert_fails(f"{self.host.url}/x/old.bin is another network.")

    def test_what_has_another_sum_than_is_known_is_not_converted(self) -> None:
        self.offer(self.host.url, sha256=sum_of(b"another"))

        self.assert_fails("What http", mirror=None)

    def test_it_goes_on_where_a_connection_broke(self) -> None:
        self.host.breaks_after = 1000

        self.fetch()

        self.assert_here()
        asked = self.host.ranges("/x/new.bin")
        self.assertEqual(asked, [None, "bytes=1000-", "bytes=2000-"])

    def test_a_mirror_may_have_the_file_as_it_is_in_the_end(self) -> None:
        self.offer("http://127.0.0.1:1")
        self.host.files = {"/m/made/weights.bin": WANTED}

        self.fetch(mirror=f"{self.host.url}/m")

        self.assert_here()

    def test_a_mirror_may_have_the_publishers_paths(self) -> None:
        self.offer("http://127.0.0.1:1")

        self.fetch(mirror=self.host.url)

        self.assert_here()

    def test_a_file_of_ours_that_was_spoilt_is_written_again(self) -> None:
        self.fetch()
        (self.to / "made/model.json").write_text("{")

        self.fetch()

        self.assert_here()


class WeightsOfMobileNetTests(SimpleTestCase):
    """The orders in which converters write the same numbers."""

    def setUp(self) -> None:
        self.network = mobilenet_weights.network_of(0.35)
        size = sum_of_sizes(self.network)
        self.ours = b"".join(i.to_bytes(4, "little") for i in range(size))

    def in_order(self, order: list[str]) -> bytes:
        names = mobilenet_weights.shapes_of(self.network)
        arrays = mobilenet_weights.cut(self.ours, self.network, names)
        return b"".join(arrays[name] for name in order)

    def test_they_are_as_many_as_the_publishers(self) -> None:
        self.assertEqual(len(self.ours), 1_640_832)

    def test_every_order_becomes_ours(self) -> None:
        orders = list(mobilenet_weights.orders(self.network))
        self.assertEqual(len({tuple(order) for order in orders}), 3)
        for order in orders:
            found = mobilenet_weights.from_browsers(
                self.in_order(order), 0.35, sum_of(self.ours)
            )
            self.assertEqual(found, self.ours)

    def test_other_numbers_are_refused(self) -> None:
        with self.assertRaises(ValueError):
            mobilenet_weights.from_browsers(self.ours, 0.35, sum_of(b"others"))

    def test_what_is_no_file_of_keras_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            mobilenet_weights.from_keras(b"<html>", 0.35)


def sum_of_sizes(network: mobilenet_weights.Network) -> int:
    shapes = mobilenet_weights.shapes_of(network).values()
    return sum(mobilenet_weights.prod(shape) for shape in shapes)
