import uuid

from django.test import SimpleTestCase

from training.learning import evaluation


def ids(count):
    return [str(uuid.UUID(int=number)) for number in range(count)]


class HeldBackTests(SimpleTestCase):
    def test_it_is_a_fifth_of_every_label(self):
        answers = [0] * 50 + [1] * 10 + [2] * 5

        back = evaluation.held_back(ids(65), answers)

        counts = [sum(answers[i] == label for i in back) for label in range(3)]
        self.assertEqual(counts, [10, 2, 1])

    def test_it_needs_five_examples_in_every_label(self):
        self.assertEqual(evaluation.held_back(ids(24), [0] * 20 + [1] * 4), set())
        self.assertEqual(evaluation.held_back([], []), set())

    def test_it_does_not_depend_on_the_order(self):
        names, answers = ids(40), [i % 2 for i in range(40)]

        back = evaluation.held_back(names, answers)
        other = evaluation.held_back(names[::-1], answers[::-1])

        self.assertEqual({names[i] for i in back}, {names[::-1][i] for i in other})

    def test_the_same_stay_back_when_more_arrive(self):
        names, answers = ids(200), [i % 2 for i in range(200)]
        before = evaluation.held_back(names[:100], answers[:100])

        one_more = evaluation.held_back(names[:101], answers[:101])

        self.assertLessEqual(len(before - one_more), 1)
        self.assertGreater(len(before & evaluation.held_back(names, answers)), 14)


class MethodTests(SimpleTestCase):
    def test_five_of_every_label_are_enough_to_hold_some_back(self):
        self.assertEqual(evaluation.method_for([0] * 5 + [1] * 5), "held-back")

    def test_with_fewer_each_is_left_out_once(self):
        self.assertEqual(evaluation.method_for([0] * 3 + [1] * 9), "leave-one-out")

    def test_too_few_say_nothing(self):
        self.assertEqual(evaluation.method_for([0] * 2 + [1] * 9), "too-few")

    def test_leaving_out_each_of_many_would_take_too_long(self):
        self.assertEqual(evaluation.method_for([0] * 4 + [1] * 900), "too-few")


class SummaryTests(SimpleTestCase):
    def setUp(self):
        self.summary = evaluation.summary(
            ["a", "b", "c", "d"],
            [0, 0, 1, 2],
            [[0.9, 0.1, 0, 0], [0.3, 0.7, 0, 0], [0.1, 0.9, 0, 0], [0.6, 0.4, 0, 0]],
            usual=0,
            label_count=4,
        )

    def test_accuracy_stands_beside_always_the_same_answer(self):
        self.assertEqual(self.summary["accuracy"], 0.5)
        self.assertEqual(self.summary["baseline"], 0.5)
        self.assertEqual(self.summary["example_count"], 4)

    def test_the_confusion_has_a_row_for_every_label(self):
        self.assertEqual(
            self.summary["confusion"],
            [[1, 1, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]],
        )

    def test_every_label_has_precision_and_recall_where_they_mean_something(self):
        self.assertEqual(
            self.summary["labels"],
            [
                {"precision": 0.5, "recall": 0.5, "count": 2},
                {"precision": 0.5, "recall": 1.0, "count": 1},
                {"precision": None, "recall": 0.0, "count": 1},
                {"precision": None, "recall": None, "count": 0},
            ],
        )

    def test_mistakes_are_named_the_most_confident_first(self):
        self.assertEqual(
            self.summary["mistakes"],
            [
                {"id": "b", "label": 0, "answer": 1, "confidence": 0.7},
                {"id": "d", "label": 2, "answer": 0, "confidence": 0.6},
            ],
        )

    def test_right_answers_are_named_the_least_confident_first(self):
        self.assertEqual(
            self.summary["least_sure"],
            [
                {"id": "a", "label": 0, "answer": 0, "confidence": 0.9},
                {"id": "c", "label": 1, "answer": 1, "confidence": 0.9},
            ],
        )

    def test_not_all_right_answers_of_a_large_project_are_named(self):
        ids = [str(number) for number in range(100)]
        confidences = [
            [0.5 + number / 200, 0.5 - number / 200] for number in range(100)
        ]

        named = evaluation.least_sure(ids, [0] * 100, confidences)

        self.assertEqual([each["id"] for each in named], ids[: evaluation.MOST_SHOWN])

    def test_nothing_measured_is_no_number(self):
        summary = evaluation.summary([], [], [], usual=0, label_count=2)

        self.assertIsNone(summary["accuracy"])
        self.assertIsNone(summary["baseline"])
        self.assertEqual(summary["confusion"], [[0, 0], [0, 0]])

    def test_of_equals_the_first_label_is_the_answer(self):
        self.assertEqual(evaluation.answered([[0.5, 0.5], [0.0, 0.0]]), [0, 0])
        self.assertEqual(evaluation.usual_answer([2, 1, 1, 2]), 1)
