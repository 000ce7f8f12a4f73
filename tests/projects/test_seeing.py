"""Finding a project for somebody: whoever may see it, and nobody else."""

from contextlib import suppress
from uuid import uuid4

from django.http import Http404

from classrooms.models import Policy
from projects.models import Project
from projects.seeing import seen_project
from tests.school import make_text_project

from .class_case import ClassProjectTestCase, move_to


class SeenProjectTests(ClassProjectTestCase):
    def assert_seen_as_listed(self) -> None:
        """See that each person finds just the projects that are visible to them."""
        everybody = (
            self.ada,
            self.grace,
            self.linus,
            self.rivera,
            self.novak,
            self.okoro,
        )
        for person in everybody:
            found = set()
            for project in Project.objects.all():
                with suppress(Http404):
                    found.add(seen_project(project.pk, person))
            self.assertEqual(found, set(Project.objects.visible_to(person)), person)

    def test_each_finds_what_is_visible_to_them(self) -> None:
        for owner in (self.ada, self.linus, self.okoro):
            make_text_project(owner, happy=[])
        self.assert_seen_as_listed()
        move_to(self.ada, self.year_6)
        self.assert_seen_as_listed()
        self.decide(classroom=None)
        self.assert_seen_as_listed()

    def test_one_that_is_not_there(self) -> None:
        for person in (self.ada, self.rivera):
            with self.assertRaises(Http404):
                seen_project(uuid4(), person)

    def test_a_student_s_has_what_binds_its_class_at_hand(self) -> None:
        with self.assertNumQueries(1):
            project = seen_project(self.project.pk, self.ada)
            policy = project.classroom.policy
        self.assertEqual(project.classroom, self.year_5)
        self.assertEqual(policy, self.year_5.policy)

    def test_a_class_without_a_policy_has_the_defaults(self) -> None:
        Policy.objects.all().delete()
        quota = Policy().class_text_quota
        for person in (self.ada, self.rivera):
            project = seen_project(self.project.pk, person)
            self.assertEqual(project.example_quota, quota)

    def test_one_s_own_knows_its_owner(self) -> None:
        own = make_text_project(self.ada, happy=[])
        with self.assertNumQueries(1):
            self.assertIs(seen_project(own.pk, self.ada).owner, self.ada)
