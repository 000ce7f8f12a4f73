from collections.abc import Iterable

from django.test import SimpleTestCase

from classrooms.tables import shield, unshield
from training.exporting.names import file_name


class FileNamesTests(SimpleTestCase):
    def test_they_are_safe_and_can_be_read(self) -> None:
        for name, expected in (
            ("Pets", "Pets"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\autoexec.bat", "C__autoexec.bat"),
            ("con", "_con"),
            ("LPT1.txt", "_LPT1.txt"),
            ("...", "_"),
            ("  ", "_"),
            ("", "_"),
            ("a\0b\nc", "a_b_c"),
            ("\u202egnp.exe", "gnp.exe"),
            ("__proto__", "__proto__"),
            ("👩‍👩‍👧", "👩‍👩‍👧"),
            ("قطط وكلاب", "قطط وكلاب"),
            ("trailing. ", "trailing"),
        ):
            with self.subTest(name=name):
                self.assertEqual(file_name(name, set()), expected)

    def test_long_ones_are_cut_between_characters(self) -> None:
        name = file_name("猫" * 100, set(), ".json")

        self.assertEqual(name, "猫" * 40 + ".json")
        self.assertLess(len(name.encode()), 255)

    def test_each_comes_once_whatever_the_case(self) -> None:
        taken: set[str] = set()

        names = [file_name(name, taken) for name in ("Pets", "pets", "PETS", "ｐets")]

        self.assertEqual(names, ["Pets", "pets (2)", "PETS (3)", "ｐets (4)"])


class ShieldTests(SimpleTestCase):
    def test_no_cell_begins_like_a_formula_and_all_come_back(self) -> None:
        for text in self.cells():
            with self.subTest(text=text):
                self.assertNotIn(shield(text)[:1], set("=+-@\t\r\n＝＋－＠"))
                self.assertEqual(unshield(shield(text)), text)

    def cells(self) -> Iterable[str]:
        yield from ("", "a", "'", "''", "'a", "1", "a=b")
        for sign in "=+-@\t\r\n＝＋－＠":
            yield from (sign, f"{sign}1", f"'{sign}1", f"''{sign}1")
