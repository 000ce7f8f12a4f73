"""What a teacher does in the moment in which students are at it."""

import threading
from typing import Any

from django.db import transaction
from django.http import HttpResponse

from classrooms.models import Student
from projects import actions
from projects.actions.locks import lock
from projects.models import Moderation, Project
from tests.at_once import at_once, wait_until_another_waits

from .class_at_once_case import CHILDREN, ClassAtOnceTestCase, codes
from .class_case import put

SECONDS_TO_HOLD = 10


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
