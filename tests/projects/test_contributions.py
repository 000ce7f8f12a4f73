from django.db import connection
from django.test.utils import CaptureQueriesContext

from classrooms.models import Group
from tests.school import make_regression_project

from .class_case import ClassProjectTestCase, move_to, put

NOTHING = {"counts": {}, "waiting": 0, "hidden": 0, "total": 0, "last_at": None}


class ContributionsTests(ClassProjectTestCase):
    """GET /api/projects/<project_id>/contributions/"""

    def read(self, **more):
        response = self.ask(self.rivera, "get", "contributions", **more)
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()

    def of(self, username: str, **more):
        """Return what is said of one student, without who it is."""
        students = self.read(**more)["students"]
        found = next(each for each in students if each["username"] == username)
        return {name: found[name] for name in NOTHING}

    def test_who_has_added_nothing_is_named_as_well(self) -> None:
        Group.objects.create(classroom=self.year_5, name="Owls", folded_name="owls")
        self.ada.student.group = self.year_5.groups.get()
        self.ada.student.save()

        found = self.read()

        expected = [
            {"id": str(person.student.pk), "username": name, "group": group}
            | {"is_member": True, **NOTHING}
            for person, name, group in (
                (self.ada, "Ada", "Owls"),
                (self.grace, "Grace", None),
            )
        ]
        self.assertEqual(found["students"], expected)
        labels = [{"number": 1, "name": "happy"}, {"number": 2, "name": "sad"}]
        self.assertEqual(found["labels"], labels)
        self.assertEqual(found["others"], NOTHING)

    def test_they_are_counted_by_label_and_state(self) -> None:
        put(self.happy, self.ada, "Hooray", "Yay")
        put(self.sad, self.ada, "Alas")
        put(self.sad, self.ada, "Rude", state="hidden")
        (last,) = put(self.happy, self.ada, "Yippee", state="waiting")
        put(self.happy, self.grace, "Hip")

        found = self.of("Ada")

        self.assertEqual(found["counts"], {"1": 2, "2": 1})
        self.assertEqual((found["waiting"], found["hidden"], found["total"]), (1, 1, 5))
        self.assertEqual(found["last_at"][:19], last.created_at.isoformat()[:19])
        self.assertEqual(self.of("Grace")["counts"], {"1": 1})

    def test_teachers_and_those_without_a_name_are_the_others(self) -> None:
        put(self.happy, self.rivera, "Hooray")
        put(self.happy, self.novak, "Yay")
        put(self.sad, None, "Alas", state="hidden")

        others = self.read()["others"]

        self.assertEqual(others["counts"], {"1": 2, "2": 0})
        self.assertEqual((others["hidden"], others["total"]), (1, 3))

    def test_who_has_left_the_class_is_named_with_what_they_added(self) -> None:
        put(self.happy, self.ada, "Hooray")
        move_to(self.ada, self.year_6)
        move_to(self.grace, self.year_6)

        (left,) = self.read()["students"]

        self.assertEqual((left["username"], left["total"]), ("Ada", 1))
        self.assertFalse(left["is_member"])

    def test_rows_without_labels_are_counted(self) -> None:
        project = make_regression_project(self.rivera, rows=3)
        project.classroom = self.year_5
        project.save()
        project.examples.update(author=self.ada)

        found = self.of("Ada", project=project)

        self.assertEqual((found["counts"], found["total"]), ({}, 3))

    def test_who_may(self) -> None:
        for person, code in (
            (self.novak, 200),
            (self.ada, 403),
            (self.linus, 404),
            (self.okoro, 404),
        ):
            with self.subTest(person=person):
                response = self.ask(person, "get", "contributions")
                self.assertEqual(response.status_code, code)

    def test_it_takes_as_many_queries_for_many_as_for_few(self) -> None:
        put(self.happy, self.ada, "Hooray")
        self.read()  # which logs in
        with CaptureQueriesContext(connection) as few:
            self.read()
        for person in (self.ada, self.grace, self.rivera):
            put(self.sad, person, *[f"{person.pk} {number}" for number in range(20)])

        with self.assertNumQueries(len(few)):
            self.read()
