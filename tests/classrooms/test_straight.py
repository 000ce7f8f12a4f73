"""Rows read straight in SQL are the objects that the ORM makes of them."""

from django.db import models

from classrooms.models import Classroom, Policy, Student, User
from classrooms.straight import read
from projects.models import TrainingExample
from tests.school import SchoolTestCase, make_project

OF_CLASSROOM = """
FROM classrooms_classroom
LEFT JOIN classrooms_policy
  ON classrooms_policy.classroom_id = classrooms_classroom.id
WHERE classrooms_classroom.id = %(classroom)s
"""


class ReadTests(SchoolTestCase):
    def assert_same(self, found: models.Model, expected: models.Model) -> None:
        """See that every column is as the ORM reads it, and is there already."""
        fields = [field.attname for field in expected._meta.concrete_fields]
        with self.assertNumQueries(0):
            told = {name: getattr(found, name) for name in fields}
        self.assertEqual(told, {name: getattr(expected, name) for name in fields})

    def test_every_column_of_each(self) -> None:
        Policy.objects.update(allowed_kinds=["text", "numbers"], model_days=30)
        asked = {"classroom": self.year_5.pk}

        classroom, policy = read((Classroom, Policy), OF_CLASSROOM, asked)

        self.assert_same(classroom, Classroom.objects.get(pk=self.year_5.pk))
        self.assert_same(policy, Policy.objects.get(classroom=self.year_5))
        self.assertEqual(policy.allowed_kinds, ["text", "numbers"])

    def test_in_the_other_order(self) -> None:
        asked = {"classroom": self.year_5.pk}
        policy, classroom = read((Policy, Classroom), OF_CLASSROOM, asked)
        self.assert_same(policy, Policy.objects.get(classroom=self.year_5))
        self.assert_same(classroom, Classroom.objects.get(pk=self.year_5.pk))

    def test_what_a_row_of_json_holds(self) -> None:
        example = make_project(self.ada, cat=1).examples.get()
        rest = "FROM projects_trainingexample WHERE id = %(id)s"

        (found,) = read([TrainingExample], rest, {"id": example.pk})

        self.assert_same(found, TrainingExample.objects.get())
        self.assertIsInstance(found.values, dict)

    def test_what_is_not_joined_is_none(self) -> None:
        Policy.objects.all().delete()
        asked = {"classroom": self.year_5.pk}
        classroom, policy = read((Classroom, Policy), OF_CLASSROOM, asked)
        self.assertEqual(classroom, self.year_5)
        self.assertIsNone(policy)

    def test_no_row(self) -> None:
        rest = "FROM classrooms_student WHERE username = %(name)s"
        self.assertIsNone(read([Student], rest, {"name": "Nobody"}))

    def test_it_can_be_saved(self) -> None:
        rest = "FROM classrooms_user WHERE id = %(id)s"
        (user,) = read([User], rest, {"id": self.rivera.pk})
        user.name = "Ms Rivera"
        user.save()
        self.assertEqual(User.objects.get(pk=self.rivera.pk).name, "Ms Rivera")
        self.assertEqual(User.objects.count(), 5)
