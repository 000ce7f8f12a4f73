from django.test import SimpleTestCase

from training.learning import evaluation, recipes, rehearsal

from .tables import COLOUR, NUMBER, mixed, sums, table, three_and_three


def rehearsed(learnt):
    learnt = learnt.checked()
    rehearsal_ = rehearsal.rehearse(learnt)
    return rehearsal_, rehearsal_.report(learnt, lambda done: None)


class RehearsalTests(SimpleTestCase):
    def test_it_measures_with_the_examples_held_back(self):
        learnt = mixed(rows_per_label=10)

        how, report = rehearsed(learnt)

        back = evaluation.held_back(learnt.ids, learnt.answers)
        self.assertEqual(report["method"], "held-back")
        self.assertEqual(set(how.measured.ids), {learnt.ids[i] for i in back})
        self.assertEqual(report["example_count"], 6)

    def test_few_examples_are_left_out_one_by_one(self):
        _, report = rehearsed(three_and_three())

        self.assertEqual(report["method"], "leave-one-out")
        self.assertEqual(report["accuracy"], 1.0)
        self.assertEqual(report["example_count"], 6)

    def test_too_few_say_nothing(self):
        _, report = rehearsed(table([(1.0,), (2.0,)], [0, 1]))

        self.assertEqual(report["method"], "too-few")
        self.assertIsNone(report["accuracy"])

    def test_it_names_the_field_that_matters_most(self):
        rows = [(float(i * 7 % 5), float(i % 2), "NA") for i in range(40)]
        learnt = table(rows, [i % 2 for i in range(40)], [NUMBER, NUMBER, COLOUR])

        _, report = rehearsed(learnt)

        first, *others = report["importance"]
        self.assertEqual(first["field"], 1)
        self.assertGreater(first["drop"], 0.2)
        self.assertTrue(all(other["drop"] <= 0.1 for other in others))

    def test_fields_without_any_value_are_not_asked_about(self):
        _, report = rehearsed(mixed(rows_per_label=10))

        self.assertEqual({drop["field"] for drop in report["importance"]}, {0, 1, 3})

    def test_small_tables_grow_a_forest_with_leaves_of_one(self):
        how, _ = rehearsed(mixed())

        self.assertEqual(how.recipe.method, "forest")
        self.assertEqual(how.recipe.smallest_leaf, 1)

    def test_larger_ones_take_what_answers_better(self):
        how, _ = rehearsed(sums(300, 2))

        self.assertEqual(how.recipe.method, "boosted")
        self.assertFalse(how.recipe.stops_early)
        self.assertEqual(how.recipe.trees, how.best.model.num_trees())

    def test_boosting_is_not_tried_where_it_would_take_long(self):
        rows = [(float(i),) * 20 for i in range(3000)]
        labels = [str(label) for label in range(30)]

        many = table(rows, [i % 30 for i in range(3000)], [NUMBER] * 20, labels)

        self.assertEqual(recipes.competitors(many), [])
        self.assertEqual(
            [rival.method for rival in recipes.competitors(sums(300, 2))],
            ["forest", "boosted"],
        )

    def test_stopping_is_not_swallowed(self):
        class Stop(Exception):
            pass

        def stop(done):
            raise Stop

        learnt = three_and_three()
        with self.assertRaises(Stop):
            rehearsal.rehearse(learnt).report(learnt, stop)
