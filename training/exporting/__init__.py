"""Taking work along: projects, students, classes and accounts as a zip file.

docs/export.md says what is in it. No password, key or session ever is.
"""

from .archive import Folder, make_archive
from .people import write_account, write_classroom, write_student
from .projects import write_project
from .turns import SECONDS_TO_WAIT, Download, TooManyAtOnce, give_back, take_turn

__all__ = [
    "SECONDS_TO_WAIT",
    "Download",
    "Folder",
    "TooManyAtOnce",
    "give_back",
    "make_archive",
    "take_turn",
    "write_account",
    "write_classroom",
    "write_project",
    "write_student",
]
