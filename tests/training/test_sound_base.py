import json
import re
from pathlib import Path
from unittest.mock import patch

import numpy as np
from django.conf import settings
from django.test import SimpleTestCase, tag

from training.learning.libraries import load_libraries
from training.learning.networks.network import Network
from training.learning.networks.topology import NoBase, read_blueprint
from training.learning.sounds import bases, find_base, hearing

from .made_sounds import MADE, RATE, make_sound

VECTORS = Path(__file__).parent.parent / "sound_features.json"
MODEL = bases.FOLDER / "model.json"


class HearTests(SimpleTestCase):
    """What the base that the site ships hears in sounds."""

    def test_it_hears_what_it_heard_when_models_were_made_with_it(self) -> None:
        wanted = json.loads(VECTORS.read_text())
        self.assertEqual(list(wanted), list(MADE))
        for name in MADE:
            [heard] = bases.current_base().features([make_sound(name)])
            np.testing.assert_allclose(heard, wanted[name], atol=1e-5)

    def test_every_part_weighs_what_it_is_to_weigh(self) -> None:
        [heard] = bases.current_base().features([make_sound("word")])
        parts = np.split(heard, [256, 296, 336])
        weights = [float(np.linalg.norm(part)) for part in parts]
        wanted = [1, hearing.TIMBRE, hearing.TIMBRE, hearing.NOTE]
        np.testing.assert_allclose(weights, wanted, atol=1e-5)

    def test_sounds_of_any_length_are_heard(self) -> None:
        sounds = [np.ones(length, np.float32) for length in (0, 1, RATE, 5 * RATE)]
        heard = bases.current_base().features(sounds)
        self.assertEqual(heard.shape, (4, bases.current_base().size))
        self.assertTrue(np.isfinite(heard).all())


class BaseTests(SimpleTestCase):
    """What is said of the base, and whose models it is of use for."""

    def test_browsers_are_told_where_it_is(self) -> None:
        with patch.object(bases, "static", side_effect=lambda path: f"/static/{path}"):
            told = bases.current_base().describe()
        self.assertRegex(told["id"], "^[0-9a-f]{16}$")
        self.assertEqual(told["features"], 396)
        for address in told["files"].values():
            file = Path(settings.BASE_DIR) / address.removeprefix("/")
            self.assertTrue(file.is_file(), address)

    def test_models_stay_with_their_base(self) -> None:
        base = bases.current_base()
        self.assertIs(find_base(base.id), base)
        self.assertIsNone(find_base("0" * 16))

    def test_its_id_changes_with_what_is_heard_beside_the_network(self) -> None:
        with patch.object(bases, "VERSION", "another"):
            other = bases.id_of(bases.current_base().network)
        self.assertNotEqual(other, bases.current_base().id)

    def test_one_of_pictures_is_refused(self) -> None:
        with self.assertRaises(NoBase):
            read_blueprint(bases.FOLDER)

    def test_what_it_was_made_of_is_named(self) -> None:
        about = (bases.FOLDER.parent / "README.md").read_text()
        self.assertIn(bases.NAME, about)
        self.assertIn("Speech Commands", about)
        self.assertIn("espeak-ng", about)
        self.assertTrue(re.search(r"CC BY 4\.0", about))


@tag("slow")
class LikeKerasTests(SimpleTestCase):
    """The same numbers as those of the library that made the network."""

    def test_it_hears_what_keras_hears(self) -> None:
        config = json.loads(MODEL.read_text())["modelTopology"]
        twin = load_libraries().keras.Model.from_config(
            config.get("model_config", config)["config"]
        )
        blueprint = read_blueprint(bases.FOLDER, bases.PICTURE)
        arrays = arrays_of(blueprint)
        for layer in twin.layers:
            names = [weight.name.split(":")[0] for weight in layer.weights]
            layer.set_weights([arrays[name] for name in names])
        pictures = np.random.default_rng(1).normal(0, 1, (3, *bases.PICTURE))
        wanted = twin(pictures.astype(np.float32)).numpy()

        heard = bases.current_base().network.run(pictures.astype(np.float32))

        self.assertGreater(float(np.ptp(wanted)), 0.1)
        np.testing.assert_allclose(heard, wanted, atol=1e-4)


def arrays_of(blueprint) -> dict[str, np.ndarray]:
    numbers = np.frombuffer(Network(blueprint).weights, "<f4")
    sizes = np.cumsum([int(np.prod(shape)) for shape in blueprint.arrays.values()])
    cut = np.split(numbers, sizes[:-1])
    return {
        name: part.reshape(shape)
        for (name, shape), part in zip(blueprint.arrays.items(), cut, strict=True)
    }
