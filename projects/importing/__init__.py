"""Turning what is pasted or uploaded into examples; one reader for each kind."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ..models import Label, Project
from ..tables import BadTable
from .found import Import, Problem, Row
from .lines import read_lines_of_text
from .rows import read_rows

__all__ = ["Import", "Problem", "Row", "read_import"]

# Each takes the text, and the label that lines belong to which name none.
READERS: dict[str, Callable[[Project, str, Label | None], Import]] = {
    "text": read_lines_of_text,
    "numbers": lambda project, text, label: read_rows(project, text),
    "regression": lambda project, text, label: read_rows(project, text),
}


def read_import(project: Project, text: str, label: Label | None = None) -> Import:
    """Read a table or a list for `project`. Raises `BadTable` if it cannot be."""
    if project.kind_code not in READERS:
        raise BadTable(_("A project of this kind cannot take in a table."))
    return READERS[project.kind_code](project, text, label)
