from unittest.mock import patch
from uuid import uuid4

from projects.models import Moderation, Project
from tests.school import make_text_project

from .class_case import ClassProjectTestCase, move_to, put


class ModerateExamplesTests(ClassProjectTestCase):
    """POST /api/projects/<project_id>/examples/moderate/"""

    def setUp(self) -> None:
        self.waiting = put(
            self.happy, self.ada, "Hooray", "Yay", state=Moderation.WAITING
        )

    def moderate(self, examples, state: str, person=None, **more):
        ids = [str(getattr(each, "pk", each)) for each in examples]
        data = {"ids": ids, "state": state, **more}
        person = person or self.rivera
        return self.ask(person, "post", "moderate-examples", data)

    def seen_by_grace(self) -> set[str]:
        listed = self.ask(self.grace, "get", "examples").json()["examples"]
        return {each["text"] for each in listed}

    def last_change(self):
        return Project.objects.get(pk=self.project.pk).examples_changed_at

    def test_approved_ones_are_seen_by_all_and_learnt_from(self) -> None:
        before = self.last_change()
        self.assertEqual(self.seen_by_grace(), set())

        response = self.moderate(self.waiting, "shown", self.novak)

        self.assertEqual(response.json(), {"changed": 2, "gone": [], "unseen": []})
        self.assertEqual(self.seen_by_grace(), {"Hooray", "Yay"})
        self.assertGreater(self.last_change(), before)

    def test_a_hidden_one_is_seen_by_its_author_and_teachers(self) -> None:
        self.moderate(self.waiting, "shown")
        before = self.last_change()

        self.moderate(self.waiting[:1], "hidden")

        self.assertEqual(self.seen_by_grace(), {"Yay"})
        self.assertGreater(self.last_change(), before)
        for person in (self.ada, self.rivera):
            listed = self.ask(person, "get", "examples").json()["examples"]
            states = {each["text"]: each["state"] for each in listed}
            self.assertEqual(states, {"Hooray": "hidden", "Yay": "shown"})

    def test_models_are_not_behind_by_what_nobody_learnt_from(self) -> None:
        before = self.last_change()

        self.moderate(self.waiting, "hidden")

        self.assertEqual(self.last_change(), before)

    def test_it_can_be_undone_to_waiting(self) -> None:
        self.moderate(self.waiting, "shown")

        response = self.moderate(self.waiting, "waiting")

        self.assertEqual(response.json()["changed"], 2)
        self.assertEqual(self.seen_by_grace(), set())

    def test_those_that_are_gone_are_named_and_the_others_done(self) -> None:
        gone = uuid4()
        others = put(make_other_label(self), self.rivera, "Elsewhere")

        response = self.moderate([gone, *others, *self.waiting], "shown")

        expected = {str(gone), str(others[0].pk)}
        self.assertEqual(response.json()["changed"], 2)
        self.assertEqual(set(response.json()["gone"]), expected)

    def test_those_that_are_so_already_are_not_counted(self) -> None:
        self.moderate(self.waiting[:1], "shown")

        self.assertEqual(self.moderate(self.waiting, "shown").json()["changed"], 1)

    def test_one_that_changed_since_it_was_seen_is_left(self) -> None:
        first, second = self.waiting
        seen = {str(each.pk): each.changed_at.isoformat() for each in self.waiting}
        self.ask(self.ada, "patch", "example", {"text": "Rude"}, example_id=first.pk)

        response = self.moderate(self.waiting, "shown", seen=seen)

        self.assertEqual(response.json()["unseen"], [str(first.pk)])
        self.assertEqual(self.seen_by_grace(), {second.text})

    def test_what_the_api_has_said_of_a_change_is_understood(self) -> None:
        listed = self.ask(self.rivera, "get", "examples").json()["examples"]
        seen = {each["id"]: each["changed_at"] for each in listed}

        response = self.moderate(self.waiting, "shown", seen=seen)

        self.assertEqual(response.json()["changed"], 2)

    def test_nonsense_is_refused(self) -> None:
        for body in (
            {"state": "gone"},
            {"state": "shown", "ids": ["x"]},
            {"state": "shown", "seen": {"x": "2026-01-01T00:00:00Z"}},
            {"state": "shown", "seen": {str(uuid4()): "yesterday"}},
        ):
            with self.subTest(body=body):
                response = self.ask(
                    self.rivera, "post", "moderate-examples", {"ids": [], **body}
                )
                self.assertEqual(response.status_code, 400)

    def test_students_may_not_and_strangers_know_of_nothing(self) -> None:
        for person, code in ((self.ada, 403), (self.linus, 404), (self.okoro, 404)):
            with self.subTest(person=person):
                response = self.moderate(self.waiting, "shown", person)
                self.assertEqual(response.status_code, code)
        self.assertEqual(self.project.examples.shown().count(), 0)

    def test_it_is_said_to_open_pages(self) -> None:
        with patch("projects.actions.examples.live.announce") as announce:
            self.moderate(self.waiting, "shown")

        (_project, ids), _ = announce.call_args
        self.assertEqual(set(ids), {each.pk for each in self.waiting})


