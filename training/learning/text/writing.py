"""The files of a text model, which browsers and the server read."""

import warnings
from pathlib import Path

from ..libraries import load_libraries
from .model import Model

ONE_FILE = 2**30  # bytes, more than any model has


def write_network(model: Model, folder: Path) -> None:
    """Write what TensorFlow.js reads: one dense layer with a softmax."""
    libraries = load_libraries()
    width, label_count = model.weights.shape
    layers = libraries.keras.layers
    network = libraries.keras.Sequential(
        [
            layers.InputLayer((width,), name="sentence"),
            layers.Dense(
                label_count,
                activation="softmax",
                kernel_initializer="zeros",
                name="labels",
            ),
        ],
        name="text",
    )
    network.set_weights([model.weights, model.biases])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It passes by a file of HDF5.
        libraries.convert_layers(network, str(folder), weight_shard_size_bytes=ONE_FILE)
