"""Promises that hold when a whole class presses in the same moment."""

import threading
from collections import Counter
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, TransactionTestCase
from django.urls import reverse

from classrooms.models import Student, User
from projects import actions
from projects.actions.locks import lock
from projects.models import LabelProposal, Moderation, Project
from tests.at_once import at_once, wait_until_another_waits
from tests.own_cache import give_own_cache
from tests.own_storage import give_own_storage
from tests.school import make_classroom, make_student, make_text_project

from .class_case import put

CHILDREN = 30
TRIES = 10
SECONDS_TO_HOLD = 10


class ClassAtOnceTestCase(TransactionTestCase):
    """Thirty students, a teacher, and a project that they fill together."""

    def setUp(self) -> None:
        give_own_cache(self)
        give_own_storage(self)
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.year_6 = make_classroom("Year 6", self.rivera, "YEAR6666")
        self.children = [
            make_student(f"Child {number}", self.year_5) for number in range(CHILDREN)
        ]
        self.project = make_text_project(self.rivera, happy=[], sad=[])
        self.project.classroom = self.year_5
        self.project.save()
        self.happy, self.sad = self.project.live_labels()
        everybody = [*self.children, self.rivera]
        self.clients = {person.pk: logged_in(person) for person in everybody}

    def ask(
        self, person: User, method: str, route: str, data: Any = None, *args: Any
    ) -> HttpResponse:
        """Send JSON as a page does: once more when the site says it is too busy."""
        url = reverse(f"projects:{route}", args=[self.project.pk, *args])
        verb = getattr(self.clients[person.pk], method)
        for _ in range(TRIES):
            answer = verb(url, data or {}, "application/json")
            if answer.status_code != 503:
                break
        return answer

    def add(self, person: User, text: str, id: Any = None) -> tuple[str, HttpResponse]:
        """Add a sentence; return its id and what was answered."""
        pk = str(id or uuid4())
        data = {"id": pk, "label": 1, "text": text}
        return pk, self.ask(person, "post", "examples", data)

    def assert_told_truly(self, results: list[tuple[str, HttpResponse]]) -> None:
        """See that just those are stored of which it was said."""
        told = {pk for pk, response in results if response.status_code == 201}
        stored = {str(pk) for pk in self.project.examples.values_list("pk", flat=True)}
        self.assertEqual(stored, told)


def logged_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    backends = {
        True: "classrooms.backends.StudentBackend",
        False: "allauth.account.auth_backends.AuthenticationBackend",
    }
    client.force_login(person, backends[person.is_student])
    return client


def codes(results: list[tuple[str, HttpResponse]]) -> Counter[int]:
    return Counter(response.status_code for _pk, response in results)


class QuotasAtOnceTests(ClassAtOnceTestCase):
    """No more is stored than there is room for, and everybody hears the truth."""

    def test_thirty_fill_the_last_five_hundred_places(self) -> None:
        put(self.sad, self.rivera, *[f"Before {number}" for number in range(20)])
        before = set(self.project.examples.values_list("pk", flat=True))
        self.year_5.policy.class_text_quota = 20 + 500
        self.year_5.policy.save()

        def fill(number: int) -> list[tuple[str, HttpResponse]]:
            told = []
            for turn in range(20):
                told.append(self.add(self.children[number], f"Mine {number} {turn}"))
                connection.close()  # As the server does, which has fewer than 30.
            return told

        results = [each for mine in at_once(fill, CHILDREN) for each in mine]

        self.assertEqual(codes(results), {201: 500, 409: 100})
        refused = [answer.json() for _, answer in results if answer.status_code == 409]
        sentence = "The project is full: it has room for 520 examples."
        self.assertTrue(all(sentence in each["detail"] for each in refused))
        self.project.examples.filter(pk__in=before).delete()
        self.assert_told_truly(results)
        authors = self.project.examples.values_list("pk", "author__student__username")
        mine = {str(pk): name for pk, name in authors}
        for pk, answer in results:
            if answer.status_code == 201:
                self.assertEqual(answer.json()["author"], mine[pk])

    def test_one_student_adds_just_as_many_as_they_may(self) -> None:
        Project.objects.filter(pk=self.project.pk).update(student_quota=5)
        put(self.happy, self.children[1], *[f"Other {n}" for n in range(9)])
        others = self.project.examples.filter(author=self.children[1])

        results = at_once(lambda n: self.add(self.children[0], f"Mine {n}"), 12)

        self.assertEqual(codes(results), {201: 5, 409: 7})
        others.delete()
        self.assert_told_truly(results)

    def test_nothing_is_stored_once_it_was_said_that_collecting_is_closed(self) -> None:
        def act(number: int) -> Any:
            if number != 3:
                return self.add(self.children[number], f"Mine {number}")
            closed = {"is_collecting": False}
            answer = self.ask(self.rivera, "patch", "sharing", closed)
            return answer, self.project.examples.count()

        results = at_once(act, CHILDREN)

        closing, counted = results.pop(3)
        self.assertEqual(closing.status_code, 200)
        self.assert_told_truly(results)
        self.assertEqual(self.project.examples.count(), counted)
        self.assertLessEqual(set(codes(results)), {201, 409})


