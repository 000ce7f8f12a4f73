import math
import tempfile
import unicodedata
from pathlib import Path

import numpy as np
from django.test import SimpleTestCase, tag

from training.learning import text

from .forests import chromium, serving
from .sentences import KIND, MEAN, ask, examples, quietly
from .test_text_classifier import TinyEncoder, switched_on

ASSETS = {
    "tfjs": "/static/vendor/tfjs/tf.es2017.min.js",
    "wordTable": "/static/base-models/words-en.bin",
}
ELSEWHERE = [
    ["Πού είναι ο σταθμός;", "Ποιος είσαι;", "ΟΔΟΣ ΣΩΚΡΑΤΟΥΣ", "Μου αρέσει ο ήλιος"],
    ["Где вокзал?", "Ёлка и щука", "Я люблю солнце", "Объезд у подъезда"],
    ["أين المحطة؟", "أُحِبُّ الشمس", "שלום לך", "אני אוהב את השמש"],
    ["स्टेशन कहाँ है?", "मुझे धूप पसंद है", "বাংলা ভাষা", "நான் பள்ளிக்குச் செல்கிறேன்"],
    ["สถานีอยู่ที่ไหน", "ฉันชอบแสงแดด", "ខ្ញុំស្រលាញ់", "ကျွန်တော် နေကို ချစ်တယ်"],
    [
        "駅はどこですか",
        "私は太陽が好きです",
        "车站在哪里",
        "我喜欢太阳",
        "역은 어디에 있습니까",
        "햇빛을 좋아해요",
    ],
]
NASTY = [
    "İstanbul ISPARTA ısı",
    "STRASSE Straße ﬁn ﬂoß ſ",
    "Ångström e\u0301\u0323 \u212b",
    "don't l'eau rock’n’roll",
    "😀👍🏽👩‍👩‍👧🇩🇰🇫🇷❤️",
    "a\u200bb\u00adc\ufeffd",
    "１２３ ４५६ ٣٫٥ 3.14 ½ x²",
    "𝓱𝓮𝓵𝓵𝓸 𠮷野家",
    "\U0001fae8 \u0378",
    "c++ #1 @you $5 50% ¯\\_(ツ)_/¯",
    "__proto__ constructor toString",
    "z\u0300\u0301\u0302\u0303\u0304\u0305",
    "…",
    "x" * 2000,
]
SENTENCES = [*KIND, *MEAN, *NASTY, *(each for texts in ELSEWHERE for each in texts)]

ANSWER = """async ({files, schema, assets, texts, encoder}) => {
    const { TextClassifier } = await import("/static/js/learning/text_classifier.js");
    TextClassifier.prepare({ assets });
    const encode = async (text) => encoder && encoder[text];
    const classifier = await TextClassifier.load(files, schema, { assets, encode });
    const before = globalThis.tf.memory().numTensors;
    const answers = [];
    for (const text of texts) {
        const confidences = {};
        for (const { label, confidence } of await classifier.classify(text)) {
            confidences[label] = confidence;
        }
        answers.push({
            confidences: schema.labels.map(({ number }) => confidences[number]),
            told: await classifier.explain(text),
        });
    }
    const tensors = [before, globalThis.tf.memory().numTensors];
    classifier.dispose();
    return { answers, tensors: [...tensors, globalThis.tf.memory().numTensors] };
}"""


