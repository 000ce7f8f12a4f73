"""A BERT network in NumPy, for texts of all lengths at once and with nothing padded.

Devlin et al. (2019), “BERT: Pre-training of Deep Bidirectional Transformers”.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from .folder import WEIGHTS, Recipe
from .weights import WORDS, read_weights, shapes_of, shapes_of_dense

Array = NDArray[np.float32]
# Tokens that go through the layers together: more leave the processor's cache.
TOKENS_AT_ONCE = 512


@dataclass(frozen=True)
class Group:
    """Texts of one length that lie one after the other."""

    start: int  # of the first, in tokens
    texts: int
    length: int

    @property
    def rows(self) -> slice:
        return slice(self.start, self.start + self.texts * self.length)


class Network:
    """The network of a recipe. It holds no state: threads may share it."""

    def __init__(self, recipe: Recipe) -> None:
        # Of this process: where all cores are busy, a product that several threads
        # share waits for the last of them, and takes four times as long.
        threadpool_limits(1, "blas")
        self.recipe = recipe
        weights = read_weights(recipe.folder / WEIGHTS, shapes_of(recipe))
        self.words = weights[WORDS]
        self.places = place_vectors(recipe, weights)
        self.norm = Norm(weights, "embeddings.LayerNorm", recipe.epsilon)
        self.layers = [
            Layer(recipe, weights, f"encoder.layer.{number}")
            for number in range(recipe.layers)
        ]
        self.dense = [
            (read_weights(each.weights, shapes_of_dense(each)), each.end)
            for each in recipe.dense
        ]

    def encode(self, texts: Sequence[Sequence[int]]) -> Array:
        """Return a unit vector for each text of token numbers, shape (texts, width)."""
        vectors = np.empty((len(texts), self.recipe.width), np.float32)
        by_length = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for places in portions(by_length, texts):
            vectors[places] = self._portion([texts[place] for place in places])
        return vectors

    def _portion(self, texts: Sequence[Sequence[int]]) -> Array:
        """Return the vectors of some texts that are in the order of their lengths."""
        groups = group(texts)
        rows = self.words[np.concatenate(texts)]
        for each in groups:
            split(rows, each)[...] += self.places[: each.length]
        self.norm.apply(rows)
        for layer in self.layers:
            rows = layer.apply(rows, groups)
        pool = POOLS[self.recipe.pooling]
        pooled = np.concatenate([pool(split(rows, each)) for each in groups])
        for weights, end in self.dense:
            pooled = pooled @ weights["linear.weight"].T + weights.get("linear.bias", 0)
            pooled = np.tanh(pooled) if end == "tanh" else pooled
        lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
        unit: Array = pooled / np.maximum(lengths, np.float32(1e-12))
        return unit


class Layer:
    """Attention, then two dense layers; each adds to what came in."""

    def __init__(self, recipe: Recipe, weights: dict[str, Array], name: str) -> None:
        self.heads = recipe.heads
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        # One product with all three is faster than three.
        self.asks = np.concatenate([weights.pop(f"{part}.weight") for part in parts])
        self.asks_bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
        self.mix = Linear(weights, f"{name}.attention.output.dense")
        self.first_norm = Norm(
            weights, f"{name}.attention.output.LayerNorm", recipe.epsilon
        )
        self.widen = Linear(weights, f"{name}.intermediate.dense")
        self.activate = gelu if recipe.activation == "gelu" else relu
        self.narrow = Linear(weights, f"{name}.output.dense")
        self.last_norm = Norm(weights, f"{name}.output.LayerNorm", recipe.epsilon)

    def apply(self, rows: Array, groups: Sequence[Group]) -> Array:
        asked = rows @ self.asks.T
        asked += self.asks_bias
        heard = np.empty_like(rows)
        for each in groups:
            split(heard, each)[...] = self._attend(split(asked, each))
        heard = self.mix.apply(heard)
        heard += rows
        self.first_norm.apply(heard)
        thought = self.narrow.apply(self.activate(self.widen.apply(heard)))
        thought += heard
        self.last_norm.apply(thought)
        return thought

    def _attend(self, asked: Array) -> Array:
        """Let every token of a text look at all of them: (texts, length, width)."""
        texts, length, _width = asked.shape
        parts = asked.reshape(texts, length, 3, self.heads, -1)
        query, key, value = parts.transpose(2, 0, 3, 1, 4)
        scores = (query * np.float32(query.shape[-1] ** -0.5)) @ key.swapaxes(2, 3)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        seen: Array = scores @ value
        together: Array = seen.transpose(0, 2, 1, 3).reshape(texts, length, -1)
        return together


class Linear:
    """Rows of one width into rows of another."""

    def __init__(self, weights: dict[str, Array], name: str) -> None:
        self.weight = weights[f"{name}.weight"]
        self.bias = weights[f"{name}.bias"]

    def apply(self, rows: Array) -> Array:
        made: Array = rows @ self.weight.T
        made += self.bias
        return made


class Norm:
    """Rows with mean 0 and variance 1, then stretched and moved; in place."""

    def __init__(self, weights: dict[str, Array], name: str, epsilon: float) -> None:
        self.weight = weights[f"{name}.weight"]
        self.bias = weights[f"{name}.bias"]
        self.epsilon = np.float32(epsilon)

    def apply(self, rows: Array) -> None:
        rows -= rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows)[:, None] / rows.shape[1]
        rows /= np.sqrt(variance + self.epsilon)
        rows *= self.weight
        rows += self.bias


def place_vectors(recipe: Recipe, weights: dict[str, Array]) -> Array:
    """Return what is added to the words at each place of a text, shape (longest, …)."""
    first = recipe.first_position
    places = weights["embeddings.position_embeddings.weight"]
    every = weights["embeddings.token_type_embeddings.weight"][0]
    added: Array = places[first : first + recipe.longest] + every
    return added


def portions(
    by_length: Sequence[int], texts: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Cut the places of texts into runs of about `TOKENS_AT_ONCE` tokens."""
    runs: list[list[int]] = []
    room = 0
    for place in by_length:
        room -= len(texts[place])
        if room < 0 or not runs:
            runs.append([])
            room = TOKENS_AT_ONCE - len(texts[place])
        runs[-1].append(place)
    return runs


