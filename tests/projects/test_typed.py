"""Adding what is typed, the quickest way in."""

from uuid import uuid4

from projects import actions
from projects.actions.typed import add_typed
from projects.kinds import BadExample
from projects.models import Label, Moderation, TrainingExample
from tests.school import make_text_project

from .class_case import ClassProjectTestCase, put


class AddTypedTests(ClassProjectTestCase):
    def test_it_is_stored_as_it_was_typed(self) -> None:
        id = uuid4()

        example, is_new = add_typed(
            self.project, 2, {"text": "  I am blue "}, self.ada, id
        )

        self.assertIs(is_new, True)
        stored = TrainingExample.objects.get()
        self.assertEqual((stored.pk, stored.label), (id, self.sad))
        self.assertEqual((stored.text, stored.author), ("I am blue", self.ada))
        self.assertEqual(stored.state, Moderation.SHOWN)
        # What the answer tells is what was stored.
        self.assertEqual((example.pk, example.label), (stored.pk, stored.label))
        self.assertEqual(example.created_at, stored.created_at)

    def test_without_an_id_it_gets_one(self) -> None:
        made = [add_typed(self.project, 1, {"text": t}, self.ada)[0] for t in "ab"]
        self.assertEqual(len({each.pk for each in made}), 2)

    def test_the_second_time_nothing_is_stored(self) -> None:
        id = uuid4()
        add_typed(self.project, 1, {"text": "Once"}, self.ada, id)

        again, is_new = add_typed(self.project, 2, {"text": "Again"}, self.ada, id)

        self.assertIs(is_new, False)
        self.assertEqual((again.text, again.label), ("Once", self.happy))
        self.assertEqual(self.project.examples.count(), 1)

    def test_what_was_right_when_it_came_first_is_still_there(self) -> None:
        (mine,) = put(self.happy, self.ada, "Mine")

        found, is_new = add_typed(self.project, 1, {"text": " "}, self.ada, mine.pk)

        self.assertEqual((found, is_new), (mine, False))
        for id in (None, uuid4()):
            with self.assertRaises(BadExample):
                add_typed(self.project, 1, {"text": " "}, self.ada, id)

    def test_an_id_of_somebody_else_tells_nothing(self) -> None:
        (hers,) = put(self.happy, self.grace, "Hers")
        elsewhere = make_text_project(self.ada, happy=["Mine, but elsewhere"])
        mine = elsewhere.examples.get()

        for pk in (hers.pk, mine.pk):
            for text in ("Hers", " "):
                with self.assertRaises(BadExample):
                    add_typed(self.project, 1, {"text": text}, self.ada, pk)
        # Who may change all of them may hear of it.
        found, is_new = add_typed(self.project, 1, {"text": "x"}, self.rivera, hers.pk)
        self.assertEqual((found, is_new), (hers, False))

    def test_a_label_that_is_gone_or_never_was(self) -> None:
        actions.delete_label(self.sad)
        for number in (2, 99):
            with self.assertRaises(Label.DoesNotExist):
                add_typed(self.project, number, {"text": "Where?"}, self.ada)
        self.assertEqual(self.project.examples.count(), 0)

    def test_what_the_label_holds_already(self) -> None:
        put(self.happy, self.grace, "Same")
        with self.assertRaises(actions.AlreadyThere):
            add_typed(self.project, 1, {"text": "Same"}, self.ada)
        _, is_new = add_typed(self.project, 2, {"text": "Same"}, self.ada)
        self.assertIs(is_new, True)
