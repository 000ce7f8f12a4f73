import json
import math
import random

import numpy as np
from django.test import SimpleTestCase

from tools import letters as letters_for_browsers
from tools.text_vectors import FILE as VECTORS
from tools.text_vectors import described
from training.learning.text.features import BUCKETS, WIDTH, parts_of, read
from training.learning.text.meaning import (
    ENOUGH_MEANING,
    MEANINGS,
    WordTable,
    share_with_meaning,
    words,
)
from training.learning.text.tokens import folded, runs_of

FRENCH = ["le chien dort dans la maison", "je mange une pomme avec mes amis"]
GERMAN = ["der hund schläft im garten", "wir spielen morgen zusammen fußball"]
POLISH = ["pies śpi w ogrodzie", "jutro gramy razem w piłkę"]
ROMANIAN = ["câinele doarme în grădină", "mâine jucăm fotbal împreună"]
ENGLISH = ["the dog sleeps in the garden", "tomorow we will play football together"]


def spelt(text):
    return [token.text for run in runs_of(text) for token in run]


def vector(places, values):
    full = np.zeros(WIDTH)
    np.add.at(full, places, values)
    return full


def likeness(one, other):
    vectors = [read(text) for text in (one, other)]
    words = [vector(s.places, s.values)[BUCKETS:] for s in vectors]
    return words[0] @ words[1] / math.prod(np.linalg.norm(word) for word in words)


class TokenTests(SimpleTestCase):
    def test_words_of_many_scripts_are_words(self):
        for text, expected in {
            "Hello, WORLD 42": ["hello", "world", "42"],
            "Ça va, l'été?": ["ça", "va", "l", "été", "?"],
            "ΣΊΣΥΦΟΣ Σίσυφος": ["σίσυφοσ", "σίσυφοσ"],
            "Привет, Мир!": ["привет", "мир", "!"],
            "שָׁלוֹם עולם": ["שָׁלוֹם", "עולם"],
            "مرحبا بالعالم": ["مرحبا", "بالعالم"],
            "हिन्दी में": ["हिन्दी", "में"],
            "தமிழ் மொழி": ["தமிழ்", "மொழி"],
            "한국어 공부": ["한국어", "공부"],
            "ሰላም ዓለም": ["ሰላም", "ዓለም"],
            "Բարեւ աշխարհ": ["բարեւ", "աշխարհ"],
        }.items():
            self.assertEqual(spelt(text), expected)

    def test_letters_count_alone_where_no_spaces_are_written(self):
        for text, expected in {
            "我喜欢猫。": [["我", "喜", "欢", "猫"]],
            "ねこが すき": [["ね", "こ", "が"], ["す", "き"]],
            "น้ำเย็น": [["น้", "ำ", "เ", "ย็", "น"]],
            "ភាសា": [["ភា", "សា"]],
            "ສະ": [["ສ", "ະ"]],
            "မြန်မာ": [["မြ", "န်", "မာ"]],
        }.items():
            runs = [[token.text for token in run] for run in runs_of(text)]
            self.assertEqual(runs, [[folded(t) for t in run] for run in expected])

    def test_spellings_of_the_same_word_are_one(self):
        for one, other in (
            ("cafe\u0301", "café"),
            ("İSTANBUL", "istanbul"),
            ("ISPARTA", "ısparta"),
            ("STRASSE", "Straße"),
            ("ﬁsh", "fish"),
            ("ＡＢＣ", "abc"),
            ("ｶﾞ", "ガ"),
            ("\u1112\u1161\u11ab", "한"),
            ("می\u200cخواهم", "میخواهم"),
            ("co\u00adoperate", "cooperate"),
        ):
            self.assertEqual(spelt(one), spelt(other), one)

    def test_short_forms_are_one_word(self):
        self.assertEqual(spelt("Don't, I’m"), ["dont", "im"])
        self.assertEqual(
            spelt("l'eau qu'il 'tis it' s"), ["l", "eau", "qu", "il", "tis", "it", "s"]
        )

    def test_pictures_are_words(self):
        self.assertEqual(spelt("😀😀ok❤️"), ["😀", "😀", "ok", "❤"])
        self.assertEqual(spelt("👍🏽👍"), ["👍", "👍"])
        self.assertEqual(spelt("👩‍👧"), ["👩", "👧"])
        self.assertEqual(spelt("🇫🇷🇩🇪🇺"), ["🇫🇷", "🇩🇪", "🇺"])
        self.assertEqual(spelt("3 + 4 = 7 €!"), ["3", "+", "4", "=", "7", "€", "!"])

    def test_tokens_say_where_they_stand(self):
        text = "Cafe\u0301: 😀 don’t 我猫"

        marked = [
            "Café: 😀 don’t 我猫"[t.start : t.end] for r in runs_of(text) for t in r
        ]

        self.assertEqual(marked, ["Café", "😀", "don’t", "我", "猫"])

    def test_nothing_is_no_word(self):
        for text in ("", " \n\t", "…,.;", "\u200d\ufe0f", "\ud800", "\U000e0fff", "\0"):
            self.assertEqual(spelt(text), [], repr(text))

    def test_characters_of_tomorrow_are_gaps(self):
        self.assertEqual(
            spelt("a\u1dfab c\U0001fadfd \u1c90"), ["a\u1dfab", "c", "d", "\u1c90"]
        )


