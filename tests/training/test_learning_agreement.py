import json
import tempfile
from pathlib import Path
from unittest.mock import patch

from django.test import SimpleTestCase, tag

from training.learning.forest import Forest
from training.learning.graphs import Shelf
from training.learning.numbers import Classifier, learn

from .forests import ASSETS, chromium, serving
from .tables import COLOUR, NUMBER, mixed, sums, table, three_and_three

CLASSIFY = """async ({files, schema, assets, rows}) => {
    const { ForestClassifier } =
        await import("/static/js/learning/forest_classifier.js");
    const classifier = await ForestClassifier.load(files, schema, { assets });
    const answers = [];
    for (const row of rows) {
        const confidences = {};
        for (const { label, confidence } of await classifier.classify(row)) {
            confidences[label] = confidence;
        }
        answers.push(schema.labels.map(({ number }) => confidences[number]));
    }
    classifier.dispose();
    return answers;
}"""

COUNT_TENSORS = """async ({files, assets}) => {
    const full = (address) => new URL(address, location.href).href;
    const worker = new Worker("/counting_worker.js");
    const counts = [];
    const ask = (task, details) => new Promise((resolve) => {
        worker.onmessage = ({ data }) => {
            if (data.problem) resolve(data.problem);
            if (typeof data === "number") resolve(data);
        };
        worker.postMessage({ id: 1, task, details });
    });
    counts.push(await ask("load", { files: full(files), assets: Object.fromEntries(
        Object.entries(assets).map(([name, address]) => [name, full(address)])) }));
    for (let i = 0; i < 20; i++) {
        counts.push(await ask("classify", { row: [i, "NA", null, null] }));
    }
    worker.terminate();
    return counts;
}"""


@tag("slow")
class AgreementTests(SimpleTestCase):
    """Browser and server give the same answers with the same model."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.models = Path(
            cls.enterClassContext(tempfile.TemporaryDirectory(prefix="models-"))
        )
        cls.address = cls.enterClassContext(serving(cls.models))
        cls.browser = cls.enterClassContext(chromium())

    def setUp(self):
        self.lessons = 0
        self.page = self.browser.new_page()
        self.addCleanup(self.page.close)
        self.page.goto(self.address)

    def assertAgree(self, learnt, rows):
        self.lessons += 1
        folder = self.models / f"{self.id()}-{self.lessons}"
        self.lesson = learn(learnt, folder, lambda stage, fraction: None)
        classifier = Classifier.load(
            (folder / "ydf.zip").read_bytes(),
            json.loads((folder / "mapping.json").read_text()),
        )

        answers = self.in_browser(learnt, folder.name, rows)

        for row, answer in zip(rows, answers, strict=True):
            for ours, theirs in zip(classifier.classify(row), answer, strict=True):
                self.assertAlmostEqual(ours, theirs, delta=1e-4, msg=f"{row}")
        return answers

    def in_browser(self, learnt, name, rows):
        labels = [
            {"number": 10 * place, "name": label}
            for place, label in enumerate(learnt.labels)
        ]
        return self.page.evaluate(
            CLASSIFY,
            {
                "files": f"/models/{name}/",
                "schema": {"fields": [], "labels": labels},
                "assets": ASSETS,
                "rows": rows,
            },
        )

    def test_two_labels(self):
        answers = self.assertAgree(three_and_three(), [(2.0,), (12.0,), (7.1,)])

        self.assertGreater(answers[0][0], 0.8)
        self.assertGreater(answers[1][1], 0.8)

    def test_gaps_and_choices_in_any_script(self):
        learnt = mixed()

        self.assertAgree(
            learnt, [*learnt.rows, (None,) * 4, (5.0, "never seen", 1.0, None)]
        )

    def test_a_graph_is_used_again_with_other_trees(self):
        colours = COLOUR.choices[:2]
        rows = [(float(i), colours[i % 2]) for i in range(12)]
        by_number = table(rows, [int(i > 5) for i in range(12)], [NUMBER, COLOUR])
        by_colour = table(rows, [i % 2 for i in range(12)], [NUMBER, COLOUR])
        by_fewer = table(rows[:7], [i % 2 for i in range(7)], [NUMBER, COLOUR])
        asked = [*rows, (None, None), (3.0, "never seen")]

        with (
            patch("training.learning.forest.shelf", Shelf()),
            patch.object(
                Forest, "_save", autospec=True, side_effect=Forest._save
            ) as save,
        ):
            first = self.assertAgree(by_number, asked)
            second = self.assertAgree(by_colour, asked)
            self.assertAgree(by_fewer, asked)

        self.assertEqual(save.call_count, 2)  # The fewer have other words first.
        self.assertGreater(first[1][0], 0.8)  # 1 and the second colour
        self.assertGreater(second[1][1], 0.8)

    def test_choices_only_and_one_that_no_example_has(self):
        rows = [(colour,) for colour in COLOUR.choices[:3] for _ in range(4)]

        self.assertAgree(
            table(rows, [0] * 8 + [1] * 4, [COLOUR]),
            [*rows[::4], ("x y",), (None,), ("NaN",)],
        )

    def test_numbers_of_any_size(self):
        numbers = [(1e300,), (1e30,), (5e36,), (-1e300,), (1e-300,), (-4.0,)]

        self.assertAgree(
            table(numbers, [0, 0, 0, 1, 1, 1]), [*numbers, (0.0,), (16777217.0,)]
        )

    def test_labels_without_examples(self):
        learnt = table(
            [(1.0,), (2.0,), (3.0,), (11.0,), (12.0,), (13.0,)],
            [1, 1, 1, 3, 3, 3],
            labels="abcde",
        )

        [answer] = self.assertAgree(learnt, [(2.0,)])

        self.assertEqual([answer[0], answer[2], answer[4]], [0, 0, 0])

    def test_thirty_labels(self):
        rows = [(float(i // 3), float(i % 3)) for i in range(90)]
        labels = [str(number) for number in range(30)]

        self.assertAgree(
            table(rows, [i // 3 for i in range(90)], [NUMBER] * 2, labels), rows
        )

    def test_boosted_trees(self):
        for label_count in (2, 3):
            with self.subTest(label_count=label_count):
                learnt = sums(300, label_count)

                self.assertAgree(learnt, learnt.rows[:20])

                method = self.lesson.evaluation["trained"]["method"]
                self.assertEqual(method, "boosted")

    def test_a_missing_model_is_said_so(self):
        with self.assertRaisesMessage(Exception, "did not arrive (404)."):
            self.in_browser(three_and_three(), "nowhere", [])

    def test_no_tensors_are_left(self):
        folder = self.models / "tensors"
        learn(mixed(), folder, lambda stage, fraction: None)

        loaded, *later = self.page.evaluate(
            COUNT_TENSORS, {"files": "/models/tensors/", "assets": ASSETS}
        )

        self.assertEqual(later, [loaded] * 20)
