import time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TransactionTestCase
from django.urls import reverse

from classrooms import actions
from classrooms.enrolling import mark_of, read_list
from classrooms.models import Group, Student, User
from tests.at_once import at_once
from tests.school import SchoolTestCase, make_classroom, make_student


class StudentListTests(SchoolTestCase):
    """POST /classrooms/<classroom_id>/students/ with a list"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.url = reverse("classrooms:add-students", args=[cls.year_5.pk])

    def setUp(self) -> None:
        self.client.force_login(self.rivera)

    def look(self, table: str):
        return self.client.post(self.url, {"way": "list", "table": table})

    def look_at_file(self, content: bytes):
        file = SimpleUploadedFile("students.csv", content)
        return self.client.post(self.url, {"way": "list", "table": "", "file": file})

    def confirm(self, table: str):
        typed = {"way": "list", "table": table, "confirm": mark_of(table)}
        return self.client.post(self.url, typed)

    def problems(self, table: str) -> dict[int, str]:
        found = read_list(self.year_5, table)
        return {problem.line: problem.sentence for problem in found.problems}

    def assert_good(self, response, *pairs: tuple[str, str]) -> None:
        self.assertEqual(response.status_code, 200)
        good = [(each.username, each.group_name) for each in response.context["good"]]
        self.assertEqual(good, list(pairs))

    def test_looking_writes_nothing(self) -> None:
        response = self.look("username,group\nAlan,Red\nJoan,Blue")

        self.assert_good(response, ("Alan", "Red"), ("Joan", "Blue"))
        self.assertEqual(response.context["new_groups"], ["Red", "Blue"])
        self.assertEqual(self.year_5.students.count(), 2)
        self.assertEqual(Group.objects.count(), 0)

    def test_confirming_adds_all_and_their_groups(self) -> None:
        Group.objects.create(classroom=self.year_5, name="Red", folded_name="red")

        response = self.confirm("username,group\r\nAlan,RED\r\nJoan,Blue\r\n李雷,\r\n")

        self.assertEqual(len(response.context["credentials"]), 3)
        groups = self.year_5.students.values_list("username", "group__name")
        self.assertEqual(
            set(groups),
            {
                ("Ada", None),
                ("Grace", None),
                ("Alan", "Red"),
                ("Joan", "Blue"),
                ("李雷", None),
            },
        )

    def test_any_usual_table_is_read(self) -> None:
        for table in (
            "Alan;Red\nJoan;Blue",
            "Alan\tRed\r\nJoan\tBlue\r\n",
            'username,group\n"Alan",Red\n\n"Joan","Blue"',
            "group;name\nRed;Alan\nBlue;Joan",
            "\ufeffAlan,Red\nJoan,Blue",
        ):
            with self.subTest(table=table):
                self.assert_good(self.look(table), ("Alan", "Red"), ("Joan", "Blue"))

    def test_files_of_spreadsheets_are_read(self) -> None:
        table = "username;group\r\nZoë;Blå\r\nليلى;أحمر\r\n"
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            with self.subTest(encoding=encoding):
                response = self.look_at_file(table.encode(encoding))
                self.assert_good(response, ("Zoë", "Blå"), ("ليلى", "أحمر"))

    def test_names_alone_are_enough(self) -> None:
        self.assert_good(self.look("Alan\nJoan"), ("Alan", ""), ("Joan", ""))

    def test_other_columns_are_left_out(self) -> None:
        response = self.look("e-mail,username\nalan@school.example,Alan")

        self.assert_good(response, ("Alan", ""))
        self.assertEqual(response.context["unused_columns"], ["e-mail"])

    def test_every_bad_line_is_named(self) -> None:
        table = "\n".join(
            [
                "username,group",  # 1
                "Alan,Red",
                "ADA,Red",  # taken
                "ａｌａｎ,Red",  # on line 2
                f"{'x' * 41},Red",
                "\u202eJoan,Red",
                ",Red",
                "Mary,\u200b",
                "Ida,Blue",
            ]
        )

        problems = self.problems(table)

        self.assertEqual(sorted(problems), [3, 4, 5, 6, 7, 8])
        self.assertIn("already taken in this class", problems[3])
        self.assertIn("on line 2 already", problems[4])
        self.assertIn("shorter name", problems[5])
        self.assertIn("cannot be seen", problems[6])
        self.assertIn("no name on this line", problems[7])
        self.assertIn("The group", problems[8])
        response = self.look(table)
        self.assertContains(response, "6 lines need a change")
        self.assertNotContains(response, 'name="confirm"')

    def test_lines_are_counted_as_an_editor_does(self) -> None:
        self.assertEqual(list(self.problems("Alan\n\n\nAda")), [4])
        self.assertEqual(list(self.problems('Alan\n"Joan\nIda\nAda')), [2])

    def test_a_line_has_a_name_and_a_group_at_most(self) -> None:
        self.assertIn("nothing else", self.problems("Alan,Red,7\nJoan,Blue")[1])

    def test_lines_after_the_class_is_full_are_named(self) -> None:
        self.year_5.policy.student_quota = 4
        self.year_5.policy.save()

        problems = self.problems("Alan\nada\nJoan\nIda\nMary")

        self.assertEqual(sorted(problems), [2, 4, 5])
        self.assertIn("room for 4 students", problems[5])

    def test_a_list_that_was_changed_since_is_looked_at_first(self) -> None:
        seen = self.look("Alan").context["mark"]

        typed = {"way": "list", "table": "Alan\nJoan", "confirm": seen}
        response = self.client.post(self.url, typed)

        self.assert_good(response, ("Alan", ""), ("Joan", ""))
        self.assertEqual(self.year_5.students.count(), 2)

    def test_a_browser_may_end_lines_its_own_way(self) -> None:
        seen = self.look_at_file(b"\nAlan\nJoan\n").context["mark"]

        typed = {"way": "list", "table": "Alan\r\nJoan\r\n", "confirm": seen}
        response = self.client.post(self.url, typed)

        self.assertEqual(len(response.context["credentials"]), 2)

    def test_confirming_a_bad_list_adds_nobody(self) -> None:
        for bad in ("ada", ",Red", "Joan,Red,7"):
            with self.subTest(bad=bad):
                response = self.confirm(f"Alan,Red\n{bad}")
                self.assertContains(response, "1 line needs a change", status_code=400)
        self.assertEqual(self.year_5.students.count(), 2)
        self.assertEqual(Group.objects.count(), 0)

    def test_what_was_free_when_looking_may_be_taken_when_confirming(self) -> None:
        self.look("Alan")
        make_student("Alan", self.year_5)

        response = self.confirm("Alan")

        self.assertContains(response, "already taken", status_code=400)

    def test_the_list_goes_along_so_that_it_can_be_changed(self) -> None:
        response = self.look("Alan,<b>Red</b>\nada")

        self.assertContains(response, "Alan,&lt;b&gt;Red&lt;/b&gt;\nada</textarea>")

    def test_nothing_to_read_is_said(self) -> None:
        for table, sentence in (
            ("", "Paste a list or choose a file."),
            (" \n ", "Paste a list or choose a file."),
            ("username,group", "nobody on this list"),
            (",,\n,", "nobody on this list"),
        ):
            with self.subTest(table=table):
                response = self.look(table)
                self.assertContains(response, sentence, status_code=400)

    def test_what_is_no_table_is_said(self) -> None:
        for content, sentence in (
            (b"", "This file is empty"),
            (b"PK\x03\x04\0\0\0binary", "This is not a table"),
            ("Alan\nJoan".encode("utf-16")[2:], "This is not a table"),
        ):
            with self.subTest(content=content):
                response = self.look_at_file(content)
                self.assertContains(response, sentence, status_code=400)

    def test_a_list_is_not_too_large(self) -> None:
        line = "x" * 60 + "\n"
        for response in (
            self.look(line * 5000),
            self.look_at_file(line.encode() * 5000),
            self.confirm(line * 5000),
        ):
            self.assertContains(response, "256 kB is the limit", status_code=400)

    def test_a_list_is_not_too_long(self) -> None:
        names = [f"name {number}" for number in range(2001)]

        response = self.look("\n".join(names))

        self.assertContains(response, "2000 lines are the limit", status_code=400)
        self.assertEqual(self.look("\n".join(names[:2000])).status_code, 200)

    def test_two_thousand_lines_full_of_faults_are_read_in_no_time(self) -> None:
        faults = [
            "ADA",
            "x" * 90,
            "\u202eb",
            "",
            "twin",
            "ｔｗｉｎ",
            "é" * 40,
            "👩🏽‍🚀" * 3,
        ]
        lines = [
            f"{faults[number % 8]}{number if number % 8 > 5 else ''},g{number % 3}"
            for number in range(2000)
        ]

        begun = time.perf_counter()
        response = self.look("\n".join(lines))
        seconds = time.perf_counter() - begun

        self.assertLess(seconds, 2)
        self.assertEqual(len(response.context["problems"]), 100)
        self.assertEqual(
            response.context["problem_count"] + response.context["good_count"], 2000
        )
        more = response.context["problem_count"] - 100
        self.assertContains(response, f"And {more} more lines.")

    def test_a_class_has_not_too_many_groups(self) -> None:
        self.year_5.policy.student_quota = 200
        self.year_5.policy.save()
        table = "\n".join(f"name {number},group {number}" for number in range(101))

        self.assertEqual(list(self.problems(table)), [101])

    def test_only_its_teachers_may(self) -> None:
        for user in (self.okoro, self.ada):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.look("Alan").status_code, 404)
                self.assertEqual(self.confirm("Alan").status_code, 404)


class AtOnceTests(TransactionTestCase):
    """Two teachers who confirm lists in the same moment."""

    def test_one_list_is_added_whole_and_the_other_not_at_all(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        year_5 = make_classroom("Year 5", rivera, "YEAR5555")
        lists = [read_list(year_5, f"Ada,Red\nChild {n},Blue") for n in range(2)]

        results = at_once(lambda n: actions.enrol(year_5, lists[n].newcomers), 2)

        refused = [each for each in results if isinstance(each, actions.BadNewcomers)]
        self.assertEqual(len(refused), 1)
        self.assertEqual(refused[0].problems[0].line, 1)
        self.assertEqual(Student.objects.count(), 2)
        self.assertEqual(Group.objects.count(), 2)
