"""The weights of MobileNetV2 in the order of our description of it.

The publisher's own model for TensorFlow.js and the one for Keras hold the same numbers,
each in an order of its own.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator
from math import prod

from .mobilenet import NORMAL, Network, build

BYTES = 4  # of a 32-bit float
Named = dict[str, bytes]


def from_browsers(data: bytes, width: float, sha256: str) -> bytes:
    """Return the numbers of a model for TensorFlow.js; `sha256` is that of the result.

    Raises `ValueError` for orders that no converter uses.
    """
    network = network_of(width)
    for order in orders(network):
        ours = joined(network, cut(data, network, order))
        if hashlib.sha256(ours).hexdigest() == sha256:
            return ours
    raise ValueError("These are not the weights of this network.")


def from_keras(data: bytes, width: float) -> bytes:
    """Return the numbers of a file of weights for Keras. Raises `ValueError`.

    As Keras reads it: layer by layer, whatever their names are.
    """
    import h5py  # A part of TensorFlow that the site does not need otherwise.

    network = network_of(width)
    try:
        with h5py.File(io.BytesIO(data)) as file:
            groups = [file[name] for name in file.attrs["layer_names"]]
            arrays = [
                group[name][()].astype("<f4").tobytes()
                for group in groups
                for name in group.attrs["weight_names"]
            ]
    except (OSError, KeyError) as error:
        raise ValueError("This is no file of Keras.") from error
    names = list(by_layer(network))
    return joined(network, dict(zip(names, arrays, strict=True)))


def network_of(width: float) -> Network:
    network = Network()
    build(network, width)
    return network


def orders(network: Network) -> Iterator[list[str]]:
    """Yield the orders in which converters write arrays."""
    layered = list(by_layer(network))
    yield list(shapes_of(network))  # by a browser: what was trained, then the rest
    yield layered
    yield sorted(layered, key=lambda name: name.partition("/")[0])


def by_layer(network: Network) -> Iterator[str]:
    """Yield the names of all arrays, those of a layer together."""
    moving = iter(network.moving)
    for name, _shape in network.trained:
        yield name
        if name.endswith(NORMAL[-1]):
            yield next(moving)[0]
            yield next(moving)[0]


def shapes_of(network: Network) -> dict[str, list[int]]:
    return dict([*network.trained, *network.moving])


def cut(data: bytes, network: Network, order: Iterable[str]) -> Named:
    shapes, arrays, start = shapes_of(network), {}, 0
    for name in order:
        end = start + BYTES * prod(shapes[name])
        arrays[name] = data[start:end]
        start = end
    return arrays


def joined(network: Network, arrays: Named) -> bytes:
    return b"".join(arrays[name] for name in shapes_of(network))