class TwiceAtOnceTests(ClassAtOnceTestCase):
    """What comes twice is there once."""

    def test_the_same_example_because_the_network_hiccuped(self) -> None:
        pk = uuid4()

        results = at_once(lambda _: self.add(self.children[0], "Hooray", pk), 8)

        self.assertLessEqual(set(codes(results)), {200, 201})
        self.assertEqual(self.project.examples.count(), 1)
        self.assertEqual({r.json()["id"] for _, r in results}, {str(pk)})

    def test_the_same_sentence_of_several(self) -> None:
        results = at_once(lambda n: self.add(self.children[n], "Hooray"), 12)

        self.assertEqual(codes(results), {201: 1, 409: 11})
        self.assert_told_truly(results)

    def test_the_id_of_another_tells_nothing_of_it(self) -> None:
        pk = uuid4()

        results = at_once(lambda n: self.add(self.children[n], f"Mine {n}", pk), 6)

        self.assertEqual(codes(results), {201: 1, 400: 5})
        for _, answer in results:
            if answer.status_code == 400:
                self.assertNotIn("Mine", answer.content.decode())

    def test_one_label_of_several_who_propose_and_accept_it(self) -> None:
        def propose(number: int) -> HttpResponse:
            data = {"name": "Angry" if number % 2 else "angry"}
            return self.ask(self.children[number], "post", "proposals", data)

        proposed = Counter(each.status_code for each in at_once(propose, 8))
        self.assertEqual(proposed, {201: 1, 409: 7})
        proposal = LabelProposal.objects.get().pk

        def accept(_number: int) -> HttpResponse:
            return self.ask(self.rivera, "post", "accept-proposal", None, proposal)

        accepted = Counter(each.status_code for each in at_once(accept, 4))

        self.assertEqual(accepted, {200: 1, 404: 3})
        self.assertEqual(self.project.live_labels().count(), 3)


