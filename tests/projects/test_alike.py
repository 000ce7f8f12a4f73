import json
import random
import sys
from pathlib import Path

from django.test import SimpleTestCase

from projects.kinds import BadExample
from projects.kinds.alike import alike, tidy_text
from projects.kinds.text import LONGEST_TEXT, clean_text

PAIRS = json.loads((Path(__file__).parents[1] / "alike.json").read_text())
LARGEST = sys.maxunicode + 1


class AlikeTests(SimpleTestCase):
    """What is the same sentence, whatever the script."""

    def test_the_browser_agrees(self) -> None:
        """tests/js/alike.test.js reads the same list."""
        for text, expected in PAIRS:
            with self.subTest(text=text):
                self.assertEqual(alike(text), expected)

    def test_the_same_sentence_written_in_several_ways(self) -> None:
        for written in (
            ["See you", "see you", "SEE YOU", " See\t you\u200b", "Ｓｅｅ　ｙｏｕ"],
            ["Łódź", "łodz", "LÓDŹ"],
            ["Straße", "STRASSE", "STRAẞE"],
            ["don’t", "DON'T", "don\u02bct"],
            ["İyi", "iyi", "ıyı"],
            ["ΚΑΛΗΜΕΡΑ ΣΑΣ", "Καλημέρα σας"],
            ["Ещё раз", "еще раз", "е\u0301щё ра\u0301з"],
            ["مَرْحَبًا", "مرحبا", "مـــرحبا"],
            ["שָׁלוֹם", "שלום"],
            ["ガ", "ｶﾞ", "カ\u3099"],
            ["한", "\u1112\u1161\u11ab"],
            ["क\u093cलम", "\u0958लम"],
            ["❤", "❤\ufe0f"],
        ):
            with self.subTest(written=written):
                self.assertEqual(len({alike(text) for text in written}), 1)

    def test_different_sentences(self) -> None:
        for written in (
            ["Hi", "Hi!", "Hi?", "Hi!!"],
            ["мой", "мои"],
            ["ї", "і"],
            ["か", "が", "カ"],
            ["की", "कि", "क"],
            ["ก่า", "ก้า", "กา"],
            ["بيت", "بنت"],
            ["أنا", "انا"],
            ["בית־ספר", "ביתספר"],
            ["👍", "👍🏽", "👎"],
            ["\u064e", "\u064f", "\u0650"],  # as when a class learns these signs
            ["3", "٣"],
        ):
            with self.subTest(written=written):
                self.assertEqual(len({alike(text) for text in written}), len(written))

    def test_doing_it_twice_changes_nothing_and_nothing_makes_it_raise(self) -> None:
        chance = random.Random(4)
        texts = [
            "".join(map(chr, chance.sample(range(LARGEST), 5))) for _ in range(500)
        ]
        dense = [
            "".join(map(chr, chance.choices(range(0x700), k=6))) for _ in range(3000)
        ]
        for text in [*texts, *dense]:
            once = alike(text)
            self.assertEqual(alike(once), once, ascii(text))
            self.assertEqual(bool(once), bool(tidy_text(text)), ascii(text))


class CleanTextTests(SimpleTestCase):
    def clean(self, text: object) -> str:
        return clean_text(text, LONGEST_TEXT)

    def test_it_is_stored_in_one_form_on_one_line(self) -> None:
        self.assertEqual(
            self.clean("\ufeff Cafe\u0301\r\n\u2028au\0\ud800  lait\x85"),
            "Café au lait",
        )

    def test_nothing_to_see(self) -> None:
        for text in ("", "  \n", "\u200b\u200d", "\0\x07", "\ufe0f", "\u3164", None, 5):
            with (
                self.subTest(text=text),
                self.assertRaisesMessage(BadExample, "Type something first."),
            ):
                self.clean(text)

    def test_what_can_be_seen(self) -> None:
        for text in ("?", "👍", "\u064e", "0", "。", "한"):
            with self.subTest(text=text):
                self.assertEqual(self.clean(text), text)

    def test_its_length_is_counted_once_it_is_tidy_in_whole_characters(self) -> None:
        for text in (
            "x" * 1024,
            "😀" * 1024,
            "e\u0301" * 1024,
            " " * 900 + "x" * 1024,
            "\u1112\u1161\u11ab" * 1024,
        ):
            with self.subTest(text=text[:4]):
                self.assertEqual(len(self.clean(text)), 1024)
        for text in (
            "x" * 1025,
            "x" * 10_000_000,
            " x" * 5000,
            "😀" * 1025,
            "\ufdfa" * 900,
        ):
            with (
                self.subTest(text=text[:4]),
                self.assertRaisesMessage(BadExample, "1024 characters at most"),
            ):
                self.clean(text)

    def test_accents_without_end(self) -> None:
        self.assertEqual(len(self.clean("a" + "\u0324\u0301" * 15)), 30)

        with self.assertRaisesMessage(BadExample, "too many accents"):
            self.clean("a" + "\u0324\u0301" * 16)
