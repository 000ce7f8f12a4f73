"""What adding asks PostgreSQL, of a project that it holds meanwhile."""

from threading import Event
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects.actions.facts import Stored, ask, hold_and_ask
from projects.models import Label, Moderation, Project
from tests.at_once import at_once, wait_until_another_waits
from tests.school import make_text_project

from .class_at_once_case import ClassAtOnceTestCase
from .class_case import ClassProjectTestCase, move_to, put


class FactsTests(ClassProjectTestCase):
    def test_who_is_a_member(self) -> None:
        for person, is_member in [
            (self.ada, True),
            (self.linus, False),
            (self.rivera, False),
        ]:
            self.assertIs(ask(self.project, person).is_member, is_member)
        move_to(self.ada, self.year_6)
        self.assertIs(ask(self.project, self.ada).is_member, False)

    def test_examples_in_every_state_take_up_room(self) -> None:
        put(self.happy, self.ada, "One", "Two")
        put(self.sad, self.grace, "Three", state=Moderation.WAITING)
        put(self.sad, None, "Four", state=Moderation.HIDDEN)
        elsewhere = make_text_project(self.ada, happy=["Five"])
        self.assertEqual(elsewhere.examples.count(), 1)

        self.assertEqual(ask(self.project, self.ada).used, 4)

    def test_what_somebody_added_is_counted_where_each_has_a_share(self) -> None:
        put(self.happy, self.ada, "One", "Two", state=Moderation.HIDDEN)
        put(self.happy, self.grace, "Three")

        self.assertEqual(ask(self.project, self.ada).added, 0)
        self.decide(student_quota=5)
        self.assertEqual(ask(self.project, self.ada).added, 2)

    def test_labels_that_are_there(self) -> None:
        Label.objects.filter(pk=self.sad.pk).update(deleted_at=timezone.now())

        facts = ask(self.project, self.ada)

        self.assertEqual(list(facts.labels), [self.happy.pk])
        found = facts.label(self.happy.number)
        self.assertEqual((found, found.name), (self.happy, "happy"))
        self.assertEqual(found.project, self.project)
        with self.assertRaises(Label.DoesNotExist):
            facts.label(self.sad.number)

    def test_whose_an_id_is_wherever_it_is(self) -> None:
        (hers,) = put(self.happy, self.grace, "Hers")
        (nobody_s,) = put(self.happy, None, "Nobody's")
        elsewhere = make_text_project(self.linus, happy=["His"])
        his = elsewhere.examples.get()

        facts = ask(self.project, self.ada, [hers.pk, nobody_s.pk, his.pk, uuid4()])

        expected = {
            hers.pk: Stored(self.project.pk, self.grace.pk),
            nobody_s.pk: Stored(self.project.pk, None),
            his.pk: Stored(elsewhere.pk, his.author_id),
        }
        self.assertEqual(facts.stored, expected)
        self.assertEqual(ask(self.project, self.ada).stored, {})

    def test_prints_that_live_labels_of_this_project_hold(self) -> None:
        one, two, _other = put(self.happy, self.ada, "One", "Two", "Not asked for")
        put(self.sad, self.ada, "Two")
        make_text_project(self.linus, happy=["One"])
        prints = [one.fingerprint, two.fingerprint, ""]
        both = {(self.happy.pk, each.fingerprint) for each in (one, two)}

        facts = ask(self.project, self.ada, prints=prints)
        self.assertEqual(facts.prints, both | {(self.sad.pk, two.fingerprint)})

        Label.objects.filter(pk=self.sad.pk).update(deleted_at=timezone.now())
        self.assertEqual(ask(self.project, self.ada, prints=prints).prints, both)


class HoldAndAskTests(ClassProjectTestCase):
    def test_it_takes_one_question(self) -> None:
        (one,) = put(self.happy, self.ada, "One")
        prints = [one.fingerprint]
        alone = ask(self.project, self.ada, [one.pk], prints)

        with CaptureQueriesContext(connection) as queries:
            held = hold_and_ask(self.project, self.ada, [one.pk], prints)

        self.assertEqual(held, alone)
        self.assertEqual(len(queries), 1)

    def test_what_the_class_decided_is_as_it_is_now(self) -> None:
        put(self.happy, self.ada, "One")
        before = Project.objects.get(pk=self.project.pk)
        self.decide(is_collecting=False, needs_approval=True, student_quota=7)

        facts = hold_and_ask(before, self.ada)

        self.assertEqual(facts.added, 1)
        self.assertEqual(before.student_quota, 7)
        self.assertIs(before.is_collecting, False)
        self.assertIs(before.needs_approval, True)
        self.decide(classroom=None)
        self.assertIs(hold_and_ask(before, self.ada).is_member, False)
        self.assertIsNone(before.classroom_id)

    def test_a_project_that_is_gone(self) -> None:
        gone = Project(pk=uuid4())
        for question in (ask, hold_and_ask):
            with self.assertRaises(Project.DoesNotExist):
                question(gone, self.ada)


class HoldAndAskAtOnceTests(ClassAtOnceTestCase):
    def test_who_waited_sees_what_others_did_meanwhile(self) -> None:
        ada, grace = self.children[:2]
        Project.objects.filter(pk=self.project.pk).update(student_quota=5)
        one_is_held = Event()

        @transaction.atomic
        def act(number: int) -> Any:
            if number == 1:
                one_is_held.wait(timeout=30)
                project = Project.objects.get(pk=self.project.pk)
                return hold_and_ask(project, grace), project.student_quota
            hold_and_ask(self.project, ada)
            one_is_held.set()
            put(self.happy, grace, "Came meanwhile")
            Project.objects.filter(pk=self.project.pk).update(student_quota=6)
            return wait_until_another_waits()

        _, (facts, quota) = at_once(act, 2)

        self.assertEqual((facts.used, facts.added, quota), (1, 1, 6))
