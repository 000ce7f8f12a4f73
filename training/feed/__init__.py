"""What the open pages of a project are told of it while they are open.

One reader serves all pages of a project in a web process: it hears the hints that
something has changed, reads once how things are now, and hands each page its text.
"""

from .reader import ProjectReader, reader_of
from .texts import NOTHING, text_for_one, told_changes, told_whole

__all__ = [
    "NOTHING",
    "ProjectReader",
    "reader_of",
    "text_for_one",
    "told_changes",
    "told_whole",
]
