import tracemalloc

from django.test import SimpleTestCase

from training.learning.text import features

WORDS = 30


class MemoryTests(SimpleTestCase):
    """What reading sentences leaves behind in a web process, which lives for weeks."""

    def setUp(self) -> None:
        features.read("ab " + "ab" * 9)  # Loads tables, and knows all parts.
        tracemalloc.start()
        self.addCleanup(tracemalloc.stop)

    def test_of_what_is_written_without_spaces_nothing_is_kept(self) -> None:
        for number in range(WORDS):
            features.read("ab" * (1000 + number))

        self.assertLess(tracemalloc.get_traced_memory()[0], WORDS * 10_000)

    def test_of_words_what_was_found_is_kept(self) -> None:
        first = features._numbers_of_word("ababab")

        self.assertIs(features._numbers_of_word("ababab"), first)
