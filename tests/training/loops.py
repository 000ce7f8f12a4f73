"""BERT once more, to compare with: one number at a time, in 64 bits, padded.

Written from the papers (Vaswani et al. 2017; Devlin et al. 2019), not from our network.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from safetensors.numpy import load_file

Vector = list[float]
PADDED_BY = 3  # tokens that must have no effect


class Bert:
    """The network of a folder."""

    def __init__(self, folder: Path, prefix: str = "") -> None:
        self.folder = folder
        self.config = json.loads((folder / "config.json").read_text())
        arrays = load_file(folder / "model.safetensors")
        self.weights: dict[str, Any] = {
            name.removeprefix(prefix): array.astype("float64").tolist()
            for name, array in arrays.items()
        }

    def encode(self, ids: Sequence[int], pooling: str, first_place: int = 0) -> Vector:
        padded = [*ids, *[self.config["pad_token_id"]] * PADDED_BY]
        rows = [
            self.embed(token, first_place + place) for place, token in enumerate(padded)
        ]
        for layer in range(self.config["num_hidden_layers"]):
            rows = self.layer(f"encoder.layer.{layer}", rows, known=len(ids))
        columns = list(zip(*rows[: len(ids)], strict=True))
        pools = {
            "mean": [sum(column) / len(column) for column in columns],
            "max": [max(column) for column in columns],
            "cls": rows[0],
        }
        return self.finish(list(pools[pooling]))

    def embed(self, token: int, place: int) -> Vector:
        names = ("word", "position", "token_type")
        tables = [
            self.weights[f"embeddings.{name}_embeddings.weight"] for name in names
        ]
        parts = [tables[0][token], tables[1][place], tables[2][0]]
        return self.norm(
            "embeddings.LayerNorm", [sum(p) for p in zip(*parts, strict=True)]
        )

    def layer(self, name: str, rows: list[Vector], known: int) -> list[Vector]:
        return [self.token(name, rows, place, known) for place in range(len(rows))]

    def token(self, name: str, rows: list[Vector], place: int, known: int) -> Vector:
        heard = self.attend(f"{name}.attention.self", rows, place, known)
        mixed = add(self.linear(f"{name}.attention.output.dense", heard), rows[place])
        middle = self.norm(f"{name}.attention.output.LayerNorm", mixed)
        wide = [
            self.activate(x) for x in self.linear(f"{name}.intermediate.dense", middle)
        ]
        narrow = add(self.linear(f"{name}.output.dense", wide), middle)
        return self.norm(f"{name}.output.LayerNorm", narrow)

    def attend(self, name: str, rows: list[Vector], place: int, known: int) -> Vector:
        query = self.linear(f"{name}.query", rows[place])
        keys = [self.linear(f"{name}.key", row) for row in rows[:known]]
        values = [self.linear(f"{name}.value", row) for row in rows[:known]]
        size = self.config["hidden_size"] // self.config["num_attention_heads"]
        heard: Vector = []
        for start in range(0, self.config["hidden_size"], size):
            head = slice(start, start + size)
            scores = [dot(query[head], key[head]) / math.sqrt(size) for key in keys]
            weights = [math.exp(score) for score in scores]
            for column in zip(*[value[head] for value in values], strict=True):
                heard.append(dot(weights, column) / sum(weights))
        return heard

    def activate(self, x: float) -> float:
        if self.config["hidden_act"] == "relu":
            return max(x, 0.0)
        return x * (1 + math.erf(x / math.sqrt(2))) / 2

    def linear(self, name: str, row: Vector) -> Vector:
        products = [dot(weights, row) for weights in self.weights[f"{name}.weight"]]
        return add(products, self.weights[f"{name}.bias"])

    def norm(self, name: str, row: Vector) -> Vector:
        mean = sum(row) / len(row)
        variance = sum((x - mean) ** 2 for x in row) / len(row)
        scale = math.sqrt(variance + self.config["layer_norm_eps"])
        stretch, move = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return [
            (x - mean) / scale * by + to
            for x, by, to in zip(row, stretch, move, strict=True)
        ]

    def finish(self, pooled: Vector) -> Vector:
        """Go through the folder's dense layer, if it has one; make the length 1."""
        dense = self.folder / "2_Dense/model.safetensors"
        if dense.exists():
            self.weights |= {
                name: array.tolist() for name, array in load_file(dense).items()
            }
            pooled = [math.tanh(x) for x in self.linear("linear", pooled)]
        length = math.sqrt(dot(pooled, pooled))
        return [x / length for x in pooled]


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def add(one: Vector, other: Vector) -> Vector:
    return [a + b for a, b in zip(one, other, strict=True)]