class MeanwhileTests(ClassAtOnceTestCase):
    """What a teacher does while students are at it."""

    def moderate(self, examples: list[Any], **more: Any) -> HttpResponse:
        ids = [str(each.pk) for each in examples]
        data = {"ids": ids, "state": "shown", **more}
        return self.ask(self.rivera, "post", "moderate-examples", data)

    def while_held(self, first: Any, then: Any) -> Any:
        """Do `first` while `then` waits for the project; return what that answered."""

        is_held = threading.Event()

        def act(number: int) -> Any:
            if number:
                is_held.wait(SECONDS_TO_HOLD)
                return then()
            with transaction.atomic():
                lock(Project.objects.get(pk=self.project.pk))
                is_held.set()
                wait_until_another_waits()
                first()
            return None

        return at_once(act, 2)[1]

    def test_approving_what_its_author_has_just_deleted(self) -> None:
        child = self.children[0]
        gone, left = put(self.happy, child, "Hooray", "Yay", state=Moderation.WAITING)

        answer = self.while_held(
            lambda: actions.delete_examples(self.fresh(), [gone.pk], child),
            lambda: self.moderate([gone, left]),
        )

        self.assertEqual(answer.json()["gone"], [str(gone.pk)])
        self.assertEqual(answer.json()["changed"], 1)
        self.assertEqual(self.project.examples.shown().get(), left)

    def test_deleting_what_has_just_been_approved(self) -> None:
        child = self.children[0]
        (example,) = put(self.happy, child, "Hooray", state=Moderation.WAITING)

        answer = self.while_held(
            lambda: actions.moderate_examples(
                self.fresh(), [example.pk], "shown", self.rivera
            ),
            lambda: self.ask(child, "delete", "example", None, example.pk),
        )

        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json()["deleted"][0]["state"], "shown")
        self.assertFalse(self.project.examples.exists())

    def test_approving_and_deleting_in_any_order(self) -> None:
        child = self.children[0]
        for turn in range(8):
            (example,) = put(self.happy, child, f"Mine {turn}", state="waiting")

            def act(number: int, example: Any = example) -> HttpResponse:
                if number:
                    return self.moderate([example])
                return self.ask(child, "delete", "example", None, example.pk)

            deleted, approved = at_once(act, 2)

            with self.subTest(turn=turn):
                self.assertEqual(len(deleted.json()["deleted"]), 1)
                outcome = approved.json()
                self.assertEqual(outcome["changed"] + len(outcome["gone"]), 1)
                self.assertFalse(self.project.examples.exists())

    def test_nobody_approves_what_was_changed_a_moment_before(self) -> None:
        child = self.children[0]
        (example,) = put(self.happy, child, "Hooray", state=Moderation.WAITING)
        seen = {str(example.pk): example.changed_at.isoformat()}

        answer = self.while_held(
            lambda: actions.change_example(
                self.project.examples.get(), child, given={"text": "Rude"}
            ),
            lambda: self.moderate([example], seen=seen),
        )

        self.assertEqual(answer.json()["unseen"], [str(example.pk)])
        self.assertFalse(self.project.examples.shown().exists())

    def test_taking_the_project_back_while_students_add(self) -> None:
        def act(number: int) -> Any:
            if number == 3:
                return None, self.ask(self.rivera, "delete", "sharing")
            return self.add(self.children[number], f"Mine {number}")

        results = at_once(act, CHILDREN)

        self.assertEqual(results.pop(3)[1].status_code, 204)
        self.assertLessEqual(set(codes(results)), {201, 404})
        self.assert_told_truly(results)
        self.assertEqual(self.add(self.children[0], "Late")[1].status_code, 404)

    def test_what_waits_while_it_is_taken_back_is_not_stored(self) -> None:
        _, answer = self.while_held(
            lambda: actions.unshare_project(self.fresh()),
            lambda: self.add(self.children[0], "Mine"),
        )

        self.assertEqual(answer.status_code, 404)
        self.assertFalse(self.project.examples.exists())

    def test_a_student_who_is_moved_while_adding(self) -> None:
        child = self.children[0]
        (kept,) = put(self.happy, child, "Before")

        _, answer = self.while_held(
            lambda: Student.objects.filter(user=child).update(classroom=self.year_6),
            lambda: self.add(child, "Mine"),
        )

        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.project.examples.get(), kept)
        self.assertEqual(kept.author, child)

    def test_the_teacher_deletes_a_label_while_students_add(self) -> None:
        def act(number: int) -> Any:
            if number == 3:
                return None, self.ask(self.rivera, "delete", "label", None, 1)
            return self.add(self.children[number], f"Mine {number}")

        results = at_once(act, 12)

        deleted = results.pop(3)[1].json()["deleted"]
        told = {pk for pk, answer in results if answer.status_code == 201}
        self.assertEqual({each["id"] for each in deleted}, told)
        self.assertFalse(self.project.examples.exists())

    def fresh(self) -> Project:
        return Project.objects.get(pk=self.project.pk)
