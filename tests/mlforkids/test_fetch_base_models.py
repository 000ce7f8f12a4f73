import fcntl
import os
import tempfile
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from mlforkids import downloads, fetching
from training.base_models import MODELS, BaseFile, BaseModel, find_model

from .publisher import Publisher, sum_of

CONTENTS = {"config.json": b'{"a": 1}', "1_Pooling/weights": bytes(range(250)) * 40}
START = "/people/tiny/resolve/abc"


class FetchBaseModelsTests(SimpleTestCase):
    """manage.py fetch_base_models, from a real host that behaves as told."""

    def setUp(self) -> None:
        self.host = Publisher(self)
        self.host.files = {f"{START}/{path}": each for path, each in CONTENTS.items()}
        self.to = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.offer(self.model(self.host.url))
        self.enterContext(patch.object(downloads, "SECONDS_BETWEEN_TRIES", 0))
        self.weights = CONTENTS["1_Pooling/weights"]
        self.weights_path = f"{START}/1_Pooling/weights"
        self.draft = self.to / "tiny.partial"

    def model(self, publisher: str) -> BaseModel:
        files = [
            BaseFile(path, f"{publisher}{START}/{path}", len(each), sum_of(each))
            for path, each in CONTENTS.items()
        ]
        about = {"title": "A tiny one.", "licence": "MIT", "page": "https://x.example"}
        return BaseModel("tiny", "text", setting="TEXT", files=tuple(files), **about)

    def offer(self, model: BaseModel) -> None:
        self.enterContext(patch("training.base_models.MODELS", (model,)))

    def fetch(self, *names: str, **options: object) -> str:
        out = StringIO()
        options = {"to": self.to, "stdout": out} | options
        call_command("fetch_base_models", *(names or ["tiny"]), **options)
        return out.getvalue()

    def assert_here(self) -> None:
        for path, content in CONTENTS.items():
            self.assertEqual((self.to / "tiny" / path).read_bytes(), content)
        self.assertEqual(list(self.to.iterdir()), [self.to / "tiny"])

    def assert_fails(self, sentence: str, **options: object) -> None:
        with self.assertRaisesMessage(CommandError, sentence):
            self.fetch(**options)
        self.assertFalse((self.to / "tiny").exists())

    def leave_behind(self, content: bytes) -> None:
        place = self.draft / "1_Pooling/weights"
        place.parent.mkdir(parents=True)
        place.write_bytes(content)

    # What there is

    def test_without_names_it_lists_what_there_is(self) -> None:
        out = StringIO()
        call_command("fetch_base_models", stdout=out)

        self.assertIn("tiny  text, 0 MB, MIT\n  A tiny one.", out.getvalue())
        for file in find_model("tiny").files:
            self.assertIn(f"{file.size} bytes, SHA-256 {file.sha256}", out.getvalue())
            self.assertIn(f"    {file.address}\n", out.getvalue())
        self.assertEqual(self.host.asked, [])

    def test_an_unknown_name_is_answered_with_those_that_there_are(self) -> None:
        with self.assertRaisesMessage(CommandError, "There are: tiny."):
            self.fetch("tinny")

    def test_every_model_says_all_about_itself(self) -> None:
        for model in MODELS:
            self.assertTrue(hasattr(settings, model.setting), model.setting)
            self.assertTrue(model.licence and model.title and model.page)
            for file in model.files:
                with self.subTest(model=model.name, file=file.path):
                    self.assertRegex(file.sha256, "^[0-9a-f]{64}$")
                    self.assertGreater(file.size, 0)
                    self.assertNotIn("..", Path(file.path).parts)
                    self.check_origin(file)

    def check_origin(self, file: BaseFile) -> None:
        if file.content is not None:
            self.assertEqual(sum_of(file.content), file.sha256)
            self.assertEqual(len(file.content), file.size)
        elif file.sources:
            for source in file.sources:
                self.assertTrue(source.address.startswith("https://"))
        else:
            self.assertTrue(file.address.startswith("https://"))
            self.assertRegex(file.address, "/[0-9a-f]{40}/")

    # Fetching

    def test_it_fetches_every_file_and_says_what_to_set(self) -> None:
        said = self.fetch()

        self.assert_here()
        self.assertIn("1_Pooling/weights  100%", said)
        self.assertIn(f"set TEXT={self.to / 'tiny'} and start the site again.", said)

    def test_the_usual_folder_needs_only_the_name(self) -> None:
        with self.settings(BASE_MODELS=self.to):
            said = self.fetch()

        self.assertIn("set TEXT=tiny and", said)

    def test_twice_is_harmless(self) -> None:
        self.fetch()
        self.host.asked.clear()

        said = self.fetch("tiny", "tiny")

        self.assertIn("is here already", said)
        self.assertEqual(self.host.asked, [])
        self.assert_here()

    def test_a_folder_that_was_spoilt_is_replaced(self) -> None:
        self.fetch()
        (self.to / "tiny/config.json").write_text("{}")

        self.fetch()

        self.assert_here()

    # Connections that break

    def test_it_goes_on_where_a_connection_broke(self) -> None:
        self.host.breaks_after = 1000

        self.fetch()

        self.assert_here()
        later = [f"bytes={start}000-" for start in range(1, 10)]
        self.assertEqual(self.host.ranges(self.weights_path), [None, *later])

    def test_it_gives_up_when_nothing_comes_and_the_next_run_goes_on(self) -> None:
        self.leave_behind(self.weights[:5000])
        self.host.breaks_after = 0
        self.assert_fails("Run the same command again later")
        self.assertEqual(len(self.host.asked), downloads.TRIES)
        self.host.breaks_after = None

        self.fetch()

        self.assertIn((self.weights_path, "bytes=5000-"), self.host.asked)
        self.assertNotIn((self.weights_path, None), self.host.asked)
        self.assert_here()

    def test_a_host_that_is_away_is_named(self) -> None:
        self.offer(self.model("http://127.0.0.1:1"))

        self.assert_fails("The connection to 127.0.0.1:1 does not last")

    def test_a_busy_host_is_asked_again(self) -> None:
        self.host.codes = [503, 429, 500]

        self.fetch()

        self.assert_here()

    def test_a_host_without_ranges_begins_anew(self) -> None:
        self.leave_behind(self.weights[:5000])
        self.host.knows_ranges = False

        self.fetch()

        self.assert_here()
        self.assertEqual(self.host.ranges(self.weights_path), ["bytes=5000-"])

    def test_a_host_that_always_breaks_off_at_the_same_place_is_left(self) -> None:
        self.host.knows_ranges = False
        self.host.breaks_after = 3000

        self.assert_fails("does not last (it ended too early)")

    def test_a_shorter_file_of_unknown_length_is_left(self) -> None:
        self.host.hides_lengths = True
        self.host.files[self.weights_path] = self.weights[:-1]

        self.assert_fails("does not last")

    def test_lengths_may_be_unknown(self) -> None:
        self.host.hides_lengths = True

        self.fetch()

        self.assert_here()

    def test_ctrl_c_leaves_what_has_come(self) -> None:
        self.leave_behind(self.weights[:5000])
        with patch.object(fetching, "fetch", side_effect=KeyboardInterrupt):
            self.assert_fails("The same command goes on where it stopped.")

        self.assertTrue((self.draft / "1_Pooling/weights").exists())

    # Files that are not the right ones

    def test_another_file_is_thrown_away(self) -> None:
        self.host.files[self.weights_path] = self.weights[::-1]

        self.assert_fails("its SHA-256 is another one")

        self.assertFalse((self.draft / "1_Pooling/weights").exists())

    def test_a_longer_or_shorter_file_is_not_even_read(self) -> None:
        for content in (self.weights * 2, self.weights[:-1], b""):
            with self.subTest(len(content)):
                self.host.files[self.weights_path] = content
                self.assert_fails("is a file of another size")

    def test_one_that_never_ends_is_left_soon(self) -> None:
        self.host.hides_lengths = True
        self.host.files[self.weights_path] = self.weights * 5000  # 50 MB

        self.assert_fails("its SHA-256 is another one")

        self.assertLess(self.host.sent, 20_000_000)
        self.assertFalse((self.draft / "1_Pooling/weights").exists())

    def test_a_wrong_beginning_is_fetched_again(self) -> None:
        for wrong in (b"x" * 5000, b"x" * len(self.weights), b"x" * 20_000):
            with self.subTest(len(wrong)):
                to = self.to / str(len(wrong))
                place = to / "tiny.partial/1_Pooling/weights"
                place.parent.mkdir(parents=True)
                place.write_bytes(wrong)
                self.fetch(to=to)
                found = (to / "tiny/1_Pooling/weights").read_bytes()
                self.assertEqual(found, self.weights)

    def test_what_is_not_there_is_said_with_its_address(self) -> None:
        del self.host.files[self.weights_path]

        self.assert_fails(f"{self.host.url}{self.weights_path} is not there (404)")

    # Mirrors

    def test_a_mirror_may_be_like_the_folder_that_was_fetched(self) -> None:
        self.offer(self.model("http://127.0.0.1:1"))
        self.host.files = {f"/m/tiny/{path}": each for path, each in CONTENTS.items()}

        self.fetch(mirror=f"{self.host.url}/m/")

        self.assert_here()

    def test_a_mirror_may_have_the_publishers_paths(self) -> None:
        self.offer(self.model("http://127.0.0.1:1"))

        self.fetch(mirror=self.host.url)

        self.assert_here()

    def test_a_mirror_has_to_be_a_web_server(self) -> None:
        for mirror in ("file:///etc", "/srv/models", "ftp://host/x", "http://"):
            with self.subTest(mirror):
                self.assert_fails(f"{mirror} must begin with https", mirror=mirror)

    # The disk

    def test_a_full_disk_is_said_before_anything_is_fetched(self) -> None:
        with patch.object(fetching, "SPARE", 10**18):
            self.assert_fails("The disk is too full: make room for")

        self.assertEqual(self.host.asked, [])

    def test_a_disk_that_gets_full_is_said_and_what_came_stays(self) -> None:
        self.draft.mkdir()
        (self.draft / "1_Pooling").mkdir()
        (self.draft / "1_Pooling/weights").symlink_to("/dev/full")

        self.assert_fails("The disk is full. Make room where")

        self.assertTrue((self.draft / "config.json").exists())

    def test_a_folder_that_may_not_be_written_is_said(self) -> None:
        (self.to / "file").write_text("")

        self.assert_fails("Choose a folder with --to", to=self.to / "file")

    def test_two_at_once_take_no_turns(self) -> None:
        self.draft.mkdir()
        folder = os.open(self.draft, os.O_RDONLY)
        self.addCleanup(os.close, folder)
        fcntl.flock(folder, fcntl.LOCK_EX)

        self.assert_fails("Somebody is fetching it already.")