class FeatureTests(SimpleTestCase):
    def test_the_parts_add_up_to_the_sentence(self):
        for text in ("I'm not not happy! 😀", "我喜欢猫", "le chat", "a", "x" * 300):
            for with_meaning in (True, False):
                sentence = read(text, with_meaning)
                parts = parts_of(text, with_meaning)

                total = sum(vector(part.places, part.values) for part in parts)

                expected = vector(sentence.places, sentence.values)
                np.testing.assert_allclose(total, expected, atol=1e-6)

    def test_places_are_sorted_and_each_is_there_once(self):
        sentence = read("the cat sat on the mat and looked at the other cat")

        self.assertTrue((np.diff(sentence.places) > 0).all())
        self.assertLess(sentence.places.max(), WIDTH)
        self.assertEqual(sentence.places.dtype, np.int32)
        self.assertEqual(sentence.values.dtype, np.float32)

    def test_words_have_length_one_and_meanings_their_strength(self):
        for count, strength in ((1, 1.8), (9, 1.0), (400, 0.5)):
            sentence = read(" ".join(["lamp"] * count))

            full = vector(sentence.places, sentence.values)

            self.assertAlmostEqual(np.linalg.norm(full[:BUCKETS]), 1, places=5)
            self.assertAlmostEqual(np.linalg.norm(full[BUCKETS:]), strength, places=5)

    def test_parts_name_their_words(self):
        parts = parts_of("good dogs are not good", with_meaning=False)

        words = {(p.kind, p.text): p.words for p in parts if p.kind != "part"}
        self.assertEqual(words["word", "good"], (0, 4))
        self.assertEqual(words["pair", "not good"], (3, 4))
        ends = {p.text: p.words for p in parts if p.kind == "part"}
        self.assertEqual(ends["dog…"], (1,))
        self.assertEqual(ends["…od"], (0, 4))
        self.assertEqual(ends["not"], (3,))
        self.assertEqual(ends["…og…"], (1,))

    def test_said_twice_is_said(self):
        once, twice = read("stop"), read("stop stop")

        self.assertLess(set(once.places), set(twice.places))  # One pair more.

    def test_a_sentence_without_words_is_nothing(self):
        sentence = read("...")

        self.assertEqual(len(sentence.places), 0)
        self.assertEqual(len(sentence.seen_as), 0)
        self.assertFalse(sentence.has_meaning)
        self.assertEqual(parts_of("..."), [])

    def test_alike_words_are_recognised_and_others_are_not(self):
        known = set(read("playing").seen_as)

        self.assertTrue(known & set(read("played").seen_as))
        self.assertFalse(known & set(read("dog").seen_as))

    def test_long_texts_are_read(self):
        drawn = random.Random(5)
        text = " ".join(
            drawn.choice(["lamp", "été", "猫", "😀"]) for _ in range(20_000)
        )

        self.assertTrue(np.isfinite(read(text).values).all())


class MeaningTests(SimpleTestCase):
    def test_similar_words_are_near(self):
        for word, near, far in (
            ("lamp", "light", "pizza"),
            ("happy", "glad", "table"),
            ("😀", "smiling", "potato"),
            ("hungry", "food", "triangle"),
        ):
            self.assertGreater(likeness(word, near), 0.4)
            self.assertLess(likeness(word, far), 0.35)

    def test_frequent_words_weigh_little(self):
        self.assertGreater(likeness("the lamp is on", "lamp"), 0.9)

    def test_unknown_words_have_no_meaning(self):
        self.assertFalse(read("zzxqj 猫").has_meaning)
        self.assertFalse(read("lamp", with_meaning=False).has_meaning)
        self.assertLess(read("lamp", with_meaning=False).places.max(), BUCKETS)

    def test_only_english_is_read_with_meanings(self):
        self.assertGreater(share_with_meaning(ENGLISH), ENOUGH_MEANING)
        for texts in (FRENCH, GERMAN, POLISH, ROMANIAN, ["我喜欢猫"], ["ok"], [""], []):
            self.assertLess(share_with_meaning(texts), ENOUGH_MEANING, texts)

    def test_other_files_are_refused(self):
        with self.assertRaises(ValueError):
            WordTable.read(b"something else")

    def test_every_row_is_whole(self):
        table = words()

        self.assertEqual(table.numbers.shape, (len(table.rows), MEANINGS))
        self.assertEqual(table.weights.shape, (len(table.rows),))
        self.assertTrue((np.abs(table.numbers).max(axis=1) == 127).all())


class TwinTests(SimpleTestCase):
    def test_browsers_know_the_same_letters(self):
        page = letters_for_browsers.page()

        self.assertEqual(letters_for_browsers.FILE.read_text(), page)

    def test_the_vectors_are_what_python_says(self):
        for known in json.loads(VECTORS.read_text()):
            now = described(known["text"])

            values = [known.pop("values"), now.pop("values")]
            self.assertEqual(now, known)
            np.testing.assert_allclose(values[1], values[0], atol=1e-6)
