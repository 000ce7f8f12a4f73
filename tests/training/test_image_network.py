import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from django.test import SimpleTestCase, tag

from training import mobilenet, mobilenet_weights
from training.learning.libraries import load_libraries
from training.learning.networks.network import AT_ONCE, Network
from training.learning.networks.topology import read_blueprint

from .made_networks import Made, small_network
from .pictures import NAMES, make_picture

PICTURES = np.stack([make_picture(name) for name in NAMES])


def network_in(folder: Path) -> Network:
    return Network(read_blueprint(folder))


class NetworkTests(SimpleTestCase):
    """A network of TensorFlow.js in NumPy."""

    def test_it_says_the_same_of_a_picture_alone_or_among_others(self) -> None:
        network = network_in(small_network().store(self))
        many = np.concatenate([PICTURES] * 2)[: AT_ONCE + 3]

        together = network.run(many)

        self.assertEqual(together.shape, (AT_ONCE + 3, 10))
        for place, picture in enumerate(many):
            np.testing.assert_allclose(
                network.run(picture[None])[0], together[place], atol=1e-5
            )

    def test_threads_may_share_it(self) -> None:
        network = network_in(small_network().store(self))
        wanted = [network.run(picture[None]) for picture in PICTURES]

        with ThreadPoolExecutor(4) as threads:
            again = list(threads.map(network.run, [p[None] for p in PICTURES] * 4))

        for place, features in enumerate(again):
            np.testing.assert_array_equal(features, wanted[place % len(PICTURES)])

    def test_no_pictures_have_no_features(self) -> None:
        network = network_in(small_network().store(self))
        self.assertEqual(network.run(PICTURES[:0]).shape, (0, 10))

    def test_weights_may_come_in_several_files(self) -> None:
        one = network_in(small_network().store(self)).run(PICTURES)
        three = network_in(small_network().store(self, shards=3)).run(PICTURES)
        np.testing.assert_array_equal(one, three)

    def test_it_counts_by_itself(self) -> None:
        """A convolution of one pixel, and what is looked at: pixels / 127.5 - 1."""
        made = Made()
        name = made.convolution(3, 2)
        made.arrays[f"{name}/kernel"] = np.array(
            [[1, 0], [0, 2], [0, 0]], np.float32
        ).reshape(1, 1, 3, 2)
        made.arrays[f"{name}/bias"] = np.array([0.5, -1], np.float32)
        picture = np.full((1, 224, 224, 3), [255, 0, 7], np.uint8)

        [features] = network_in(made.store(self)).run(picture)

        np.testing.assert_allclose(features, [1.5, -3], atol=1e-5)


@tag("slow")
class LikeKerasTests(SimpleTestCase):
    """The same numbers as those of the library that made the network."""

    def test_every_kind_of_layer_does_what_it_does_in_keras(self) -> None:
        made = small_network()
        made.layer("GlobalAveragePooling2D")
        keras = load_libraries().keras
        twin = keras.Model.from_config(made.config())
        for layer in twin.layers:
            names = [weight.name.split(":")[0] for weight in layer.weights]
            layer.set_weights([made.arrays[name] for name in names])
        wanted = twin(PICTURES / np.float32(127.5) - 1).numpy()

        features = network_in(made.store(self)).run(PICTURES)

        self.assertGreater(float(np.ptp(wanted)), 0.1)
        np.testing.assert_allclose(features, wanted, atol=1e-4)

    def test_our_description_of_mobilenet_is_the_network_of_keras(self) -> None:
        twin = keras_mobilenet()
        folder = store_mobilenet(self, ours_of(twin))
        wanted = twin(PICTURES / np.float32(127.5) - 1).numpy().mean(axis=(1, 2))

        features = network_in(folder).run(PICTURES)

        self.assertGreater(float(np.ptp(wanted)), 0.1)
        np.testing.assert_allclose(features, wanted, atol=1e-4)

    def test_weights_of_keras_come_in_our_order(self) -> None:
        twin = keras_mobilenet()
        file = Path(self.enterContext(tempfile.TemporaryDirectory())) / "weights.h5"
        twin.save_weights(file)

        ours = mobilenet_weights.from_keras(file.read_bytes(), 0.35)

        self.assertEqual(ours, ours_of(twin))


def keras_mobilenet():
    """Return the network with random numbers, which its makers would not train from."""
    keras = load_libraries().keras
    twin = keras.applications.MobileNetV2(
        alpha=0.35, include_top=False, weights=None, input_shape=(224, 224, 3)
    )
    chance = np.random.default_rng(3)
    for layer in twin.layers:
        layer.set_weights(
            [
                chance.uniform(0.5, 1.5, each.shape)
                if each.ndim == 1
                else chance.normal(0, 1.5 / np.sqrt(fan(each)), each.shape)
                for each in layer.get_weights()
            ]
        )
    return twin


def fan(kernel: np.ndarray) -> int:
    """Return how many numbers one number of a convolution is made of."""
    height, width, takes, makes = kernel.shape
    return height * width * (1 if makes == 1 else takes)


def ours_of(twin) -> bytes:
    """Return its weights as our description of MobileNet has them."""
    arrays = {each.name.split(":")[0]: each.numpy() for each in twin.weights}
    network = mobilenet_weights.network_of(0.35)
    names = mobilenet_weights.shapes_of(network)
    return b"".join(arrays[name].tobytes() for name in names)


def store_mobilenet(test: SimpleTestCase, weights: bytes) -> Path:
    folder = Path(test.enterContext(tempfile.TemporaryDirectory()))
    (folder / "model.json").write_bytes(mobilenet.describe(0.35))
    (folder / "weights.bin").write_bytes(weights)
    return folder
