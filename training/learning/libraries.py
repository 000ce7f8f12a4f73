"""TensorFlow and what belongs to it.

The only module that imports TensorFlow, and inside a function: it takes 3 seconds and
600 MB. docs/decisions/0002-tensorflow-pins.md explains the workarounds.
"""

import ctypes
import logging
import os
import sys
import types
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# The banner takes a worker's redirected output for a notebook and imports IPython.
os.environ.setdefault("TFDF_DISABLE_WELCOME_MESSAGE", "1")


class Libraries(NamedTuple):
    tf: Any
    keras: Any
    tfdf: Any
    convert: Callable[..., None]  # a graph for browsers
    convert_layers: Callable[..., None]  # a network of Keras' layers for browsers


@cache
def load_libraries() -> Libraries:
    """Import TensorFlow and what belongs to it, once, without its chatter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Deprecations inside the libraries.
        import tensorflow as tf
        import tensorflow_decision_forests as tfdf
        import tf_keras as keras

        # Its import would need jax, which only the conversion of jax models uses.
        stub = types.ModuleType("tensorflowjs.converters.jax_conversion")
        stub.convert_jax = None  # type: ignore[attr-defined]
        sys.modules[stub.__name__] = stub
        from tensorflowjs import write_weights
        from tensorflowjs.converters import keras_h5_conversion
        from tensorflowjs.converters import tf_saved_model_conversion_v2 as conversion

    _silence(tf, tfdf, write_weights)
    return Libraries(
        tf,
        keras,
        tfdf,
        conversion.convert_tf_saved_model,
        keras_h5_conversion.save_keras_model,
    )


def _silence(tf: Any, tfdf: Any, write_weights: Any) -> None:
    """Let the libraries speak of errors only."""
    logging.getLogger("absl").setLevel(logging.ERROR)
    tf.get_logger().setLevel(logging.ERROR)
    write_weights.print = lambda *words: None  # It prints a line for every weight.
    operations = Path(tfdf.__file__).parent / "tensorflow" / "ops"
    for library in (
        Path(tf.__file__).parent / "libtensorflow_cc.so.2",
        Path(tf.__file__).parent / "libtensorflow_framework.so.2",
        operations / "training" / "training.so",
        operations / "inference" / "inference.so",
    ):
        _silence_native_code(library)


def _silence_native_code(path: Path) -> None:
    """Let the C++ code log errors only: its own settings leave 40 lines a training."""
    library = ctypes.CDLL(str(path))
    setter = "_ZN4absl12lts_2023080214SetMinLogLevelENS0_18LogSeverityAtLeastE"
    if hasattr(library, setter):
        getattr(library, setter)(2)
