import json
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from django.test import SimpleTestCase, tag

from training.learning import rehearsal
from training.learning.evaluation import answered
from training.learning.numbers import NothingToLearn, learn, warm_up

from .learning import LearningTestCase, quietly
from .tables import COLOUR, NUMBER, mixed, sums, table, three_and_three

FILES = {"assets.zip", "mapping.json", "model.json", "tree.json", "ydf.zip"}


@tag("slow")
class LearnTests(LearningTestCase):
    def test_three_and_three_examples_are_enough(self):
        classifier = self.learn(three_and_three())

        self.assertGreater(classifier.classify([2.0])[0], 0.8)
        self.assertGreater(classifier.classify([12.0])[1], 0.8)

    def test_two_and_two_are_answered_right(self):
        classifier = self.learn(table([(1.0,), (2.0,), (11.0,), (12.0,)], [0, 0, 1, 1]))

        self.assertGreater(classifier.classify([1.5])[0], 0.6)
        self.assertGreater(classifier.classify([11.5])[1], 0.6)

    def test_choices_are_enough(self):
        rows = [("rød",), ("rød",), ("rød",), ("NA",), ("NA",), ("NA",)]

        classifier = self.learn(table(rows, [0, 0, 0, 1, 1, 1], [COLOUR]))

        self.assertGreater(classifier.classify(["rød"])[0], 0.8)
        self.assertGreater(classifier.classify(["NA"])[1], 0.8)

    def test_it_writes_every_file_for_browsers_and_programs(self):
        self.learn(mixed())

        self.assertLessEqual(FILES, set(self.lesson.files))
        for name in ("assets.zip", "ydf.zip"):
            with zipfile.ZipFile(self.folder / name) as archive:
                kinds = {file.compress_type for file in archive.infolist()}
                self.assertEqual(kinds, {zipfile.ZIP_DEFLATED})
        with zipfile.ZipFile(self.folder / "ydf.zip") as archive:
            self.assertIn("data_spec.pb", archive.namelist())

    def test_nothing_that_was_typed_reaches_the_model(self):
        self.learn(mixed())

        with zipfile.ZipFile(self.folder / "ydf.zip") as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
        content += (self.folder / "model.json").read_bytes()
        for word in ("rød", "青い", "label 1"):
            self.assertNotIn(word.encode(), content)

    def test_the_order_of_the_examples_does_not_matter(self):
        learnt = mixed()
        classifier = self.learn(learnt)
        answers = [classifier.classify(row) for row in learnt.rows]

        other = self.learn(learnt.picked(range(len(learnt.rows))))
        turned = replace(
            learnt,
            rows=learnt.rows[::-1],
            answers=learnt.answers[::-1],
            ids=learnt.ids[::-1],
        )
        third = self.learn(turned)

        self.assertEqual(answers, [other.classify(row) for row in learnt.rows])
        self.assertEqual(answers, [third.classify(row) for row in learnt.rows])

    def test_what_is_measured_is_like_what_is_stored(self):
        for learnt in (mixed(), sums(300, 3)):
            with self.subTest(rows=len(learnt.rows)):
                classifier = self.learn(learnt)
                learnt = learnt.checked()
                recipe = rehearsal.rehearse(learnt).recipe

                plain = rehearsal.train(learnt, recipe).confidences(learnt.rows)

                # The same engine, which draws other examples for each of its trees.
                stored = [classifier.classify(row) for row in learnt.rows]
                self.assertEqual(answered(stored), answered(plain))
                self.assertLess(np.abs(np.subtract(stored, plain)).mean(), 0.03)

    def test_labels_without_examples_get_no_confidence(self):
        rows = [(1.0,), (2.0,), (3.0,), (11.0,), (12.0,), (13.0,)]

        classifier = self.learn(table(rows, [1, 1, 1, 3, 3, 3], labels="abcde"))

        answer = classifier.classify([12.0])
        self.assertEqual([answer[0], answer[2], answer[4]], [0, 0, 0])
        self.assertGreater(answer[3], 0.8)

    def test_a_label_with_one_example_is_learnt_too(self):
        rows = [(1.0,), (2.0,), (3.0,), (4.0,), (50.0,)]

        self.assertGreater(
            self.learn(table(rows, [0] * 4 + [1])).classify([50.0])[1], 0.5
        )

    def test_numbers_of_any_size_are_told_apart(self):
        rows = [(1e300,), (2e300,), (9e299,), (-1e300,), (-2e300,), (1e-300,)]

        classifier = self.learn(table(rows, [0, 0, 0, 1, 1, 1]))

        self.assertGreater(classifier.classify([1e300])[0], 0.8)
        self.assertGreater(classifier.classify([-1e300])[1], 0.8)

    def test_stages_are_told_and_stopping_is_not_swallowed(self):
        class Stop(BaseException):
            pass

        told = []

        def tell(stage, fraction):
            told.append((stage, fraction))
            if stage == "writing":
                raise Stop

        with tempfile.TemporaryDirectory() as folder, self.assertRaises(Stop):
            learn(three_and_three(), Path(folder), tell)

        stages = list(dict.fromkeys(stage for stage, _ in told))
        fractions = [fraction for _, fraction in told]
        self.assertEqual(stages, ["learning", "measuring", "writing"])
        self.assertEqual(fractions, sorted(fractions))

    def test_the_evaluation_is_json_with_seconds_and_versions(self):
        self.learn(mixed())

        evaluation = json.loads(json.dumps(self.lesson.evaluation))
        self.assertEqual(evaluation["method"], "held-back")
        self.assertEqual(
            set(evaluation["seconds"]), {"learning", "measuring", "writing"}
        )
        self.assertIn("ydf", evaluation["versions"])


