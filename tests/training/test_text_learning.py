import json
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from django.test import SimpleTestCase, tag

from training.learning import lesson, text
from training.learning.lesson import NothingToLearn
from training.learning.text import calibration

from .sentences import KIND, MEAN, SentencesTestCase, ask, examples, quietly

FILES = [
    "examples.bin",
    "group1-shard1of1.bin",
    "model.json",
    "seen.bin",
    "text.json",
    "words.json",
]


@tag("slow")
class LearnTests(SentencesTestCase):
    def test_a_few_sentences_are_enough(self):
        classifier = self.learn(examples(KIND, MEAN))

        self.assertGreater(ask(classifier, "such a lovely, kind girl")[0], 0.7)
        self.assertGreater(ask(classifier, "such an awful, stupid thing")[1], 0.7)

    def test_it_writes_every_file(self):
        self.learn(examples(KIND, MEAN))

        self.assertEqual(self.lesson.files, FILES)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), FILES)

    def test_the_order_of_the_examples_does_not_matter(self):
        learnt = examples(KIND, MEAN)
        self.learn(learnt)
        files = [(self.folder / name).read_bytes() for name in FILES]

        turned = replace(
            learnt,
            contents=learnt.contents[::-1],
            answers=learnt.answers[::-1],
            ids=learnt.ids[::-1],
        )
        self.learn(turned)

        again = [(self.folder / name).read_bytes() for name in FILES]
        self.assertEqual(again, files)

    def test_labels_without_examples_get_no_confidence(self):
        classifier = self.learn(examples([], KIND, [], MEAN, labels=5))

        answer = ask(classifier, "You are lovely")
        self.assertEqual([answer[0], answer[2], answer[4]], [0, 0, 0])
        self.assertGreater(answer[1], 0.6)
        self.assertEqual(self.lesson.label_order, [1, 3])

    def test_nothing_that_was_typed_reaches_the_network(self):
        self.learn(examples(["sølvpapir", "lovely"], ["snørrebånd", "awful"]))

        described = (self.folder / "model.json").read_text()
        for word in ("sølvpapir", "lovely", "label 1"):
            self.assertNotIn(word, described)

    def test_stages_are_told_and_stopping_is_not_swallowed(self):
        class Stop(BaseException):
            pass

        for last in ("learning", "measuring", "writing"):
            told = []

            def tell(stage, fraction, last=last, told=told):
                told.append((stage, fraction))
                if stage == last:
                    raise Stop

            with tempfile.TemporaryDirectory() as folder, self.assertRaises(Stop):
                text.learn(examples(KIND, MEAN), Path(folder), tell)
            self.assertEqual(told[-1][0], last)

    def test_every_step_is_told_if_there_is_time_for_it(self):
        told = []

        with (
            patch.object(lesson, "SECONDS_BETWEEN_STEPS", 0),
            tempfile.TemporaryDirectory() as folder,
        ):
            text.learn(
                examples(KIND, MEAN),
                Path(folder),
                lambda stage, fraction: told.append((stage, fraction)),
            )

        fractions = [fraction for _, fraction in told]
        self.assertGreater(len(told), 20)
        self.assertEqual(fractions, sorted(fractions))
        self.assertEqual((fractions[0], fractions[-1]), (0.0, 1.0))

    def test_the_warm_up_learns(self):
        text.warm_up()


