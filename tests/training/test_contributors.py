from django.test import SimpleTestCase

from training.learning import contributors
from training.learning.regression.groups import groups_for, held_back_by
from training.learning.splits import split_of


def added(**counts: dict[int, int]) -> tuple[list[int], list[int | None]]:
    """Return answers and authors of, say, `p7={0: 3, 1: 2}`: person 7, their labels."""
    answers: list[int] = []
    authors: list[int | None] = []
    for name, labels in counts.items():
        author = None if name == "nobody" else int(name[1:])
        for label, count in labels.items():
            answers += [label] * count
            authors += [author] * count
    return answers, authors


def a_class(students: int, each: int = 4) -> tuple[list[int], list[int | None]]:
    return added(
        **{f"p{i}": {0: each, 1: each, 2: each} for i in range(1, students + 1)}
    )


def ids(count: int) -> list[str]:
    return [f"{number:04}" for number in range(count)]


class HeldBackByContributorTests(SimpleTestCase):
    """What measures a model that many have taught."""

    def split(self, answers, authors):
        return split_of(ids(len(answers)), answers, authors)

    def test_everybody_is_wholly_on_one_side(self) -> None:
        answers, authors = a_class(30)

        split = self.split(answers, authors)

        back = set(split.measured)
        held = {authors[place] for place in back}
        learnt = {a for place, a in enumerate(authors) if place not in back}
        self.assertEqual((split.method, split.by), ("held-back", "contributor"))
        self.assertEqual(held & learnt, set())

    def test_it_is_about_a_fifth_of_every_label(self) -> None:
        uneven = {
            f"p{i}": {i % 3: 2 + i % 4, (i + 1) % 3: 1 + i % 5} for i in range(30)
        }
        answers, authors = added(**uneven)

        back = self.split(answers, authors).measured

        for label in range(3):
            held = sum(answers[place] == label for place in back)
            self.assertAlmostEqual(held / answers.count(label), 0.2, delta=0.08)

    def test_the_same_people_stay_back_when_examples_arrive(self) -> None:
        before, after = a_class(30, each=4), a_class(30, each=5)

        held = [
            {authors[place] for place in self.split(answers, authors).measured}
            for answers, authors in (before, after)
        ]

        self.assertEqual(*held)

    def test_it_does_not_depend_on_the_order(self) -> None:
        answers, authors = a_class(30)
        other = self.split(answers[::-1], authors[::-1]).measured

        held = {authors[place] for place in self.split(answers, authors).measured}

        self.assertEqual({authors[::-1][place] for place in other}, held)

    def test_what_is_of_nobody_is_always_learnt(self) -> None:
        answers, authors = a_class(10)
        answers, authors = answers + [0, 1, 2] * 5, authors + [None] * 15

        back = self.split(answers, authors).measured

        self.assertTrue(back)
        self.assertNotIn(None, {authors[place] for place in back})

    def test_one_who_added_most_is_not_left_out(self) -> None:
        students = {f"p{i}": {0: 2, 1: 2} for i in range(2, 12)}
        answers, authors = added(p1={0: 30, 1: 30}, **students)

        split = self.split(answers, authors)

        self.assertEqual(split.by, "contributor")
        self.assertNotIn(1, {authors[place] for place in split.measured})

    def test_two_people_are_too_few(self) -> None:
        split = self.split(*a_class(2, each=10))

        self.assertEqual((split.method, split.by), ("held-back", "example"))

    def test_a_label_that_one_has_filled_goes_by_examples(self) -> None:
        students = {f"p{i}": {0: 4} for i in range(2, 12)}
        answers, authors = added(p1={1: 20}, **students)

        split = self.split(answers, authors)

        self.assertEqual((split.method, split.by), ("held-back", "example"))
        self.assertEqual({answers[place] for place in split.measured}, {0, 1})

    def test_a_label_of_nobody_goes_by_examples(self) -> None:
        students = {f"p{i}": {0: 4} for i in range(10)}
        answers, authors = added(nobody={1: 20}, **students)

        self.assertEqual(self.split(answers, authors).by, "example")

    def test_of_few_examples_each_person_is_left_out_once(self) -> None:
        answers, authors = a_class(4, each=1)

        split = self.split(answers, authors)

        self.assertEqual((split.method, split.by), ("leave-one-out", "contributor"))
        whose = [{authors[place] for place in part} for part in split.parts]
        self.assertCountEqual(whose, [{1}, {2}, {3}, {4}])

    def test_one_without_whom_a_label_would_lose_most_is_not_left_out(self) -> None:
        answers, authors = added(p1={0: 1}, p2={0: 2, 1: 1}, p3={0: 1, 1: 3})

        self.assertEqual(self.split(answers, authors).by, "example")

    def test_projects_of_one_person_are_split_as_ever(self) -> None:
        answers = [0] * 20 + [1] * 20
        alone = split_of(ids(40), answers)

        self.assertEqual(split_of(ids(40), answers, [7] * 40).parts, alone.parts)
        self.assertEqual(split_of(ids(40), answers, [7] * 40).report([True] * 8), {})
        some = [7] * 30 + [None] * 10
        self.assertEqual(split_of(ids(40), answers, some).parts, alone.parts)

    def test_it_says_how_many_of_each_were_right(self) -> None:
        split = self.split(*a_class(3))
        right = [True] * (len(split.measured) - 1) + [False]

        (figures,) = split.report(right)["contributors"]

        self.assertEqual((figures["count"], figures["right"]), (12, 11))
        self.assertEqual(split.report(right)["held_back_by"], "contributor")

    def test_nobody_comes_last(self) -> None:
        figures = contributors.figures([None, 9, 2, 9], [True, False, True, True])

        self.assertEqual(
            figures,
            [
                {"author": 2, "count": 1, "right": 1},
                {"author": 9, "count": 2, "right": 1},
                {"author": None, "count": 1, "right": 1},
            ],
        )


class RowsOfContributorsTests(SimpleTestCase):
    """The same of rows, whose answers are numbers."""

    def test_a_fifth_is_held_back_of_whole_people(self) -> None:
        authors = [place % 10 for place in range(100)]

        groups = groups_for(ids(100), authors)

        held = {authors[place] for place, group in enumerate(groups) if group == 0}
        self.assertEqual(len(held), 2)
        self.assertEqual(groups.count(0), 20)

    def test_few_rows_are_left_out_a_person_at_a_time(self) -> None:
        authors = [place % 7 for place in range(21)] + [None]

        groups = groups_for(ids(22), authors)

        self.assertIsNone(groups[-1])
        self.assertEqual(
            {group for group in groups if group is not None}, set(range(5))
        )
        for person in range(7):
            of_them = {g for g, a in zip(groups, authors, strict=True) if a == person}
            self.assertEqual(len(of_them), 1)

    def test_three_people_make_three_parts(self) -> None:
        groups = groups_for(ids(12), [place % 3 for place in range(12)])

        self.assertEqual(set(groups), {0, 1, 2})

    def test_one_who_added_most_rows_makes_it_go_by_rows(self) -> None:
        authors = [1] * 20 + [2, 3, 4]

        self.assertEqual(groups_for(ids(23), authors), groups_for(ids(23)))
        self.assertEqual(held_back_by(authors), "example")

    def test_rows_of_one_person_are_split_as_ever(self) -> None:
        self.assertEqual(groups_for(ids(60), [1] * 60), groups_for(ids(60)))
        self.assertIsNone(held_back_by([1] * 60 + [None]))
