import json
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import numpy as np
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import SimpleTestCase
from safetensors.numpy import load_file, save_file

from training.checks import TEXT_ENCODER
from training.learning import encoder

from .encoders import change, describe, make_encoder, switch_on, unigram, write


class RefuseTests(SimpleTestCase):
    """A folder that we cannot run is refused at the start, with one sentence."""

    def assert_refused(self, folder: Path, why: str) -> None:
        switch_on(self, folder)
        found = run_checks(tags=[TEXT_ENCODER])
        self.assertEqual(len(found), 1, why)
        self.assertIn(why, found[0].msg)
        self.assertIn("TEXT_ENCODER", found[0].msg)

    def test_one_that_works_is_not(self) -> None:
        for options in ({}, {"dense": True}, {"tokenizer": unigram()}):
            switch_on(self, make_encoder(self, **options))
            self.assertEqual(run_checks(tags=[TEXT_ENCODER]), [])

    def test_a_misspelt_name_is(self) -> None:
        for name in ("all-MinLM-L6-v2", "some/folder"):
            with (
                self.settings(TEXT_ENCODER=name),
                self.assertRaisesMessage(encoder.NoEncoder, name),
            ):
                encoder.check()

    def test_a_model_that_was_not_fetched_is(self) -> None:
        with (
            self.settings(TEXT_ENCODER="all-MiniLM-L6-v2", BASE_MODELS="/nowhere"),
            self.assertRaisesMessage(encoder.NoEncoder, "there is no such folder"),
        ):
            encoder.check()

    def test_other_architectures_are(self) -> None:
        cases = {
            "of the kind mpnet": {"model_type": "mpnet"},
            "its activation is gelu_new": {"hidden_act": "gelu_new"},
            "not absolute": {"position_embedding_type": "relative_key"},
            "does not divide": {"num_attention_heads": 5},
            "not as expected": {"num_hidden_layers": 0},
        }
        for why, changes in cases.items():
            with self.subTest(why):
                folder = make_encoder(self)
                change(folder / "config.json", **changes)
                self.assert_refused(folder, why)

    def test_other_ways_from_text_to_vector_are(self) -> None:
        cases: dict[str, Callable[[Path], None]] = {
            "built of WordEmbeddings, Pooling": lambda folder: write(
                folder / "modules.json",
                describe(["WordEmbeddings", "Pooling"], ["", "1_Pooling"]),
            ),
            "after the last step": lambda folder: write(
                folder / "modules.json",
                describe(
                    ["Transformer", "Pooling", "Normalize", "Dense"],
                    ["", "1_Pooling", "2", "3"],
                ),
            ),
            "one of mean, cls and max": lambda folder: change(
                folder / "1_Pooling/config.json", pooling_mode_max_tokens=True
            ),
            "not as expected": lambda folder: write(folder / "modules.json", {"a": 1}),
            "is not JSON": lambda folder: (folder / "config.json").write_text("{"),
        }
        for why, spoil in cases.items():
            with self.subTest(why):
                folder = make_encoder(self)
                spoil(folder)
                self.assert_refused(folder, why)

    def test_every_file_is_needed(self) -> None:
        for name in (
            "modules.json",
            "config.json",
            "sentence_bert_config.json",
            "tokenizer.json",
            "model.safetensors",
            "1_Pooling/config.json",
            "2_Dense/model.safetensors",
        ):
            with self.subTest(name):
                folder = make_encoder(self, dense=True)
                (folder / name).unlink()
                self.assert_refused(folder, f"{Path(name).name} is missing")

    def test_weights_that_do_not_fit_are(self) -> None:
        query = "encoder.layer.1.attention.self.query.weight"
        words = "embeddings.word_embeddings.weight"
        cases = {
            f"lack {query}": {query: None},
            f"{query} has another size": {query: np.zeros((12, 13), np.float32)},
            "of the kind I32": {query: np.zeros((12, 12), np.int32)},
            "fewer vectors than": {words: np.zeros((20, 12), np.float32)},
        }
        for why, changes in cases.items():
            with self.subTest(why):
                folder = make_encoder(self)
                file = folder / "model.safetensors"
                arrays = load_file(file) | changes
                kept = {name: each for name, each in arrays.items() if each is not None}
                save_file(kept, file)
                self.assert_refused(folder, why)

    def test_a_dense_layer_of_another_size_is(self) -> None:
        folder = make_encoder(self, dense=True)
        change(folder / "2_Dense/config.json", in_features=13)

        self.assert_refused(folder, "not that of the step before")

    def test_half_a_file_is(self) -> None:
        folder = make_encoder(self)
        file = folder / "model.safetensors"
        file.write_bytes(file.read_bytes()[:-1])

        self.assert_refused(folder, "damaged")

    def test_the_site_does_not_start_with_it(self) -> None:
        commands = "mlforkids.management.commands"
        self.enterContext(self.settings(TEXT_ENCODER="/nowhere"))
        for name, work, options in [
            ("serve", "_serve", {}),
            ("web", "handle", {"skip_checks": False}),
            ("work", "handle", {"skip_checks": False}),
        ]:
            with (
                self.subTest(name),
                patch(f"{commands}.{name}.Command.{work}"),
                self.assertRaisesMessage(SystemCheckError, "TEXT_ENCODER: /nowhere"),
            ):
                call_command(name, **options)

    def test_checking_reads_no_weights(self) -> None:
        folder = make_encoder(self)
        file = folder / "model.safetensors"
        content = bytearray(file.read_bytes())
        header = int.from_bytes(content[:8], "little")
        names = json.loads(content[8 : 8 + header])
        self.assertGreater(len(names), 20)
        content[8 + header :] = b"\xff" * (len(content) - 8 - header)
        file.write_bytes(content)
        switch_on(self, folder)

        self.assertEqual(run_checks(tags=[TEXT_ENCODER]), [])
