"""What differs between kinds on the page where examples are collected."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class TrainPage:
    """The template of the page, and what the kind adds to it."""

    styles: Sequence[str]
    dialogs: Sequence[str]  # templates
    template: str = "projects/train.html"
    takes_tables: bool = True  # Whether a button above the buckets offers that.
    wide_buckets: bool = False


IMPORT = "projects/_import_dialog.html"

TRAIN_PAGES = {
    "text": TrainPage(
        styles=["css/table.css"], dialogs=["projects/_lines_dialog.html", IMPORT]
    ),
    "images": TrainPage(
        styles=[
            "css/files.css",
            "css/pictures.css",
            "css/camera.css",
            "css/drawing.css",
        ],
        dialogs=["projects/_picture_dialogs.html"],
        takes_tables=False,
        wide_buckets=True,
    ),
    "sounds": TrainPage(
        styles=["css/files.css", "css/sounds.css", "css/recorder.css"],
        dialogs=["projects/_sound_dialogs.html"],
        takes_tables=False,
        wide_buckets=True,
    ),
    "numbers": TrainPage(
        styles=["css/table.css"], dialogs=["projects/_column_dialog.html", IMPORT]
    ),
    "regression": TrainPage(
        styles=["css/table.css", "css/sheet.css"],
        dialogs=["projects/_sheet_column_dialog.html", IMPORT],
        template="projects/train_table.html",
    ),
}
