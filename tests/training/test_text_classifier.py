import subprocess
import sys
import threading
from unittest.mock import patch

import numpy as np
from django.conf import settings
from django.test import SimpleTestCase, tag

from training.learning import artefacts
from training.learning.encoder import NoEncoder
from training.learning.text import features, reader
from training.learning.text.reader import ReadsOtherwise
from training.learning.text.recognition import fingerprint

from .sentences import KIND, MEAN, SentencesTestCase, ask, examples


class TinyEncoder:
    """Knows two meanings: what is good, and what is bad."""

    id, name, width = "tiny@1", "tiny", 2
    GOOD = ("kind", "lovely", "love", "wonderful", "zauberhaft")

    def encode(self, texts):
        good = [any(word in text for word in self.GOOD) for text in texts]
        return np.array([[1, 0] if each else [0, 1] for each in good], np.float32)


class OtherEncoder(TinyEncoder):
    id = "tiny@2"


def switched_on(encoder):
    return patch.object(reader, "current", lambda: encoder)


@tag("slow")
class ClassifierTests(SentencesTestCase):
    def test_it_answers_as_the_network_does(self):
        from training.learning.libraries import load_libraries

        classifier = self.learn(examples(KIND, MEAN))
        width = features.WIDTH
        network = load_libraries().keras.Sequential(
            [
                load_libraries().keras.layers.InputLayer((width,)),
                load_libraries().keras.layers.Dense(2, activation="softmax"),
            ]
        )
        network.set_weights([classifier.model.weights, classifier.model.biases])

        for told in ("such a lovely day", "awful", "😀 you"):
            sentence = classifier.reader.read(told)
            row = np.zeros((1, width), np.float32)
            row[0, sentence.places] = sentence.values
            expected = network.predict(row, verbose=0)[0]
            np.testing.assert_allclose(ask(classifier, told), expected, atol=1e-6)

    def test_of_what_it_knows_nothing_of_it_says_the_share_of_each_label(self):
        classifier = self.learn(examples(KIND, MEAN[:3]))

        for told in ("駅はどこですか", "", "..."):
            np.testing.assert_allclose(ask(classifier, told), [2 / 3, 1 / 3])
        self.assertGreater(ask(classifier, MEAN[0])[1], 0.5)

    def test_an_encoder_knows_something_of_everything(self):
        with switched_on(TinyEncoder()):
            classifier = self.learn(examples(KIND, MEAN))

            self.assertGreater(ask(classifier, "zauberhaft")[0], 0.6)

    def test_threads_may_share_it(self):
        classifier = self.learn(examples(KIND, MEAN))
        expected = [ask(classifier, told) for told in KIND]
        wrong = []

        def work():
            for _ in range(20):
                answers = [ask(classifier, told) for told in KIND]
                if answers != expected:
                    wrong.append(answers)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        self.assertEqual(wrong, [])

    def test_it_needs_no_tensorflow_nor_scipy(self):
        self.learn(examples(KIND, MEAN))

        program = (
            "import sys; from pathlib import Path; import django; django.setup();"
            "from projects.kinds import Content;"
            "from training.learning.text import SentenceClassifier;"
            "read = lambda name: (Path(sys.argv[1]) / name).read_bytes();"
            "classifier = SentenceClassifier.from_files(read);"
            "print(classifier.classify(Content(text='a lovely day')));"
            "assert not {'tensorflow', 'scipy'} & set(sys.modules)"
        )
        subprocess.run(
            [sys.executable, "-c", program, self.folder],
            cwd=settings.BASE_DIR,
            env={"DJANGO_SETTINGS_MODULE": "mlforkids.settings"},
            check=True,
            capture_output=True,
        )

    def test_features_of_another_version_are_another_model(self):
        self.learn(examples(KIND, MEAN))

        with (
            patch.object(features, "VERSION", "tomorrow's"),
            self.assertRaises(ReadsOtherwise),
        ):
            self.classifier()

    def test_what_reads_otherwise_is_as_good_as_gone(self):
        self.assertTrue(issubclass(ReadsOtherwise, artefacts.ArtefactIsGone))


@tag("slow")
class EncoderTests(SentencesTestCase):
    def test_what_only_the_encoder_understands_is_answered(self):
        without = self.learn(examples(KIND, MEAN))
        with switched_on(TinyEncoder()):
            classifier = self.learn(examples(KIND, MEAN))
            answer = ask(classifier, "zauberhaft")

        self.assertGreater(answer[0], ask(without, "zauberhaft")[0] + 0.1)
        self.assertEqual(self.lesson.evaluation["trained"]["encoder"], "tiny")
        self.assertEqual(self.read("text.json")["encoder"], "tiny@1")
        self.assertEqual(self.read("text.json")["encoder_width"], 2)
        self.assertTrue(self.read("words.json")["labels"][0]["words"])

    def test_another_encoder_cannot_answer(self):
        with switched_on(TinyEncoder()):
            self.learn(examples(KIND, MEAN))

        for encoder in (None, OtherEncoder()):
            with switched_on(encoder), self.assertRaises(ReadsOtherwise):
                self.classifier()

    def test_an_encoder_that_is_lost_cannot_answer(self):
        with switched_on(TinyEncoder()):
            self.learn(examples(KIND, MEAN))

        with (
            patch.object(reader, "current", side_effect=NoEncoder("Gone.")),
            self.assertRaises(ReadsOtherwise),
        ):
            self.classifier()

    def test_a_model_without_one_goes_on_answering(self):
        classifier = self.learn(examples(KIND, MEAN))
        expected = ask(classifier, "lovely")

        with switched_on(TinyEncoder()):
            self.assertEqual(ask(self.classifier(), "lovely"), expected)


class RecognitionTests(SimpleTestCase):
    def test_case_and_accents_do_not_matter(self):
        self.assertEqual(fingerprint("Café au lait!"), fingerprint("CAFE  AU LAIT!"))
        self.assertNotEqual(fingerprint("Café au lait!"), fingerprint("Café au lait"))

    def test_it_is_two_numbers_that_differ(self):
        first, second = fingerprint("cat")

        self.assertNotEqual(first, second)
        self.assertTrue(0 <= first < 2**32 and 0 <= second < 2**32)
