"""The network, in Keras, and what of it is kept.

Howard et al. (2017), “MobileNets”, made small for pictures of sounds.
"""

import json
from pathlib import Path
from typing import Any

from training.learning.libraries import load_libraries
from training.learning.sounds.front_end import BANDS

FIRST = 24  # channels
# Channels and strides of the layers after the first
BLOCKS = ((48, 1), (64, 2), (64, 1), (96, 2), (128, 1))
MEMORY = 0.9  # of what is usual: few steps have to do
FORGOTTEN = 0.3  # of the features, while it learns: Srivastava et al. (2014)


def make_network(labels: int) -> tuple[Any, Any]:
    """Return what tells words apart, and the part of it that gives 256 features."""
    keras = load_libraries().keras
    layers = keras.layers
    picture = layers.Input((None, BANDS, 1))
    x = normal(layers.Conv2D(FIRST, 3, 2, "same", use_bias=False)(picture))
    for channels, stride in BLOCKS:
        own = layers.DepthwiseConv2D(3, stride, "same", use_bias=False)
        x = normal(own(x))
        x = normal(layers.Conv2D(channels, 1, use_bias=False)(x))
    pools = [layers.GlobalAveragePooling2D()(x), layers.GlobalMaxPooling2D()(x)]
    features = layers.Concatenate()(pools)
    answers = layers.Dense(labels)(layers.Dropout(FORGOTTEN)(features))
    return keras.Model(picture, answers), keras.Model(picture, features)


def normal(x: Any) -> Any:
    layers = load_libraries().keras.layers
    return layers.ReLU()(layers.BatchNormalization(momentum=MEMORY)(x))


def write(network: Any, folder: Path) -> None:
    """Write the network as TensorFlow.js describes one: model.json and weights.bin."""
    arrays = [
        (weight.name.split(":")[0], weight.numpy().astype("<f4"))
        for layer in network.layers
        for weight in layer.weights
    ]
    listed = [
        {"name": name, "shape": list(array.shape), "dtype": "float32"}
        for name, array in arrays
    ]
    config = {"class_name": "Model", "config": network.get_config()}
    described = {
        "format": "layers-model",
        "generatedBy": "tools/sound_base",
        "modelTopology": {"model_config": config},
        "weightsManifest": [{"paths": ["weights.bin"], "weights": listed}],
        "userDefinedMetadata": {"scale": 1, "offset": 0},
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.bin").write_bytes(b"".join(a.tobytes() for _name, a in arrays))
    (folder / "model.json").write_text(json.dumps(described, separators=(",", ":")))