@tag("slow")
class TextAgreementTests(SimpleTestCase):
    """Browser and server give the same answers with the same model."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="models-")
        cls.models = Path(cls.enterClassContext(folder))
        cls.address = cls.enterClassContext(serving(cls.models))
        cls.browser = cls.enterClassContext(chromium())

    def setUp(self):
        self.page = self.browser.new_page()
        self.addCleanup(self.page.close)
        self.problems = []
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.goto(self.address)

    def assertAgree(self, learnt, texts, encoder=None):
        folder = self.models / self.id()
        self.lesson = text.learn(learnt, folder, quietly)
        classifier = text.SentenceClassifier.from_files(
            lambda name: (folder / name).read_bytes()
        )
        labels = [
            {"number": 10 * place, "name": label}
            for place, label in enumerate(learnt.labels)
        ]
        told = {
            "files": f"/models/{folder.name}/",
            "schema": {"fields": [], "labels": labels},
            "assets": ASSETS,
            "texts": texts,
            "encoder": encoder and vectors(encoder, texts),
        }
        answer = self.page.evaluate(ANSWER, told)
        for each, (asked, expected) in zip(
            answer["answers"], [(t, ask(classifier, t)) for t in texts], strict=True
        ):
            for ours, theirs in zip(expected, each["confidences"], strict=True):
                self.assertAlmostEqual(ours, theirs, delta=1e-4, msg=asked)
            self.assertExplains(each["told"], classifier, asked)
        loaded, asked, disposed = answer["tensors"]
        self.assertEqual((asked, disposed), (loaded, 0))
        return [each["told"] for each in answer["answers"]]

    def assertExplains(self, told, classifier, asked):
        """All words' pushes are what the server's model says; so are all parts'."""
        sentence = classifier.reader.read(asked)
        [encoded] = classifier.reader.encode([asked])
        if told["isNew"]:
            logits = np.log(classifier.shares)
        else:
            logits = classifier.model.logits(sentence, encoded)
        whole = [part for part in told["parts"] if part["kind"] == "encoder"]
        for pushing in ([*told["tokens"], *whole], told["parts"]):
            for place, logit in enumerate(logits - logits.mean()):
                pushes = math.fsum(each["pushes"][place] for each in pushing)
                self.assertAlmostEqual(
                    pushes + told["bias"][place], logit, delta=1e-5, msg=asked
                )
        spans = [(token.text, token.start, token.end) for token in sentence.tokens]
        composed = unicodedata.normalize("NFC", asked)
        utf16 = [
            (t, units(composed[:start]), units(composed[:end]))
            for t, start, end in spans
        ]
        given = [(t["text"], t["start"], t["end"]) for t in told["tokens"]]
        self.assertEqual(given, utf16)

    def test_english_with_meanings(self):
        told = self.assertAgree(examples(KIND, MEAN), SENTENCES)

        self.assertTrue(self.lesson.evaluation["trained"]["meaning"])
        self.assertTrue(all(each["isExample"] for each in told[:12]))
        self.assertFalse(any(each["isExample"] for each in told[12:]))
        self.assertFalse(any(each["isNew"] for each in told[:12]))
        self.assertTrue(told[SENTENCES.index("駅はどこですか")]["isNew"])
        self.assertEqual(self.problems, [])

    def test_every_script_at_once(self):
        told = self.assertAgree(
            examples([*ELSEWHERE[0], "Where is the station?"], *ELSEWHERE[1:]),
            [*SENTENCES, "ПОДЪЕЗД", "οδος", "Strasse", "שמש"],
        )

        self.assertFalse(self.lesson.evaluation["trained"]["meaning"])
        self.assertFalse(told[SENTENCES.index("駅はどこですか")]["isNew"])
        self.assertTrue(told[SENTENCES.index("駅はどこですか")]["isExample"])

    def test_labels_without_examples(self):
        [told, *_] = self.assertAgree(
            examples([], KIND, [], MEAN, labels=5), SENTENCES[:20]
        )

        self.assertEqual([each["label"] for each in told["labels"]], [10, 30])

    def test_thirty_labels(self):
        texts = [[f"{word} number {i}" for word in KIND[:3]] for i in range(30)]

        self.assertAgree(examples(*texts), SENTENCES[:20])

    def test_an_encoder(self):
        with switched_on(TinyEncoder()):
            told = self.assertAgree(
                examples(KIND, MEAN), ["zauberhaft", *SENTENCES[:20]], TinyEncoder()
            )

        kinds = {part["kind"] for part in told[0]["parts"]}
        self.assertIn("encoder", kinds)

    def test_a_missing_model_is_said_so(self):
        with self.assertRaisesMessage(Exception, "did not arrive (404)."):
            self.page.evaluate(
                ANSWER,
                {
                    "files": "/models/nowhere/",
                    "schema": {"fields": [], "labels": []},
                    "assets": ASSETS,
                    "texts": [],
                },
            )


def vectors(encoder, texts):
    return {
        told: {"encoder": encoder.id, "vector": row}
        for told, row in zip(texts, encoder.encode(texts).tolist(), strict=True)
    }


def units(told):
    """Return the length of a text as JavaScript counts it."""
    return len(told.encode("utf-16-le")) // 2