@tag("slow")
class StrangeExamplesTests(SentencesTestCase):
    def assertLearns(self, learnt, *asked):
        classifier = self.learn(learnt)
        for told in [*asked, *(content.text for content in learnt.contents), "", "Ω"]:
            answer = ask(classifier, told)
            self.assertTrue(np.isfinite(answer).all(), told)
            self.assertAlmostEqual(sum(answer), 1, places=5)
        evaluation = json.dumps(self.lesson.evaluation)
        self.assertNotIn("NaN", evaluation)
        self.assertNotIn("NaN", (self.folder / "words.json").read_text())
        return classifier

    def test_one_example_in_each_label(self):
        classifier = self.assertLearns(examples(["red rose"], ["blue sky"]))

        self.assertGreater(ask(classifier, "a red rose")[0], 0.6)
        self.assertEqual(self.lesson.evaluation["method"], "too-few")
        self.assertIsNone(self.lesson.evaluation["calibration"])

    def test_one_example_against_many(self):
        many = [f"{one} {other}" for one in KIND for other in KIND]
        classifier = self.assertLearns(examples(many, ["Go away, stupid"]))

        self.assertGreater(ask(classifier, "Go away, stupid")[1], 0.4)
        self.assertGreater(ask(classifier, "lovely and kind")[0], 0.9)

    def test_the_same_sentence_under_two_labels(self):
        classifier = self.assertLearns(examples(["How odd!"] * 3, ["How odd!"] * 3))

        np.testing.assert_allclose(ask(classifier, "How odd!"), [0.5, 0.5], atol=1e-3)

    def test_nothing_but_emoji(self):
        classifier = self.assertLearns(
            examples(["😀", "😀😀", "😺", "🎉"], ["😡", "😡👎", "👎🏽", "💔"])
        )

        self.assertGreater(ask(classifier, "😀")[0], 0.6)
        self.assertGreater(ask(classifier, "👎")[1], 0.6)

    def test_nothing_but_punctuation(self):
        self.assertLearns(examples(["!!!", "!"], ["?", "..."], ["-", "«»"]))

    def test_nothing_remains_of_any_sentence(self):
        classifier = self.assertLearns(examples(["...", ",,,", "—"], ["-", ";"]))

        np.testing.assert_allclose(ask(classifier, "what?"), [0.6, 0.4], atol=1e-3)

    def test_thirty_labels(self):
        texts = [[f"{word} number {i}" for word in KIND[:3]] for i in range(30)]

        classifier = self.assertLearns(examples(*texts))

        answer = ask(classifier, "You are so kind to me number 7")
        self.assertEqual(answer.index(max(answer)), 7)

    def test_long_sentences(self):
        self.assertLearns(
            examples([" ".join(KIND * 7)[:1024]], ["x" * 1024, "é" * 1024])
        )


@tag("slow")
class EvaluationTests(SentencesTestCase):
    def test_enough_examples_are_held_back(self):
        self.learn(examples(KIND, MEAN))

        evaluation = json.loads(json.dumps(self.lesson.evaluation))
        self.assertEqual(evaluation["method"], "held-back")
        self.assertEqual(evaluation["example_count"], 2)
        self.assertEqual(
            evaluation["trained"],
            {"method": "sentences", "meaning": True, "encoder": None},
        )
        self.assertEqual(
            set(evaluation["seconds"]), {"learning", "measuring", "writing"}
        )
        self.assertIn("tensorflow", evaluation["versions"])
        self.assertLess(
            evaluation["calibration"]["log_loss_after"],
            evaluation["calibration"]["log_loss_before"] + 1e-9,
        )

    def test_a_few_are_left_out_one_by_one(self):
        learnt = examples(KIND[:4], MEAN[:4])
        self.learn(learnt)

        evaluation = self.lesson.evaluation
        self.assertEqual(evaluation["method"], "leave-one-out")
        self.assertEqual(evaluation["example_count"], 8)
        self.assertEqual(sum(map(sum, evaluation["confusion"])), 8)
        for mistake in evaluation["mistakes"]:
            place = learnt.ids.index(mistake["id"])
            self.assertEqual(mistake["label"], learnt.answers[place])

    def test_what_is_held_back_is_not_learnt(self):
        # Each sentence is a language of its own: nothing tells what is left out.
        strange = [chr(0x4E00 + 50 * i) * 3 for i in range(40)]
        self.learn(examples(strange[:20], strange[20:]))

        self.assertLessEqual(self.lesson.evaluation["accuracy"], 0.75)

    def test_what_is_left_out_is_not_learnt(self):
        strange = [chr(0x4E00 + 50 * i) * 3 for i in range(8)]
        self.learn(examples(strange[:4], strange[4:]))

        self.assertEqual(self.lesson.evaluation["method"], "leave-one-out")
        self.assertLessEqual(self.lesson.evaluation["accuracy"], 0.5)

    def test_the_temperature_is_in_the_weights(self):
        learnt, asked = examples(KIND, MEAN), "lovely but stupid, so awful"
        temperatures = {}
        for temperature in (1.0, 2.0):
            with patch.object(
                calibration, "find_temperature", return_value=temperature
            ):
                kind, mean = ask(self.learn(learnt), asked)
            temperatures[temperature] = np.log(kind / mean)

        self.assertAlmostEqual(temperatures[1.0], 2 * temperatures[2.0], places=4)

    def test_figures_are_in_the_order_of_all_labels(self):
        self.learn(examples([], KIND, MEAN, labels=3))

        evaluation = self.lesson.evaluation
        self.assertEqual(len(evaluation["confusion"]), 3)
        self.assertEqual(sum(evaluation["confusion"][0]), 0)
        self.assertEqual(evaluation["labels"][1]["count"], 1)


class RefuseTests(SimpleTestCase):
    def test_one_label_teaches_nothing(self):
        with (
            tempfile.TemporaryDirectory() as folder,
            self.assertRaises(NothingToLearn),
        ):
            text.learn(examples(KIND, []), Path(folder), quietly)