def make_other_label(case):
    return make_text_project(case.rivera, happy=[]).live_labels()[0]


class ReviewTests(ClassProjectTestCase):
    """GET /api/projects/<project_id>/review/"""

    def setUp(self) -> None:
        put(self.happy, self.ada, "Hooray", "Yay", state=Moderation.WAITING)
        put(self.sad, self.grace, "Alas", state=Moderation.WAITING)
        put(self.sad, self.ada, "Rude", state=Moderation.HIDDEN)
        put(self.sad, self.rivera, "Oh no")

    def texts(self, query: str) -> list[str]:
        response = self.ask(self.rivera, "get", "review-examples", query=query)
        self.assertEqual(response.status_code, 200, response.content)
        listed = response.json()["examples"]
        self.assertEqual(response.json()["count"], len(listed))
        return [each["text"] for each in listed]

    def test_each_list_has_its_examples_newest_first_but_those_that_wait(self) -> None:
        self.assertEqual(self.texts("?show=waiting"), ["Hooray", "Yay", "Alas"])
        self.assertEqual(self.texts("?show=hidden"), ["Rude"])
        self.assertEqual(len(self.texts("?show=all")), 5)

    def test_those_that_are_asked_for_by_id(self) -> None:
        ids = ",".join(str(each.pk) for each in self.project.examples.all())

        self.assertEqual(self.texts(f"?show=hidden&ids={ids}"), ["Rude"])

    def test_of_one_student_and_of_one_label(self) -> None:
        ada = f"&student={self.ada.student.pk}"

        self.assertEqual(self.texts(f"?show=all{ada}"), ["Rude", "Yay", "Hooray"])
        self.assertEqual(self.texts(f"?show=all&label=2{ada}"), ["Rude"])
        self.assertEqual(self.texts("?show=waiting&label=2"), ["Alas"])

    def test_pages_follow_each_other(self) -> None:
        put(self.happy, self.ada, *[f"Hip {n}" for n in range(60)], state="waiting")

        first = self.ask(
            self.rivera, "get", "review-examples", query="?show=waiting"
        ).json()
        following = f"?show=waiting&after={first['next']}".replace("+", "%2B")
        second = self.ask(self.rivera, "get", "review-examples", query=following).json()

        self.assertEqual((first["count"], len(first["examples"])), (63, 50))
        self.assertEqual((second["next"], len(second["examples"])), (None, 13))

    def test_nonsense_is_refused(self) -> None:
        for query in ("?show=shown", "?ids=x", "?student=x", "?label=x", "?after=x"):
            with self.subTest(query=query):
                response = self.ask(self.rivera, "get", "review-examples", query=query)
                self.assertEqual(response.status_code, 400)

    def test_who_may(self) -> None:
        for person, code in (
            (self.novak, 200),
            (self.ada, 403),
            (self.linus, 404),
            (self.okoro, 404),
        ):
            with self.subTest(person=person):
                response = self.ask(person, "get", "review-examples")
                self.assertEqual(response.status_code, code)

    def test_of_a_class_that_one_left_nothing(self) -> None:
        move_to(self.ada, self.year_6)

        self.assertEqual(self.ask(self.ada, "get", "examples").status_code, 404)
        self.assertEqual(len(self.texts("?show=all")), 5)
