import json
from pathlib import Path
from unittest.mock import patch

import numpy as np
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import SimpleTestCase

from tests.school import SchoolTestCase
from training.base_models import MOBILENET_V2
from training.checks import IMAGE_BASE, NETWORKS
from training.learning.images import bases

from .made_networks import Made, change, small_network, switch_on
from .pictures import make_picture


class CurrentBaseTests(SimpleTestCase):
    """What looks at pictures, by what the operator has set and fetched."""

    def test_with_nothing_fetched_there_are_simple_eyes(self) -> None:
        with self.settings(IMAGE_BASE="", BASE_MODELS=Path("/nowhere")):
            base = bases.current_base()
        self.assertEqual(base.kind, "simple-eyes")
        self.assertEqual(base.id, "simple-eyes-1")
        self.assertIsNone(base.describe()["files"])
        self.assertEqual(base.describe()["features"], 3162)

    def test_what_was_fetched_is_used_without_a_setting(self) -> None:
        folder = small_network().store(self)
        folder.rename(folder.with_name(MOBILENET_V2.name))
        with self.settings(IMAGE_BASE="", BASE_MODELS=folder.parent):
            self.assertEqual(bases.current_base().name, MOBILENET_V2.name)
            with self.settings(IMAGE_BASE="simple-eyes"):
                self.assertEqual(bases.current_base().kind, "simple-eyes")

    def test_a_fetched_one_may_be_named(self) -> None:
        folder = small_network().store(self)
        folder.rename(folder.with_name(MOBILENET_V2.name))
        with self.settings(IMAGE_BASE=MOBILENET_V2.name, BASE_MODELS=folder.parent):
            self.assertEqual(bases.current_base().name, MOBILENET_V2.name)

    def test_a_folder_may_be_named_and_browsers_are_told_what_it_is(self) -> None:
        switch_on(self, small_network().store(self))

        base = bases.current_base()

        self.assertRegex(base.id, "^[0-9a-f]{16}$")
        told = base.describe()
        self.assertEqual(told["kind"], "network")
        self.assertEqual(told["features"], 10)
        self.assertAlmostEqual(told["scale"] * 255 + told["offset"], 1)
        start = f"/base-models/{base.id}"
        files = {"model": f"{start}/model.json", "weights": f"{start}/weights.bin"}
        self.assertEqual(told["files"], files)

    def test_its_own_scale_is_used(self) -> None:
        folder = small_network().store(self)
        picture = make_picture("disc")[None]
        before = bases.load(folder)
        other = small_network().store(self)
        change(other, userDefinedMetadata={"scale": 1 / 255, "offset": 0})

        after = bases.load(other)

        self.assertEqual((after.scale, after.offset), (1 / 255, 0))
        self.assertFalse(np.allclose(before.features(picture), after.features(picture)))
        self.assertNotEqual(before.id, after.id)

    def test_its_id_changes_with_its_weights_and_with_nothing_else(self) -> None:
        folder = small_network().store(self)
        described = json.loads((folder / "model.json").read_text())["modelTopology"]
        change(folder, modelTopology=described | {"keras_version": "9"})
        one = bases.load(folder).id
        again = bases.load(small_network().store(self, shards=2)).id
        other = bases.load(small_network(seed=2).store(self)).id

        self.assertEqual(one, again)
        self.assertNotEqual(one, other)

    def test_it_is_read_once(self) -> None:
        switch_on(self, small_network().store(self))
        base = bases.current_base()

        with patch.object(bases, "read_blueprint", side_effect=AssertionError):
            self.assertIs(bases.current_base(), base)
            self.assertIs(bases.find_base(base.id), base)

    def test_models_find_the_base_that_they_were_made_with(self) -> None:
        switch_on(self, small_network().store(self))
        self.assertEqual(bases.find_base("simple-eyes-1"), bases.SIMPLE_EYES)
        self.assertIsNone(bases.find_base("0123456789abcdef"))

    def test_one_that_is_lost_hides_no_other(self) -> None:
        switch_on(self, "/nowhere/at/all")
        self.assertEqual(bases.find_base("simple-eyes-1"), bases.SIMPLE_EYES)