class RefuseTests(SimpleTestCase):
    def refused(self, rows, answers, columns=(NUMBER,)):
        with tempfile.TemporaryDirectory() as folder:
            learn(table(rows, answers, columns), Path(folder), quietly)

    def test_one_label_teaches_nothing(self):
        with self.assertRaisesMessage(NothingToLearn, "at least two labels"):
            self.refused([(1.0,), (2.0,)], [0, 0])

    def test_empty_examples_teach_nothing(self):
        with self.assertRaisesMessage(NothingToLearn, "Every example is empty."):
            self.refused([(None,), (None,)], [0, 1])

    def test_numbers_are_finite(self):
        for number in (float("inf"), float("-inf"), float("nan"), "1", True):
            with self.subTest(number=number), self.assertRaises(ValueError):
                self.refused([(number,), (1.0,)], [0, 1])

    def test_rows_are_as_wide_as_the_table(self):
        with self.assertRaisesMessage(ValueError, "A row has 1 values, not 2."):
            self.refused([(1.0,), (2.0,)], [0, 1], [NUMBER, NUMBER])


@tag("slow")
class TreeTests(LearningTestCase):
    def test_it_is_a_tree_of_the_model_with_every_example_counted(self):
        learnt = mixed()
        self.learn(learnt)

        tree = self.read("tree.json")

        self.assertEqual((tree["method"], tree["trees"]), ("forest", 100))
        self.assertEqual(tree["root"]["counts"], [8, 8, 8])
        self.assertGreater(tree["accuracy"], 0.8)
        self.assertSumsUp(tree["root"])

    def test_choices_are_in_the_words_of_the_project(self):
        rows = [("rød",), ("rød",), ("rød",), ("NA",), ("NA",), ("NA",)]
        self.learn(table(rows, [0, 0, 0, 1, 1, 1], [COLOUR]))

        root = self.read("tree.json")["root"]

        yes = [root["yes"]["counts"], root["no"]["counts"]]
        self.assertIn("rød" if yes[0] == [3, 0] else "NA", root["choices"])
        self.assertEqual(sorted(yes), [[0, 3], [3, 0]])

    def test_a_boosted_tree_says_which_label_it_speaks_for(self):
        self.learn(sums(300, 3))

        tree = self.read("tree.json")

        self.assertEqual((tree["method"], tree["accuracy"]), ("boosted", None))
        self.assertIn(tree["label"], {0, 1, 2})
        self.assertSumsUp(tree["root"])

    def assertSumsUp(self, node):
        if "yes" not in node:
            self.assertTrue({"confidences", "value", "cut"} & set(node))
            return
        for total, yes, no in zip(
            node["counts"], node["yes"]["counts"], node["no"]["counts"], strict=True
        ):
            self.assertEqual(total, yes + no)
        self.assertSumsUp(node["yes"])
        self.assertSumsUp(node["no"])


@tag("slow")
class WarmUpTests(SimpleTestCase):
    def test_it_may_be_done_twice(self):
        warm_up()
        warm_up()
