import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from unittest import skipUnless
from unittest.mock import patch

import numpy as np
from django.conf import settings
from django.test import SimpleTestCase
from safetensors.numpy import load_file, save_file

from training.learning import encoder
from training.learning.encoder import bert

from .encoders import LONGEST, VOCABULARY, change, make_encoder, switch_on, unigram
from .loops import Bert

TEXTS = ["hello sun", "the lamp on", "rain", "sun light the sky", "Hello, SUN", "zebra"]
CLOSE = 2e-6  # what 32 bits leave of two ways to add up the same


class EncodeTests(SimpleTestCase):
    """Vectors are those that the papers' formulas give, however they are asked for."""

    def encode(self, folder: Path, *texts: str) -> np.ndarray:
        switch_on(self, folder)
        return encoder.current().encode(texts)

    def assert_same(self, found: np.ndarray, expected: object) -> None:
        np.testing.assert_allclose(found, expected, rtol=0, atol=CLOSE)

    def assert_as_by_loops(
        self, folder: Path, pooling: str, prefix: str = "", **options: int
    ) -> None:
        by_loops = Bert(folder, prefix)
        for text, ids in {
            "hello sun": [2, 4, 5, 3],
            "The lamp": [2, 13, 10, 3],
            "on zz": [2, 11, VOCABULARY.index("z"), VOCABULARY.index("##z"), 3],
            "": [2, 3],
        }.items():
            with self.subTest(text):
                expected = by_loops.encode(ids, pooling, **options)
                self.assert_same(self.encode(folder, text)[0], expected)

    def test_they_are_those_of_a_network_of_loops(self) -> None:
        for pooling in ("mean", "cls", "max"):
            with self.subTest(pooling):
                folder = make_encoder(self, pooling=pooling)
                self.assert_as_by_loops(folder, pooling)

    def test_another_activation_is_used(self) -> None:
        self.assert_as_by_loops(make_encoder(self, hidden_act="relu"), "mean")

    def test_a_dense_layer_comes_after_the_pooling(self) -> None:
        folder = make_encoder(self, dense=True)

        self.assert_as_by_loops(folder, "mean")
        self.assertEqual(self.encode(folder, "sun").shape, (1, 7))

    def test_descendants_of_roberta_begin_after_the_padding(self) -> None:
        folder = make_encoder(self, model_type="xlm-roberta", pad_token_id=1)

        self.assert_as_by_loops(folder, "mean", first_place=2)

    def test_names_with_a_prefix_are_found(self) -> None:
        self.assert_as_by_loops(make_encoder(self, prefix="bert."), "mean", "bert.")

    def test_half_floats_are_read(self) -> None:
        self.assert_as_by_loops(make_encoder(self, dtype=np.float16), "mean")

    def test_the_newer_way_to_name_the_pooling_is_read(self) -> None:
        folder = make_encoder(self)
        (folder / "1_Pooling/config.json").write_text('{"pooling_mode": "max"}')

        self.assert_as_by_loops(folder, "max")

    def test_a_unigram_tokenizer_works(self) -> None:
        folder = make_encoder(self, tokenizer=unigram())
        expected = Bert(folder).encode([2, 4, 5, 4, 6, 3], "mean")  # ▁ hello ▁ sun

        self.assert_same(self.encode(folder, "hello sun")[0], expected)

    def test_every_vector_has_length_1(self) -> None:
        vectors = self.encode(make_encoder(self), *TEXTS)

        self.assertEqual(vectors.dtype, np.float32)
        self.assert_same(np.linalg.norm(vectors, axis=1), np.ones(len(TEXTS)))

    def test_many_at_once_are_as_each_alone(self) -> None:
        self.enterContext(patch.object(bert, "TOKENS_AT_ONCE", 9))
        folder = make_encoder(self)

        together = self.encode(folder, *TEXTS, *TEXTS[::-1])

        alone = [self.encode(folder, text)[0] for text in TEXTS]
        np.testing.assert_allclose(together, alone + alone[::-1], rtol=0, atol=1e-6)
        self.assertGreater(np.abs(together[0] - together[1]).max(), 0.01)

    def test_no_texts_are_no_vectors(self) -> None:
        self.assertEqual(self.encode(make_encoder(self)).shape, (0, 12))

    def test_what_is_too_long_is_cut(self) -> None:
        words = ["sun", "rain"] * LONGEST
        kept = " ".join(words[: LONGEST - 2])  # and the two ends

        whole, cut = self.encode(make_encoder(self), " ".join(words), kept)
        shorter = self.encode(make_encoder(self), " ".join(words[: LONGEST - 3]))

        self.assert_same(whole, cut)
        self.assertGreater(np.abs(whole - shorter[0]).max(), 1000 * CLOSE)

    def test_any_text_has_a_vector(self) -> None:
        texts = ["", "  \n", "😀", "a\0b", "\ud83d", "سلام", "あ" * 3000, "[CLS][MASK]"]

        vectors = self.encode(make_encoder(self), *texts)

        self.assertTrue(np.isfinite(vectors).all())
        self.assert_same(vectors[0], vectors[1])

    def test_spaces_around_a_text_have_no_effect(self) -> None:
        folder = make_encoder(self, tokenizer=unigram())

        one, other = self.encode(folder, "hello sun", "  hello sun \n")

        self.assert_same(one, other)

    def test_large_numbers_inside_do_no_harm(self) -> None:
        folder = make_encoder(self)
        file = folder / "model.safetensors"
        arrays = load_file(file)
        arrays["encoder.layer.0.attention.self.query.weight"] *= 1e4
        save_file(arrays, file)

        self.assertTrue(np.isfinite(self.encode(folder, *TEXTS)).all())

    def test_capitals_go_where_the_folder_says_so(self) -> None:
        folder = make_encoder(self, tokenizer=unigram())
        one, other = self.encode(folder, "Hello", "hello")
        self.assertGreater(np.abs(one - other).max(), 0.01)

        folder = make_encoder(self, tokenizer=unigram())
        change(folder / "sentence_bert_config.json", do_lower_case=True)
        one, other = self.encode(folder, "Hello", "hello")
        self.assert_same(one, other)


