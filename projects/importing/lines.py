"""Turning lines of text into examples: one example a line, or a table with labels."""

from ..models import Label, Project
from .found import Import


def read_lines_of_text(project: Project, text: str, label: Label | None) -> Import:
    """Read sentences for `label`, or for those that the table itself names."""
    raise NotImplementedError
