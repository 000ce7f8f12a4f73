from unittest.mock import call, patch

from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from classrooms import actions, presence
from classrooms.models import Role, Teaching, User
from classrooms.quotas import QuotaExceeded
from projects.models import Project
from tests.at_once import at_once
from tests.school import SchoolTestCase, make_classroom, make_project, make_student


class MoveStudentsTests(SchoolTestCase):
    """/classrooms/<classroom_id>/students/move/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.year_7 = make_classroom("Year 7", cls.rivera, "YEAR7777")
        cls.url = reverse("classrooms:move-students", args=[cls.year_5.pk])

    def setUp(self) -> None:
        self.client.force_login(self.rivera)

    def move(self, *users: User, goal: object = None):
        typed = {
            "student": [user.student.pk for user in users],
            "goal": goal or self.year_7.pk,
        }
        return self.client.post(self.url, typed, follow=True)

    def classroom_of(self, user: User):
        return type(user.student).objects.get(user=user).classroom

    def test_students_move_with_their_projects_and_without_their_group(self) -> None:
        project = make_project(self.ada)
        red = actions.add_group(self.year_5, "Red")
        actions.put_in_group(self.year_5, [self.ada.student], red)

        response = self.move(self.ada, self.grace)

        self.assertContains(response, "2 students moved to Year 7")
        self.assertContains(response, "YEAR-7777")
        self.ada.student.refresh_from_db()
        self.assertEqual(self.ada.student.classroom, self.year_7)
        self.assertIsNone(self.ada.student.group)
        self.assertIn(project, Project.objects.visible_to(self.rivera))

    def test_their_open_pages_hear_of_it_after_the_commit(self) -> None:
        with (
            patch("classrooms.live.send") as send,
            self.captureOnCommitCallbacks(execute=True),
        ):
            self.move(self.ada, self.grace)
            send.assert_not_called()

        told = [each.args[0] for each in send.mock_calls]
        moved = {hint.group for hint in told if hint.type == "student.moved"}
        students = self.ada.student, self.grace.student
        self.assertEqual(moved, {presence.group_name(each.pk) for each in students})

    def test_they_come_in_with_the_other_code_and_the_same_words(self) -> None:
        ((_, words),) = actions.reset_passphrases([self.ada.student])
        self.move(self.ada)

        card = {"code": "YEAR7777", "username": "Ada", "passphrase": words}
        response = self.client.post(reverse("classrooms:join"), card)

        self.assertEqual(response.status_code, 302)

    def test_every_name_that_is_taken_there_is_told_and_nobody_moves(self) -> None:
        make_student("ADA", self.year_7)
        make_student("ｇｒａｃｅ", self.year_7)
        mary = make_student("Mary", self.year_5)

        response = self.move(self.ada, self.grace, mary)

        self.assertContains(response, "“Ada” is already a name", status_code=400)
        self.assertContains(response, "“Grace” is already a name", status_code=400)
        self.assertNotContains(response, "“Mary”", status_code=400)
        self.assertEqual(self.year_5.students.count(), 3)

    def test_there_has_to_be_room(self) -> None:
        self.year_7.policy.student_quota = 1
        self.year_7.policy.save()

        response = self.move(self.ada, self.grace)

        self.assertContains(response, "room for 1 student.", status_code=400)
        self.assertEqual(self.year_5.students.count(), 2)

    def test_the_teachers_of_both_classes_hear_of_it(self) -> None:
        with patch("classrooms.live.announce") as announce:
            self.move(self.ada)

        announce.assert_has_calls([call(self.year_5.pk), call(self.year_7.pk)])

    def test_both_classes_are_held_first_and_in_the_same_order(self) -> None:
        for start, goal in ((self.year_5, self.year_7), (self.year_7, self.year_5)):
            student = make_student(f"From {start}", start).student
            with CaptureQueriesContext(connection) as queries:
                actions.move_students([student], goal)
            held = [
                each["sql"] for each in queries if "FOR NO KEY UPDATE" in each["sql"]
            ]
            self.assertEqual(held[0], queries[1]["sql"])  # after the savepoint
            self.assertIn("ORDER BY", held[0])

    def test_a_class_that_one_does_not_teach_is_not_found(self) -> None:
        for goal in (self.year_6.pk, self.year_5.pk, "x"):
            with self.subTest(goal=goal):
                self.assertEqual(self.move(self.ada, goal=goal).status_code, 404)
        self.assertEqual(self.classroom_of(self.ada), self.year_5)

    def test_a_class_has_to_be_chosen(self) -> None:
        typed = {"student": [self.ada.student.pk]}
        response = self.client.post(self.url, typed)

        self.assertContains(response, "Choose a class.", status_code=400)

    def test_students_of_other_classes_are_not_found(self) -> None:
        self.assertEqual(self.move(self.ada, self.linus).status_code, 404)
        self.assertEqual(self.classroom_of(self.ada), self.year_5)

    def test_a_co_teacher_of_both_may(self) -> None:
        for classroom in (self.year_5, self.year_7):
            Teaching.objects.create(
                classroom=classroom, user=self.okoro, role=Role.CO_TEACHER
            )
        self.client.force_login(self.okoro)

        self.move(self.ada)

        self.assertEqual(self.classroom_of(self.ada), self.year_7)

    def test_only_its_teachers_may(self) -> None:
        for user in (self.okoro, self.ada):
            self.client.force_login(user)
            self.assertEqual(self.move(self.ada).status_code, 404)

    def test_moving_twice_moves_once(self) -> None:
        self.move(self.ada)

        self.assertEqual(self.move(self.ada).status_code, 404)

    def test_only_those_who_are_still_there_are_said_to_have_moved(self) -> None:
        students = [self.ada.student, self.grace.student]
        actions.move_students([self.ada.student], self.year_6)

        self.assertEqual(actions.move_students(students, self.year_7), 1)
        self.assertEqual(self.classroom_of(self.ada), self.year_6)

    def test_asking_moves_nobody(self) -> None:
        response = self.client.get(self.url, {"student": self.ada.student.pk})

        self.assertContains(response, "Year 7")
        self.assertNotContains(response, "Year 6")
        self.assertEqual(self.classroom_of(self.ada), self.year_5)

    def test_nobody_picked_is_said(self) -> None:
        response = self.client.get(self.url, follow=True)

        self.assertContains(response, "Tick some students first.")


class RenameStudentTests(SchoolTestCase):
    """/classrooms/<classroom_id>/students/<student_id>/name/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.url = reverse(
            "classrooms:rename-student", args=[cls.year_5.pk, cls.ada.student.pk]
        )

    def setUp(self) -> None:
        self.client.force_login(self.rivera)

    def rename(self, username: str):
        return self.client.post(self.url, {"username": username})

    def test_the_new_name_lets_them_in(self) -> None:
        ((_, words),) = actions.reset_passphrases([self.ada.student])

        self.rename(" Ádám ")

        card = {"code": "YEAR5555", "username": "ádám", "passphrase": words}
        response = self.client.post(reverse("classrooms:join"), card)
        self.assertEqual(response.status_code, 302)

    def test_a_taken_name_is_refused(self) -> None:
        for name in ("grace", "ＧＲＡＣＥ"):
            response = self.rename(name)
            self.assertContains(response, "already taken", status_code=400)

    def test_their_own_name_may_be_spelt_another_way(self) -> None:
        self.rename("ADA")

        self.ada.student.refresh_from_db()
        self.assertEqual(self.ada.student.username, "ADA")

    def test_bad_names_are_refused(self) -> None:
        for name in ("", "x" * 41, "\u202eAda"):
            with self.subTest(name=name):
                self.assertEqual(self.rename(name).status_code, 400)

    def test_only_its_teachers_may(self) -> None:
        for user in (self.okoro, self.ada):
            self.client.force_login(user)
            self.assertEqual(self.rename("Bob").status_code, 404)

    def test_students_of_other_classes_are_not_found(self) -> None:
        url = reverse(
            "classrooms:rename-student", args=[self.year_5.pk, self.linus.student.pk]
        )
        self.assertEqual(self.client.post(url, {"username": "Bob"}).status_code, 404)


class AtOnceTests(TransactionTestCase):
    def setUp(self) -> None:
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.year_7 = make_classroom("Year 7", self.rivera, "YEAR7777")

    def test_two_classes_change_places_without_waiting_for_ever(self) -> None:
        left = [make_student(f"l{n}", self.year_5).student for n in range(4)]
        right = [make_student(f"r{n}", self.year_7).student for n in range(4)]

        def move(number: int) -> None:
            if number % 2:
                actions.move_students([left[number // 2]], self.year_7)
            else:
                actions.move_students([right[number // 2]], self.year_5)

        self.assertEqual(at_once(move, 8), [None] * 8)
        self.assertEqual(
            self.year_5.students.filter(username__startswith="r").count(), 4
        )

    def test_the_last_place_is_taken_once(self) -> None:
        students = [make_student(f"s{n}", self.year_5).student for n in range(4)]
        self.year_7.policy.student_quota = 1
        self.year_7.policy.save()

        results = at_once(
            lambda n: actions.move_students([students[n]], self.year_7), 4
        )

        refused = [each for each in results if isinstance(each, QuotaExceeded)]
        self.assertEqual(len(refused), 3)
        self.assertEqual(self.year_7.students.count(), 1)
