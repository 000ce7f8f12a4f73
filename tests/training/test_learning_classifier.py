import json
import subprocess
import sys
import threading

import numpy as np
from django.conf import settings
from django.test import SimpleTestCase, tag

from training.learning import rehearsal
from training.learning.encoding import Encoding, limited

from .learning import LearningTestCase
from .tables import mixed, sums, three_and_three


@tag("slow")
class ClassifierTests(LearningTestCase):
    def test_it_answers_exactly_as_ydf_does(self):
        for learnt in (mixed(), sums(300, 2), sums(300, 3)):
            with self.subTest(rows=len(learnt.rows)):
                classifier = self.learn(learnt)
                rows = [*learnt.rows, (None,) * len(learnt.columns)]

                outputs = classifier._model.predict(Encoding.of(learnt).arrays(rows))

                order = self.read("mapping.json")["label_order"]
                expected = rehearsal.in_label_order(outputs, order, len(learnt.labels))
                answers = [classifier.classify(row) for row in rows]
                np.testing.assert_allclose(answers, expected, atol=1e-6)

    def test_threads_may_share_it(self):
        learnt = mixed()
        classifier = self.learn(learnt)
        expected = [classifier.classify(row) for row in learnt.rows]
        wrong = []

        def work():
            for _ in range(20):
                answers = [classifier.classify(row) for row in learnt.rows]
                if answers != expected:
                    wrong.append(answers)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        self.assertEqual(wrong, [])

    def test_it_needs_no_tensorflow(self):
        self.learn(three_and_three())

        program = (
            "import json, sys; from pathlib import Path; import django; django.setup();"
            "from training.learning.numbers import Classifier;"
            "folder = Path(sys.argv[1]);"
            "mapping = json.loads((folder / 'mapping.json').read_text());"
            "zipped = (folder / 'ydf.zip').read_bytes();"
            "print(Classifier.load(zipped, mapping).classify([2.0]));"
            "assert 'tensorflow' not in sys.modules"
        )
        subprocess.run(
            [sys.executable, "-c", program, self.folder],
            cwd=settings.BASE_DIR,
            env={"DJANGO_SETTINGS_MODULE": "mlforkids.settings"},
            check=True,
            capture_output=True,
        )


class EncodingTests(SimpleTestCase):
    def test_fields_without_a_value_are_left_out(self):
        self.assertEqual(Encoding.of(mixed()).used, (0, 1, 3))

    def test_it_reads_its_own_mapping(self):
        encoding = Encoding.of(mixed())

        again = Encoding.from_mapping(json.loads(json.dumps(encoding.as_mapping())))

        self.assertEqual(again.as_mapping(), encoding.as_mapping())
        self.assertEqual(again.value(1, "青い"), "v2")

    def test_a_choice_nobody_declared_is_not_a_missing_one(self):
        encoding = Encoding.of(mixed())

        self.assertEqual(encoding.value(1, "never seen"), "other")
        self.assertEqual(encoding.value(1, None), "")

    def test_numbers_stay_where_forests_can_compare_them(self):
        self.assertEqual(limited(1e300), 1e37)
        self.assertEqual(limited(-1e300), -1e37)
        self.assertEqual(limited(1e-300), 0)
        self.assertEqual(limited(-2.5), -2.5)