def group(texts: Sequence[Sequence[int]]) -> list[Group]:
    """Return the runs of texts of the same length."""
    lengths, counts = np.unique([len(text) for text in texts], return_counts=True)
    ends = np.cumsum(lengths * counts)
    runs = zip(ends - lengths * counts, counts, lengths, strict=True)
    return [Group(int(start), int(texts), int(length)) for start, texts, length in runs]


def split(rows: Array, texts: Group) -> Array:
    """Return a view of the rows of a group, shape (texts, length, width)."""
    return rows[texts.rows].reshape(texts.texts, texts.length, -1)


def gelu(rows: Array) -> Array:
    """Return x·Φ(x), with Φ to 4e-7 by Abramowitz & Stegun (1964), 7.1.26.

    Two to three times as fast as SciPy's erf, which would come with 25 MB.
    """
    size = np.abs(rows)
    size *= np.float32(0.5**0.5)
    step = np.reciprocal(np.float32(0.3275911) * size + np.float32(1))
    series = step * np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += np.float32(factor)
        series *= step
    np.multiply(size, -size, out=size)
    np.exp(size, out=size)
    series *= size  # 1 - erf(|x| / √2)
    series *= np.float32(0.5)
    below: Array = np.where(rows > 0, np.float32(1) - series, series)
    below *= rows
    return below


def relu(rows: Array) -> Array:
    above: Array = np.maximum(rows, np.float32(0))
    return above


POOLS: dict[str, Callable[[Array], Array]] = {
    "mean": lambda texts: np.mean(texts, axis=1),
    "max": lambda texts: np.max(texts, axis=1),
    "cls": lambda texts: texts[:, 0],
}
