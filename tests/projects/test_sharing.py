from unittest.mock import patch

from classrooms.models import Policy
from projects.models import Project
from tests.school import make_classroom, make_text_project

from .class_case import ClassProjectTestCase, put

NOBODY = "00000000-0000-0000-0000-000000000000"


class ShareProjectTests(ClassProjectTestCase):
    """POST /api/projects/<project_id>/sharing/"""

    def setUp(self) -> None:
        self.own = make_text_project(self.rivera, happy=["Yay"], sad=[])

    def share(self, person, classroom_id, project=None):
        data = {"classroom": str(classroom_id)}
        chosen = {"project": project or self.own}
        return self.ask(person, "post", "sharing", data, **chosen)

    def visible_to_ada(self) -> set[Project]:
        return set(Project.objects.visible_to(self.ada))

    def test_everybody_in_the_class_sees_it_then(self) -> None:
        self.assertNotIn(self.own, self.visible_to_ada())

        response = self.share(self.rivera, self.year_5.pk)

        self.assertEqual(response.status_code, 200)
        about = {"id": str(self.year_5.pk), "name": "Year 5"}
        self.assertEqual(response.json()["classroom"], about)
        self.assertIn(self.own, self.visible_to_ada())

    def test_the_class_says_whether_examples_are_approved(self) -> None:
        Policy.objects.filter(classroom=self.year_5).update(needs_approval=True)

        self.assertTrue(
            self.share(self.rivera, self.year_5.pk).json()["needs_approval"]
        )

    def test_twice_is_harmless(self) -> None:
        self.share(self.rivera, self.year_5.pk)
        self.decide()
        self.ask(self.rivera, "patch", "sharing", {"needs_approval": True})

        response = self.share(self.rivera, self.year_5.pk, self.project)

        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.json()["needs_approval"])

    def test_a_class_that_they_do_not_teach_is_unknown(self) -> None:
        for classroom_id in (self.year_6.pk, NOBODY):
            with self.subTest(classroom_id=classroom_id):
                response = self.share(self.rivera, classroom_id)
                self.assertEqual(response.status_code, 404)

    def test_what_one_class_fills_is_not_shared_with_another(self) -> None:
        another = make_classroom("Year 5 b", self.rivera, "YEAR5BBB")

        response = self.share(self.rivera, another.pk, self.project)

        self.assertEqual(response.status_code, 409)
        self.assertIn("Another class fills", response.json()["detail"])

    def test_a_kind_that_the_class_does_not_use_is_refused(self) -> None:
        Policy.objects.filter(classroom=self.year_5).update(allowed_kinds=["numbers"])

        response = self.share(self.rivera, self.year_5.pk)

        self.assertEqual(response.status_code, 409)
        self.own.refresh_from_db()
        self.assertIsNone(self.own.classroom)

    def test_a_students_own_project_stays_their_own(self) -> None:
        adas = make_text_project(self.ada, happy=[], sad=[])
        for person in (self.ada, self.rivera):
            with self.subTest(person=person):
                response = self.share(person, self.year_5.pk, adas)
                self.assertEqual(response.status_code, 403)

    def test_not_more_than_the_class_has_room_for(self) -> None:
        with patch("projects.actions.sharing.CLASS_PROJECTS", 1):
            response = self.share(self.rivera, self.year_5.pk)

        self.assertEqual(response.status_code, 409)
        self.assertIn("room for 1 project", response.json()["detail"])


class UnshareProjectTests(ClassProjectTestCase):
    """DELETE /api/projects/<project_id>/sharing/"""

    def test_what_was_added_stays_and_who_added_it(self) -> None:
        (example,) = put(self.happy, self.ada, "Hooray")

        response = self.ask(self.novak, "delete", "sharing")

        self.assertEqual(response.status_code, 204)
        example.refresh_from_db()
        self.assertEqual(example.author, self.ada)
        listed = self.ask(self.rivera, "get", "examples").json()["examples"]
        self.assertEqual(listed[0]["author"], "Ada")

    def test_the_class_sees_it_no_longer_nor_does_the_co_teacher(self) -> None:
        self.ask(self.rivera, "delete", "sharing")

        for person in (self.ada, self.novak):
            with self.subTest(person=person):
                self.assertEqual(self.ask(person, "get", "project").status_code, 404)
        self.assertEqual(self.add(self.ada, "Hooray").status_code, 404)

    def test_shared_again_everybody_has_theirs_again(self) -> None:
        (example,) = put(self.happy, self.ada, "Hooray")
        self.ask(self.rivera, "delete", "sharing")

        self.ask(self.rivera, "post", "sharing", {"classroom": str(self.year_5.pk)})

        response = self.ask(self.ada, "delete", "example", example_id=example.pk)
        self.assertEqual(response.status_code, 200)

    def test_twice_is_harmless(self) -> None:
        for _ in range(2):
            response = self.ask(self.rivera, "delete", "sharing")
            self.assertEqual(response.status_code, 204)


class ClassProjectSettingsTests(ClassProjectTestCase):
    """GET and PATCH /api/projects/<project_id>/sharing/"""

    def change(self, **given: object):
        return self.ask(self.rivera, "patch", "sharing", given)

    def test_they_are_told(self) -> None:
        expected = {
            "classroom": {"id": str(self.year_5.pk), "name": "Year 5"},
            "is_collecting": True,
            "needs_approval": False,
            "student_quota": None,
        }
        self.assertEqual(self.ask(self.novak, "get", "sharing").json(), expected)

    def test_what_is_not_given_stays(self) -> None:
        self.change(student_quota=7)
        response = self.change(is_collecting=False)

        self.assertEqual(response.json()["student_quota"], 7)
        self.assertFalse(response.json()["is_collecting"])
        self.assertIsNone(self.change(student_quota=None).json()["student_quota"])

    def test_a_number_that_makes_no_sense_is_refused_in_words(self) -> None:
        for quota in (0, -1, 10_001, "many", 2**40):
            with self.subTest(quota=quota):
                response = self.change(student_quota=quota)
                self.assertEqual(response.status_code, 400)
                self.assertIn("student_quota", response.json())

    def test_the_class_cannot_be_changed_so(self) -> None:
        self.change(classroom=str(self.year_6.pk))

        self.project.refresh_from_db()
        self.assertEqual(self.project.classroom, self.year_5)

    def test_students_may_not(self) -> None:
        for method in ("get", "patch", "post", "delete"):
            with self.subTest(method=method):
                response = self.ask(self.ada, method, "sharing")
                self.assertEqual(response.status_code, 403)
                self.assertIn("your teacher", response.json()["detail"])
