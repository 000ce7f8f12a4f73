"""One tree of a forest in the language of Graphviz."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

Node = dict[str, Any]


def draw(tree: dict[str, Any], schema: dict[str, Any]) -> str:
    """Return the tree of `tree.json` with the names that `schema` has for its parts."""
    fields = [field["name"] for field in schema["fields"]]
    labels = [label["name"] for label in schema["labels"]]
    lines = draw_node(tree["root"], fields, labels, count())
    return "\n".join(["digraph tree {", "  node [shape=box];", *lines, "}", ""])


def draw_node(
    node: Node, fields: list[str], labels: list[str], numbers: Iterator[int]
) -> Iterator[str]:
    """Yield the lines of a node, numbered by the next of `numbers`, and all below."""
    number = next(numbers)
    yield f"  {number} [label={quote(describe(node, fields, labels))}];"
    for answer in ("yes", "no"):
        if answer in node:
            below = list(draw_node(node[answer], fields, labels, numbers))
            child = below[0].split()[0]
            yield f"  {number} -> {child} [label={quote(answer)}];"
            yield from below


def describe(node: Node, fields: list[str], labels: list[str]) -> str:
    if "threshold" in node:
        return f"{fields[node['field']]} >= {node['threshold']}"
    if "choices" in node:
        return f"{fields[node['field']]}: {' or '.join(node['choices'])}"
    most = max(range(len(labels)), key=node["counts"].__getitem__)
    return f"{labels[most]} ({node['counts'][most]} of {sum(node['counts'])})"


def quote(text: str) -> str:
    """Return `text` as a string of Graphviz, which escapes as JSON does here."""
    return json.dumps(text, ensure_ascii=False)
