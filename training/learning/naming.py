"""The forest once more, in the child's own words, for programs that read it with YDF.

Inside, choices are v0, v1… and labels c0, c1…. Programs ask with the words that were
typed, so the copy they download has those in its dictionaries. Trees are the same.
"""

import zipfile
from pathlib import Path
from typing import Any

from .encoding import ANSWER, Encoding, answer_of
from .table import Table

OUTCOME = "mlforkids_outcome_label"  # The label's column, as clients look for it.
DATA_SPEC = "data_spec.pb"


def write_for_clients(
    source: Path, target: Path, table: Table, encoding: Encoding
) -> None:
    """Copy the zip file `source` to `target` with the words of `table` in it."""
    with (
        zipfile.ZipFile(source) as model,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as renamed,
    ):
        for name in model.namelist():
            content = model.read(name)
            if name == DATA_SPEC:
                content = rename(content, table, encoding)
            renamed.writestr(name, content)


def rename(content: bytes, table: Table, encoding: Encoding) -> bytes:
    from yggdrasil_decision_forests.dataset import data_spec_pb2

    spec = data_spec_pb2.DataSpecification.FromString(content)
    for column in spec.columns:
        if column.name == ANSWER:
            column.name = OUTCOME
            words = {word: table.labels[answer_of(word)] for word in words_of(column)}
        else:
            choices = encoding.columns[int(column.name.removeprefix("f"))].choices
            words = {f"v{place}": choice for place, choice in enumerate(choices)}
        give_words(column, words)
    return bytes(spec.SerializeToString())


def words_of(column: Any) -> list[str]:
    """Return the values in a column's dictionary, but for "out of dictionary"."""
    return [word for word, item in column.categorical.items.items() if item.index > 0]


def give_words(column: Any, words: dict[str, str]) -> None:
    items = column.categorical.items
    for word in words_of(column):
        if word in words:
            item = type(items[word])()
            item.CopyFrom(items[word])
            del items[word]
            items[words[word]].CopyFrom(item)
