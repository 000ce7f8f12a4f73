"""Promises that hold when a whole class presses in the same moment."""

from collections import Counter
from typing import Any
from uuid import uuid4

from django.db import connection
from django.http import HttpResponse

from projects.models import LabelProposal, Project
from tests.at_once import at_once

from .class_at_once_case import CHILDREN, ClassAtOnceTestCase, codes
from .class_case import put


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
