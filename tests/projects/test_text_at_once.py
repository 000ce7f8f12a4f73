from collections import Counter
from uuid import UUID

from django.test import TransactionTestCase

from classrooms.models import User
from classrooms.quotas import QuotaExceeded
from projects import actions
from projects.actions import AlreadyThere
from projects.importing import read_import
from projects.kinds import Content
from projects.models import Project
from tests.at_once import at_once
from tests.school import make_classroom, make_student, make_text_project

CHILDREN = 12


class SentencesAtOnceTests(TransactionTestCase):
    """Promises that hold when a whole class presses Enter in the same moment."""

    def setUp(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        self.classroom = make_classroom("Year 5", rivera, "YEAR5555")
        self.ada = make_student("Ada", self.classroom)
        sad = [f"Oh no {number}" for number in range(CHILDREN)]
        self.project = make_text_project(self.ada, happy=["Yay"], sad=sad)
        self.happy, self.sad = self.project.live_labels()

    def fresh(self) -> Project:
        return Project.objects.get(pk=self.project.pk)

    def add(self, text: str) -> object:
        new = actions.NewExample(self.happy, Content(text=text))
        return actions.add_examples(self.fresh(), [new], self.ada)

    def change(self, place: int, **changes: object) -> object:
        example = self.project.examples.get(text=f"Oh no {place}")
        return actions.change_example(example, self.project.owner, **changes)

    def held_by(self, label: object) -> list[str]:
        return list(
            self.project.examples.filter(label=label).values_list("text", flat=True)
        )

    def assert_one_of_all(self, results: list[object]) -> None:
        """See that all but one were told kindly, and that there are no twins."""
        told = [each for each in results if isinstance(each, AlreadyThere)]
        self.assertEqual(len(told), len(results) - 1, results)
        prints = self.project.examples.values_list("label", "fingerprint")
        self.assertEqual(Counter(prints).most_common(1)[0][1], 1)

    def test_thirty_who_add_the_same_sentence(self) -> None:
        ways = ["Hooray", "HOORAY", "hooráy"]

        results = at_once(lambda number: self.add(ways[number % 3]), 30)

        self.assert_one_of_all(results)
        self.assertEqual(len(self.held_by(self.happy)), 2)

    def test_several_changed_into_the_same(self) -> None:
        results = at_once(
            lambda number: self.change(number, given={"text": "Alas"}), CHILDREN
        )

        self.assert_one_of_all(results)
        self.assertEqual(self.held_by(self.sad).count("Alas"), 1)

    def test_changed_and_moved_and_added_at_once(self) -> None:
        def act(number: int) -> object:
            if number % 2:
                return self.add("Alas")
            both = {"label": self.happy, "given": {"text": "alas!"}}
            return self.change(number, **both) if number % 4 else self.add("ALAS!")

        at_once(act, CHILDREN)

        self.assertEqual(len(self.held_by(self.happy)), 3)

    def test_moved_to_and_fro_none_is_lost_or_doubled(self) -> None:
        ids: list[UUID] = [each.pk for each in self.project.examples.all()]

        def move(number: int) -> object:
            label = self.happy if number % 2 else self.sad
            return actions.move_examples(self.fresh(), ids, label, self.project.owner)

        results = at_once(move, CHILDREN)

        self.assertTrue(all(isinstance(each, actions.Moved) for each in results))
        self.assertEqual(self.project.examples.count(), len(ids))

    def test_imports_and_typing_fill_the_quota_exactly(self) -> None:
        self.classroom.policy.text_quota = 1 + CHILDREN + 20
        self.classroom.policy.save()

        def act(number: int) -> object:
            if number % 2:
                return self.add(f"Hooray {number}")
            lines = "\n".join(f"Yippee {number} {place}" for place in range(4))
            found = read_import(self.fresh(), lines, self.happy)
            return actions.import_examples(self.fresh(), found, self.ada)

        results = at_once(act, CHILDREN)

        added = sum(
            len(each) if isinstance(each, list) else each
            for each in results
            if not isinstance(each, Exception)
        )
        errors = [each for each in results if isinstance(each, Exception)]
        self.assertTrue(all(isinstance(each, QuotaExceeded) for each in errors))
        self.assertEqual(self.project.examples.count(), 1 + CHILDREN + added)
        self.assertGreater(added, 20 - 4)
        self.assertLessEqual(added, 20)

    def test_the_same_list_imported_by_several_is_there_once(self) -> None:
        def act(_number: int) -> object:
            found = read_import(self.fresh(), "Hooray\nYippee\nYay\n", self.happy)
            return actions.import_examples(self.fresh(), found, self.ada)

        results = at_once(act, CHILDREN)

        self.assertEqual(sum(results), 2)
        self.assertEqual(sorted(self.held_by(self.happy)), ["Hooray", "Yay", "Yippee"])
