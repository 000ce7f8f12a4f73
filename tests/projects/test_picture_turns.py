import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

from django.test import SimpleTestCase
from django.utils import translation
from PIL import Image

from projects.uploads import Prepared, TooManyPictures, opening, read_picture, turns
from projects.uploads.seeing import see_picture

from .picture_case import PictureCase
from .pictures import HEIC, encode, jpeg, photo, png

LARGE = {"PNG": png(Image.new("1", (2000, 1001))), "HEIC": HEIC}
LARGE |= {form: encode(photo(), form) for form in ("WEBP", "AVIF")}


class PictureTurnTests(SimpleTestCase):
    """Thirty large pictures at once take the memory of one, and not all threads."""

    def setUp(self) -> None:
        self.reading = self.most = 0
        self.lock = threading.Lock()
        self.go_on = threading.Event()
        self.addCleanup(self.go_on.set)
        opened = opening.opened_by_pillow

        def open_slowly(data: bytes) -> Image.Image:
            image = opened(data)
            loading = image.load

            def load() -> Any:
                with self.lock:
                    self.reading += 1
                    self.most = max(self.most, self.reading)
                self.go_on.wait(0.02)
                with self.lock:
                    self.reading -= 1
                return loading()

            image.load = load
            return image

        self.enterContext(patch.object(opening, "opened_by_pillow", open_slowly))

    def read_at_once(self, data: bytes, times: int) -> list[Prepared | Exception]:
        def read(_number: int) -> Prepared | Exception:
            try:
                return read_picture(data)
            except TooManyPictures as error:
                return error

        with ThreadPoolExecutor(times) as threads:
            return list(threads.map(read, range(times)))

    def test_large_ones_are_read_one_after_the_other(self) -> None:
        for form, data in LARGE.items():
            with self.subTest(form):
                self.most = 0
                read = self.read_at_once(data, turns.IN_LINE)
                self.assertEqual(len({each.digest for each in read}), 1)
                self.assertEqual(self.most, 1)

    def test_so_are_those_that_are_only_looked_at(self) -> None:
        with ThreadPoolExecutor(turns.IN_LINE) as threads:
            seen = set(threads.map(see_picture, [LARGE["PNG"]] * turns.IN_LINE))

        self.assertEqual((len(seen), self.most), (1, 1))

    def test_small_ones_need_not_wait(self) -> None:
        self.read_at_once(jpeg(photo()), 8)

        self.assertGreater(self.most, 1)

    def test_those_who_wait_leave_threads_for_others(self) -> None:
        is_over = threading.Event()
        self.addCleanup(is_over.set)
        turns._reader.submit(is_over.wait)
        waiting = [self.start(read_picture, LARGE["WEBP"]) for _ in range(8)]
        while turns._places.acquire(blocking=False):
            turns._places.release()

        self.assertTrue(read_picture(jpeg(photo())).digest)
        sentence = "Many pictures arrive right now. Wait a moment, and try again."
        with self.assertRaisesMessage(TooManyPictures, sentence):
            read_picture(LARGE["WEBP"])
        is_over.set()
        for thread in waiting:
            thread.join(10)
        self.assertTrue(read_picture(LARGE["WEBP"]).digest)

    def start(self, verb: Callable[..., Any], *args: Any) -> threading.Thread:
        thread = threading.Thread(target=verb, args=args)
        thread.start()
        return thread

    def test_what_is_wrong_with_one_is_said_in_the_language_of_who_sent_it(
        self,
    ) -> None:
        with translation.override("de"):
            said = turns.in_turn(lambda _: translation.get_language(), b"")

        self.assertEqual(said, "de")


class PictureTurnAnswerTests(PictureCase):
    def test_a_page_hears_that_it_may_try_again(self) -> None:
        with patch.object(turns._places, "acquire", return_value=False):
            answer = self.send(LARGE["WEBP"])

        self.assertEqual(self.response.status_code, 503)
        self.assertIn("Many pictures arrive right now", answer["detail"])
        self.assertNothingIsLeft()
