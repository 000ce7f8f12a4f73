import tracemalloc
import unicodedata

from django.core.exceptions import ValidationError
from django.test import SimpleTestCase

from classrooms.forms import ClassroomForm, GroupForm, StudentForm
from classrooms.names import LONGEST_TYPED, check_name, fold, tidy

ACCENTS = "\u0315\u0301" * 9_000  # in an order that takes long to put right


class NamesTests(SimpleTestCase):
    """What a name may be, and what becomes of text that is none."""

    def refusal(self, name: str) -> str:
        with self.assertRaises(ValidationError) as refused:
            check_name(name)
        return refused.exception.messages[0]

    def test_text_far_too_long_for_a_name_is_cut_before_it_is_read(self) -> None:
        for form in (tidy, fold):
            with self.subTest(form=form.__name__):
                self.assertEqual(len(form("x" + ACCENTS)), LONGEST_TYPED)

    def test_nothing_long_is_kept_in_memory(self) -> None:
        tracemalloc.start()
        self.addCleanup(tracemalloc.stop)

        for number in range(50):
            fold(f"{number}" + "x" * 100_000)

        self.assertLess(tracemalloc.get_traced_memory()[0], 1_000_000)

    def test_what_was_cut_is_still_too_long_for_a_name(self) -> None:
        shrinks_most = unicodedata.normalize("NFD", "\u1f87")  # four become one
        for long in (ACCENTS, shrinks_most * 200, "\u1100\u1161\u11a8" * 200):
            with self.subTest(long=long[:4]):
                self.assertIn("40 characters at most", self.refusal(tidy(long)))

    def test_spaces_do_not_make_a_name_long(self) -> None:
        self.assertEqual(tidy(" a" + " \t" * 1000 + "b "), "a b")

    def test_characters_that_stand_for_many_are_refused_in_large_numbers(self) -> None:
        check_name("\ufdfa")

        self.assertIn("stand for many", self.refusal("\ufdfa" * 20))

    def test_names_of_blanks_are_no_names(self) -> None:
        for name in ("\u3164", "\u115f\u1160", "\u2800", "\u200d"):
            with self.subTest(name=ascii(name)):
                self.assertEqual(self.refusal(name), "Type a name.")

    def test_no_name_differs_from_another_by_what_cannot_be_seen(self) -> None:
        for name in ("Ada\u3164", "A\u034fda", "A\u200dda", "Ada\u200c", "\u200cAda"):
            with self.subTest(name=ascii(name)):
                self.assertIn("cannot be seen", self.refusal(name))

    def test_scripts_and_emoji_that_need_joiners_keep_them(self) -> None:
        for name in ("می\u200cخواهم", "SMS\u200cها", "👩\u200d🚀", "ශ\u200dරී"):
            with self.subTest(name=ascii(name)):
                check_name(name)

    def test_forms_refuse_them_too(self) -> None:
        self.assertFalse(ClassroomForm({"name": "x" + ACCENTS}).is_valid())
        self.assertFalse(ClassroomForm({"name": "\ufdfa" * 20}).is_valid())

        self.assertFalse(StudentForm({"username": "x" + ACCENTS}).is_valid())
        self.assertFalse(GroupForm({"name": "\ufdfa" * 20}).is_valid())