class RefuseBaseTests(SimpleTestCase):
    """A folder that we cannot run is refused at the start, with one sentence."""

    def assert_refused(self, folder: Path | str, why: str) -> None:
        switch_on(self, folder)
        found = run_checks(tags=[IMAGE_BASE])
        self.assertEqual(len(found), 1, why)
        self.assertIn(why, found[0].msg)
        self.assertIn("IMAGE_BASE", found[0].msg)

    def test_one_that_works_is_not(self) -> None:
        for folder in (small_network().store(self), "simple-eyes", ""):
            switch_on(self, folder)
            self.assertEqual(run_checks(tags=[IMAGE_BASE]), [])

    def test_the_site_does_not_start(self) -> None:
        switch_on(self, "/nowhere/at/all")
        with self.assertRaisesMessage(SystemCheckError, "there is no such folder"):
            call_command("check", tags=NETWORKS)

    def test_names_and_folders_that_are_not_there(self) -> None:
        self.assert_refused("mobilnet", "neither a base model nor the path")
        self.assert_refused("all-MiniLM-L6-v2", "neither a base model nor the path")
        with self.settings(BASE_MODELS=Path("/nowhere")):
            self.assert_refused(MOBILENET_V2.name, "there is no such folder")

    def test_a_broken_one_that_was_fetched(self) -> None:
        folder = small_network().store(self)
        folder.rename(folder.with_name(MOBILENET_V2.name))
        (folder.with_name(MOBILENET_V2.name) / "model.json").unlink()
        with self.settings(BASE_MODELS=folder.parent):
            self.assert_refused("", "model.json is missing")

    def test_files_that_are_missing_or_damaged(self) -> None:
        folder = small_network().store(self)
        weights = folder / "group1-shard1of1.bin"
        weights.write_bytes(weights.read_bytes()[:-4])
        self.assert_refused(folder, "its weights have another size than it says")
        weights.unlink()
        self.assert_refused(folder, "its weights are missing")
        (folder / "model.json").write_text("{")
        self.assert_refused(folder, "model.json is not JSON")
        (folder / "model.json").write_text("[]")
        self.assert_refused(folder, "it is not described as expected")

    def test_weights_elsewhere(self) -> None:
        folder = small_network().store(self)
        manifest = json.loads((folder / "model.json").read_text())["weightsManifest"]
        change(folder, weightsManifest=[manifest[0] | {"paths": ["../secret"]}])
        self.assert_refused(folder, "its weights lie in another folder")

    def test_weights_that_are_no_32_bit_floats(self) -> None:
        folder = small_network().store(self)
        manifest = json.loads((folder / "model.json").read_text())["weightsManifest"]
        manifest[0]["weights"][0]["quantization"] = {"dtype": "uint8"}
        change(folder, weightsManifest=manifest)
        self.assert_refused(folder, "its weights are not 32-bit floats")

    def test_layers_that_we_do_not_know(self) -> None:
        cases = {
            "it has a layer of the kind LSTM": ("LSTM", {}),
            "its activation is swish": ("Activation", {"activation": "swish"}),
            "does not begin at zero": ("ReLU", {"negative_slope": 0.1}),
            "its channels do not come last": (
                "GlobalAveragePooling2D",
                {"data_format": "channels_first"},
            ),
        }
        for why, (kind, config) in cases.items():
            made = small_network()
            made.layer(kind, **config)
            self.assert_refused(made.store(self), why)

    def test_convolutions_that_we_do_not_know(self) -> None:
        cases = {
            "is dilated, or in groups": {"dilation_rate": [2, 2]},
            "multiplies its channels": {"depth_multiplier": 2},
        }
        for why, config in cases.items():
            made = small_network()
            made.depthwise(10, 3, **config)
            self.assert_refused(made.store(self), why)

    def test_pictures_of_another_size(self) -> None:
        made = Made()
        made.layers[0]["config"]["batch_input_shape"] = [None, 96, 96, 3]
        made.convolution(3, 4)
        self.assert_refused(made.store(self), "another size than 224 × 224 × 3")

    def test_weights_of_other_layers(self) -> None:
        made = small_network()
        made.convolution(11, 4)  # It gets 10 channels.
        self.assert_refused(made.store(self), "its weights do not fit its layers")


class BaseFileTests(SchoolTestCase):
    """GET /base-models/<id>/<name>: what a browser needs to look as we do."""

    def setUp(self) -> None:
        self.stored = small_network()
        switch_on(self, self.stored.store(self, shards=3))
        self.base = bases.current_base()
        self.client.force_login(self.ada)

    def get(self, name: str, base_id: str = ""):
        return self.client.get(f"/base-models/{base_id or self.base.id}/{name}")

    def test_weights_come_in_one_file_whatever_the_folder_has(self) -> None:
        answer = self.get("weights.bin")
        content = b"".join(each.tobytes() for each in self.stored.arrays.values())
        self.assertEqual(answer.content, content)
        self.assertEqual(answer["Content-Type"], "application/octet-stream")

    def test_the_description_names_that_file(self) -> None:
        [group] = self.get("model.json").json()["weightsManifest"]
        self.assertEqual(group["paths"], ["weights.bin"])
        self.assertEqual(len(group["weights"]), len(self.stored.arrays))

    def test_browsers_keep_them(self) -> None:
        cached = "private, max-age=31536000, immutable"
        for name in ("model.json", "weights.bin"):
            self.assertEqual(self.get(name)["Cache-Control"], cached)
            self.assertEqual(self.get(name)["X-Content-Type-Options"], "nosniff")

    def test_nothing_else_is_there(self) -> None:
        for name in ("head.json", "..", "group1-shard1of3.bin"):
            self.assertEqual(self.get(name).status_code, 404)
        for base_id in ("simple-eyes-1", "0123456789abcdef"):
            self.assertEqual(self.get("model.json", base_id).status_code, 404)

    def test_it_requires_login(self) -> None:
        self.client.logout()
        self.assertEqual(self.get("model.json").status_code, 302)

    def test_it_is_only_looked_at(self) -> None:
        answer = self.client.post(f"/base-models/{self.base.id}/model.json")
        self.assertEqual(answer.status_code, 405)