FETCHED = settings.DATA_DIR / "base-models/all-MiniLM-L6-v2"


@skipUnless(FETCHED.exists(), "Run: manage.py fetch_base_models all-MiniLM-L6-v2")
class KnownAnswerTests(SimpleTestCase):
    """The real network gives what its makers' library is documented to give."""

    def test_of_all_minilm(self) -> None:
        switch_on(self, FETCHED)

        vectors = encoder.current().encode(
            [
                "The weather is lovely today.",
                "It's so sunny outside!",
                "He drove to the stadium.",
            ]
        )

        # From the quick start of sbert.net.
        expected = [[1, 0.6660, 0.1046], [0.6660, 1, 0.1411], [0.1046, 0.1411, 1]]
        np.testing.assert_allclose(vectors @ vectors.T, expected, rtol=0, atol=5e-5)


class CurrentTests(SimpleTestCase):
    """Which encoder is on."""

    def test_none_is_on_unless_it_was_switched_on(self) -> None:
        self.assertEqual(settings.TEXT_ENCODER, "")
        self.assertIsNone(encoder.current())

    def test_it_is_named_after_its_folder_and_its_weights(self) -> None:
        folder = make_encoder(self)
        switch_on(self, folder)
        digest = sha256((folder / "model.safetensors").read_bytes()).hexdigest()

        found = encoder.current()

        self.assertEqual(found.id, f"tiny@{digest[:8]}")
        self.assertEqual((found.name, found.width), ("tiny", 12))

    def test_the_name_of_a_base_model_is_where_it_is_fetched_to(self) -> None:
        folder = make_encoder(self)
        name = folder.with_name("all-MiniLM-L6-v2")
        folder.rename(name)

        with self.settings(BASE_MODELS=name.parent, TEXT_ENCODER=name.name):
            self.assertEqual(encoder.current().name, "all-MiniLM-L6-v2")

    def test_it_is_loaded_once_for_all_threads(self) -> None:
        switch_on(self, make_encoder(self))

        with (
            patch.object(bert, "Network", wraps=bert.Network) as network,
            ThreadPoolExecutor(8) as threads,
        ):
            found = list(threads.map(lambda _: encoder.current(), range(8)))

        self.assertEqual(network.call_count, 1)
        self.assertEqual(len({id(each) for each in found}), 1)

    def test_threads_may_use_it_at_the_same_time(self) -> None:
        switch_on(self, make_encoder(self))
        found = encoder.current()
        alone = found.encode(TEXTS)

        with ThreadPoolExecutor(4) as threads:
            for each in threads.map(lambda _: found.encode(TEXTS), range(40)):
                np.testing.assert_array_equal(each, alone)

    def test_one_that_is_gone_is_missed(self) -> None:
        folder = make_encoder(self)
        (folder / "model.safetensors").unlink()
        switch_on(self, folder)

        with self.assertRaisesMessage(
            encoder.NoEncoder, "model.safetensors is missing"
        ):
            encoder.current()

    def test_while_none_is_on_its_libraries_are_not_loaded(self) -> None:
        program = (
            "import sys, django; django.setup()\n"
            "from training import encoding_api\n"
            "from training.learning import encoder\n"
            "encoder.check(); assert encoder.current() is None\n"
            "print({'tokenizers', 'safetensors', 'tensorflow'} & set(sys.modules))\n"
        )

        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )

        self.assertEqual(done.stdout, "set()\n")
