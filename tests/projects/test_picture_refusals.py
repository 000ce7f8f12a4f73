import io
import time
import zipfile

from PIL import Image

from projects.uploads import read_picture
from projects.uploads.refusals import (
    LARGEST,
    NotAPicture,
    PictureIsBroken,
    PictureIsEmpty,
    PictureIsTooLarge,
    TooManyPixels,
)

from .pictures import HEIC, encode, jpeg, photo, png, with_pixels
from .refusal_case import RefusalCase

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "AVIF")


class PictureRefusalTests(RefusalCase):
    """What is no picture, or none that a school's computer should open."""

    read = read_picture

    def test_nothing(self) -> None:
        self.assertRefused(b"", PictureIsEmpty, "This file is empty. Choose another")

    def test_more_bytes_than_allowed(self) -> None:
        sentence = "This picture is too large: 8 MB at most. Make it smaller."
        self.assertRefused(bytes(LARGEST + 1), PictureIsTooLarge, sentence)

    def test_what_is_no_picture_however_it_is_called(self) -> None:
        zipped = io.BytesIO()
        with zipfile.ZipFile(zipped, "w") as archive:
            archive.writestr("cat.jpg", jpeg(photo()))
        others = {
            "program": b"MZ\x90\0\x03" + bytes(500),
            "program of Linux": b"\x7fELF\x02\x01\x01" + bytes(500),
            "document": b"%PDF-1.7\n%\xe2\xe3",
            "archive": zipped.getvalue(),
            "drawing in SVG": b'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
            "page": b"<!doctype html><img src=cat.jpg>",
            "text": b"a cat",
            "film": b"\0\0\0\x20ftypisom" + bytes(500),
            "sound": b"RIFF\0\0\0\0WAVEfmt " + bytes(500),
            "picture of a kind that few programs read": encode(photo(), "TIFF"),
            "script with a picture behind it": b"#!/bin/sh\n" + jpeg(photo()),
            "zeros": bytes(500),
            "one byte": b"\xff",
        }
        for what, data in others.items():
            with self.subTest(what):
                self.assertRefused(data, NotAPicture, "This is not a picture that we")

    def test_what_only_begins_like_a_picture(self) -> None:
        beginnings = [
            *(b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM"),
            *(b"RIFF\0\0\0\0WEBP", b"\0\0\0\x1cftypavif", b"\0\0\0\x1cftypheic"),
        ]
        for beginning in beginnings:
            with self.subTest(beginning):
                self.assertRefused(beginning, PictureIsBroken, "Only a part of this")
                rubbish = beginning + b"\x9a\x00\xff\x13" * 200
                self.assertRefused(rubbish, PictureIsBroken, "Only a part of this")

    def test_one_of_which_a_part_is_missing(self) -> None:
        whole = {form: encode(photo(200, 150), form) for form in FORMATS}
        whole |= {"HEIC": HEIC, "slow JPEG": jpeg(photo(), progressive=True)}
        for form, data in whole.items():
            for part in (0.1, 0.5, 0.9):
                with self.subTest(form, part=part):
                    cut = data[: int(part * len(data))]
                    self.assertRefused(cut, PictureIsBroken, "Only a part of this")

    def test_one_with_damage_in_its_middle(self) -> None:
        data = bytearray(png(photo()))
        data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)

        self.assertRefused(bytes(data), PictureIsBroken, "or it is broken")

    def test_a_hundred_million_pixels(self) -> None:
        for form, data in with_pixels(10_000, 10_000).items():
            with self.subTest(form):
                most = 50 if form in {"JPEG", "HEIC"} else 25
                sentence = f"too many dots: {most} million at most"
                started = time.thread_time()

                self.assertRefused(data, TooManyPixels, sentence)

                self.assertLess(time.thread_time() - started, 0.1)

    def test_a_bomb(self) -> None:
        for form, data in with_pixels(30_000, 30_000).items():
            with self.subTest(form):
                self.assertLess(len(data), 120_000)
                # Its library knows of no such size.
                refusal = PictureIsBroken if form == "AVIF" else TooManyPixels
                self.assertRefused(data, refusal, "")

    def test_one_that_draws_over_itself_for_minutes(self) -> None:
        whole = jpeg(photo(1400, 1400), progressive=True)
        scan = whole[whole.rindex(b"\xff\xda") : -2]
        started = time.thread_time()

        self.assertRefused(whole[:-2] + 100 * scan + whole[-2:], PictureIsBroken, "")

        self.assertLess(time.thread_time() - started, 0.1)
        # Phones append films, in which such signs come up by chance.
        self.assertTrue(read_picture(whole + 100 * b"\xff\xda\0\0").files)

    def test_the_sentence_says_what_is_allowed(self) -> None:
        wide = png(Image.new("1", (5000, 5000)))
        self.assertTrue(read_picture(wide).files)
        wider = png(Image.new("1", (5001, 5000)))
        self.assertRefused(wider, TooManyPixels, "25 million at most. Make it smaller")
