from django.test import SimpleTestCase, tag

from training.learning.text.reader import Reader
from training.learning.text.words import words_of

from .sentences import KIND, MEAN, SentencesTestCase, ask, examples


@tag("slow")
class WordsTests(SentencesTestCase):
    def test_the_words_that_only_one_label_has_are_its_strongest(self):
        self.learn(examples(KIND, MEAN))

        kind, mean = self.read("words.json")["labels"]
        self.assertLess({"lovely", "wonderful", "kind"}, words(kind))
        self.assertLess({"awful", "horrible", "stupid", "hate"}, words(mean))
        self.assertEqual(words(kind) & words(mean), set())

    def test_the_confidence_is_what_the_model_answers_to_the_word_alone(self):
        classifier = self.learn(examples(KIND, MEAN))

        for place, told in enumerate(self.read("words.json")["labels"]):
            for word in told["words"]:
                answer = ask(classifier, word["text"])[place]
                self.assertAlmostEqual(word["confidence"], answer, places=3)

    def test_the_numbers_that_people_see_only_go_down(self):
        self.learn(examples(KIND, MEAN))

        for told in self.read("words.json")["labels"]:
            seen = [
                (round(100 * word["confidence"]), word["count"])
                for word in told["words"]
            ]
            self.assertEqual(seen, sorted(seen, reverse=True))

    def test_words_of_a_single_example_are_left_out_where_others_are_enough(self):
        often = ["ant bee cow dog", "eel fox gnu hen"] * 2
        self.learn(examples([*often, "yak"], ["red blue green", "red pink"]))

        animals, colours = self.read("words.json")["labels"]
        self.assertNotIn("yak", words(animals))
        self.assertLessEqual({"red", "pink"}, words(colours))

    def test_labels_are_named_by_their_place_in_the_schema(self):
        self.learn(examples([], KIND, [], MEAN, labels=5))

        told = self.read("words.json")["labels"]
        self.assertEqual([each["label"] for each in told], [1, 3])

    def test_parts_of_words_are_in_several_of_them(self):
        self.learn(
            examples(
                ["running", "jumping", "singing", "sleeping"],
                ["walked", "danced", "cooked", "played"],
            )
        )

        doing, done = self.read("words.json")["labels"]
        self.assertIn("…ing", [part["text"] for part in doing["parts"]])
        self.assertIn("…ed", [part["text"] for part in done["parts"]])
        self.assertNotIn("…ing…", [part["text"] for part in doing["parts"]])
        self.assertTrue(all(part["push"] > 0 for part in doing["parts"]))

    def test_a_part_of_a_single_word_is_none(self):
        self.learn(examples(["cat", "bird"], ["mouse", "fly"]))

        parts = [told["parts"] for told in self.read("words.json")["labels"]]
        self.assertEqual(parts, [[], []])


class WordsOfTests(SimpleTestCase):
    def found(self, *texts):
        reader = Reader(False, None)
        found = words_of(texts, [reader.read(text) for text in texts])
        return [(word.text, word.count) for word in found]

    def test_each_example_counts_once_and_the_most_frequent_come_first(self):
        self.assertEqual(
            self.found("no no no", "yes we can", "yes"),
            [("yes", 2), ("can", 1), ("no", 1), ("we", 1)],
        )

    def test_a_word_is_spelt_as_most_examples_spell_it(self):
        self.assertEqual(self.found("Straße", "STRASSE", "Straße"), [("Straße", 3)])
        self.assertEqual(self.found("The", "the"), [("the", 2)])

    def test_accents_that_were_typed_in_two_parts_are_in_their_place(self):
        self.assertEqual(self.found("Cafe\u0301 Ole\u0301!"), self.found("Café Olé!"))


def words(told):
    return {word["text"] for word in told["words"]}
