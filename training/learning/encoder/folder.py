"""What a sentence-transformers folder says of its network, if we can run it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

# How far the first word's position is from zero, by architecture: those that descend
# from RoBERTa begin after the number of their padding.
AFTER_PADDING = {"bert": False, "roberta": True, "xlm-roberta": True, "camembert": True}
POOLINGS = {
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
}
DENSE_ENDS = {"Identity": "none", "Tanh": "tanh"}
ACTIVATIONS = {"gelu", "relu"}
WEIGHTS = "model.safetensors"
Settings = dict[str, Any]


class NoEncoder(Exception):
    """The encoder cannot be used; the message says why, to who runs the site."""


@dataclass(frozen=True)
class Dense:
    """A layer between the pooled vector and the end: where it is, what it makes."""

    weights: Path
    takes: int
    makes: int
    end: str  # "tanh" or "none"
    bias: bool


@dataclass(frozen=True)
class Recipe:
    """How a folder's network is built; `longest` is in tokens, with the two ends."""

    folder: Path
    layers: int
    heads: int
    hidden: int
    between: int
    epsilon: float
    activation: str
    positions: int
    first_position: int
    longest: int
    lower: bool
    pooling: str
    dense: tuple[Dense, ...]

    @property
    def width(self) -> int:
        """Return how many numbers stand for a text in the end."""
        return self.dense[-1].makes if self.dense else self.hidden


def read_recipe(folder: Path) -> Recipe:
    """Return how the network in `folder` is built. Raises `NoEncoder`."""
    try:
        return _recipe(folder, _modules(folder))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        refuse(folder, _("its settings are not as expected (%s)") % repr(error))


def refuse(place: Path, why: str) -> NoReturn:
    """Raise `NoEncoder` with one sentence."""
    sentence = _("TEXT_ENCODER: %(place)s cannot be used: %(why)s.")
    raise NoEncoder(sentence % {"place": place, "why": why})


def read_settings(file: Path) -> Settings:
    """Return the JSON of `file`. Raises `NoEncoder`."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except OSError:
        refuse(file.parent, _("%s is missing or cannot be read") % file.name)
    except ValueError:
        refuse(file.parent, _("%s is not JSON") % file.name)
    return found  # type: ignore[no-any-return]


def _modules(folder: Path) -> list[tuple[str, Path]]:
    """Return the steps from text to vector: the kind of each, and its folder."""
    if not folder.is_dir():
        refuse(folder, _("there is no such folder"))
    modules: Any = read_settings(folder / "modules.json")
    # "sentence_transformers.models.Pooling", or a longer way to it in newer versions
    steps = [(each["type"].split(".")[-1], folder / each["path"]) for each in modules]
    kinds = [kind for kind, _folder in steps]
    inner = [kind for kind in kinds[2:] if kind != "Normalize"]
    if kinds[:2] != ["Transformer", "Pooling"] or set(inner) - {"Dense"}:
        refuse(folder, _("it is built of %s") % ", ".join(kinds))
    if "Normalize" in kinds[:-1]:
        refuse(folder, _("something comes after the last step"))
    return steps


def _recipe(folder: Path, steps: list[tuple[str, Path]]) -> Recipe:
    transformer, pooling = steps[0][1], steps[1][1]
    config = read_settings(transformer / "config.json")
    check_architecture(transformer, config)
    first = config["pad_token_id"] + 1 if AFTER_PADDING[config["model_type"]] else 0
    room = config["max_position_embeddings"] - first
    sentences = read_settings(transformer / "sentence_bert_config.json")
    return Recipe(
        folder=transformer,
        layers=positive(config["num_hidden_layers"]),
        heads=positive(config["num_attention_heads"]),
        hidden=positive(config["hidden_size"]),
        between=positive(config["intermediate_size"]),
        epsilon=float(config["layer_norm_eps"]),
        activation=config["hidden_act"],
        positions=config["max_position_embeddings"],
        first_position=first,
        longest=positive(min(sentences.get("max_seq_length") or room, room)),
        lower=bool(sentences.get("do_lower_case")),
        pooling=pooling_of(pooling),
        dense=tuple(dense_of(place) for kind, place in steps if kind == "Dense"),
    )


def check_architecture(folder: Path, config: Settings) -> None:
    """Raise `NoEncoder` for networks that are not BERT, or not quite."""
    if config["model_type"] not in AFTER_PADDING:
        refuse(folder, _("its network is of the kind %s") % config["model_type"])
    if config["hidden_act"] not in ACTIVATIONS:
        refuse(folder, _("its activation is %s") % config["hidden_act"])
    if config.get("position_embedding_type", "absolute") != "absolute":
        refuse(folder, _("its positions are not absolute"))
    if config["hidden_size"] % config["num_attention_heads"]:
        refuse(folder, _("its size does not divide by its heads"))


def pooling_of(folder: Path) -> str:
    config = read_settings(folder / "config.json")
    switches = [key for key, on in config.items() if "pooling_mode_" in key and on]
    chosen = [POOLINGS.get(key, key) for key in switches]
    if "pooling_mode" in config:  # in newer versions, instead of the switches
        chosen = [config["pooling_mode"]]
    if len(chosen) != 1 or chosen[0] not in POOLINGS.values():
        refuse(folder, _("its pooling is not one of mean, cls and max"))
    return str(chosen[0])


def dense_of(folder: Path) -> Dense:
    config = read_settings(folder / "config.json")
    end = config["activation_function"].split(".")[-1]
    if end not in DENSE_ENDS:
        refuse(folder, _("its activation is %s") % end)
    return Dense(
        weights=folder / WEIGHTS,
        takes=positive(config["in_features"]),
        makes=positive(config["out_features"]),
        end=DENSE_ENDS[end],
        bias=bool(config["bias"]),
    )


def positive(number: Any) -> int:
    """Return `number`; raise `ValueError` where it is no whole number from 1 up."""
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ValueError(number)
    return number
