"""Tiny sentence-transformers folders with random numbers, and one to switch on."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from django.test import SimpleTestCase
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
WORDS = ["hello", "sun", "rain", "sky", "dark", "light", "lamp", "on", "off", "the"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = [*SPECIAL, *WORDS, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
CONFIG = {
    "model_type": "bert",
    "num_hidden_layers": 2,
    "num_attention_heads": 3,
    "hidden_size": 12,
    "intermediate_size": 20,
    "layer_norm_eps": 1e-12,
    "hidden_act": "gelu",
    "max_position_embeddings": 16,
    "position_embedding_type": "absolute",
    "pad_token_id": 0,
}
LONGEST = 10  # tokens
Arrays = dict[str, np.ndarray]


def make_encoder(
    test: SimpleTestCase,
    *,
    pooling: str = "mean",
    dense: bool = False,
    prefix: str = "",
    dtype: type = np.float32,
    tokenizer: Tokenizer | None = None,
    **changes: Any,
) -> Path:
    """Write a folder as sentence-transformers does, gone when the test is over."""
    folder = Path(test.enterContext(tempfile.TemporaryDirectory())) / "tiny"
    (folder / "1_Pooling").mkdir(parents=True)
    config = CONFIG | changes
    kinds = ["Transformer", "Pooling", *(["Dense"] if dense else []), "Normalize"]
    places = ["", "1_Pooling", *(["2_Dense"] if dense else []), "9_Normalize"]
    write(folder / "modules.json", describe(kinds, places))
    write(folder / "config.json", config)
    write(folder / "sentence_bert_config.json", {"max_seq_length": LONGEST})
    write(folder / "1_Pooling/config.json", switches(pooling))
    (tokenizer or word_pieces()).save(str(folder / "tokenizer.json"))
    arrays = make_arrays(config)
    stored = {f"{prefix}{name}": array.astype(dtype) for name, array in arrays.items()}
    save_file(stored, folder / "model.safetensors")
    if dense:
        make_dense(folder / "2_Dense", config["hidden_size"])
    return folder


def switch_on(test: SimpleTestCase, folder: Path) -> None:
    test.enterContext(test.settings(TEXT_ENCODER=str(folder)))


def write(file: Path, content: Any) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content))


def change(file: Path, **changes: Any) -> None:
    write(file, json.loads(file.read_text()) | changes)


def describe(kinds: list[str], places: list[str]) -> list[dict[str, Any]]:
    return [
        {"idx": number, "path": place, "type": f"sentence_transformers.models.{kind}"}
        for number, (kind, place) in enumerate(zip(kinds, places, strict=True))
    ]


def switches(chosen: str) -> dict[str, Any]:
    names = {"mean": "mean_tokens", "cls": "cls_token", "max": "max_tokens"}
    return {f"pooling_mode_{name}": key == chosen for key, name in names.items()}


def word_pieces() -> Tokenizer:
    """Return a tokenizer that pads and cuts, as that of all-MiniLM-L6-v2 does."""
    vocabulary = {word: number for number, word in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return between_ends(tokenizer, vocabulary)


def unigram() -> Tokenizer:
    """Return one of the other family, which keeps spaces as ▁."""
    pieces = [*SPECIAL, "▁", *WORDS, *LETTERS]
    scored = [(piece, -1.0 - number / 50) for number, piece in enumerate(pieces)]
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=1))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return between_ends(tokenizer, {"[CLS]": 2, "[SEP]": 3})


def between_ends(tokenizer: Tokenizer, vocabulary: dict[str, int]) -> Tokenizer:
    ends = [(name, vocabulary[name]) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=ends
    )
    tokenizer.enable_padding(length=8)
    tokenizer.enable_truncation(5)
    return tokenizer


def make_arrays(config: dict[str, Any]) -> Arrays:
    draw = np.random.default_rng(4)
    hidden, between = config["hidden_size"], config["intermediate_size"]
    shapes = {
        "embeddings.word_embeddings.weight": (len(VOCABULARY), hidden),
        "embeddings.position_embeddings.weight": (16, hidden),
        "embeddings.token_type_embeddings.weight": (2, hidden),
        "embeddings.LayerNorm.weight": (hidden,),
        "embeddings.LayerNorm.bias": (hidden,),
        "pooler.dense.weight": (hidden, hidden),  # which nobody reads
    }
    for layer in range(config["num_hidden_layers"]):
        for part, rows, columns in [
            ("attention.self.query", hidden, hidden),
            ("attention.self.key", hidden, hidden),
            ("attention.self.value", hidden, hidden),
            ("attention.output.dense", hidden, hidden),
            ("intermediate.dense", between, hidden),
            ("output.dense", hidden, between),
        ]:
            shapes[f"encoder.layer.{layer}.{part}.weight"] = (rows, columns)
            shapes[f"encoder.layer.{layer}.{part}.bias"] = (rows,)
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes[f"encoder.layer.{layer}.{part}.weight"] = (hidden,)
            shapes[f"encoder.layer.{layer}.{part}.bias"] = (hidden,)
    return {name: draw.normal(0, 0.5, shape) for name, shape in shapes.items()}


def make_dense(folder: Path, takes: int, makes: int = 7) -> None:
    draw = np.random.default_rng(5)
    tanh = "torch.nn.modules.activation.Tanh"
    sizes = {"in_features": takes, "out_features": makes, "bias": True}
    write(folder / "config.json", {**sizes, "activation_function": tanh})
    arrays = {"linear.weight": draw.normal(0, 0.5, (makes, takes))}
    arrays["linear.bias"] = draw.normal(0, 0.5, makes)
    stored = {name: array.astype(np.float32) for name, array in arrays.items()}
    save_file(stored, folder / "model.safetensors")
