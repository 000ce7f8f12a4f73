"""Images: pictures come in base64, and are found at addresses with the key in them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from projects.kinds import BadExample, Content
from projects.models import Field, Project, TrainingExample
from projects.uploads.seeing import see_picture

from ...learning.images.question import SIDE, PictureQuestion
from ..encoded import read_base64
from ..refusals import Refused
from .base import FilesOfKey
from .files import FilesTalk


class ImagesTalk(FilesTalk):
    type = "imgtfjs"
    named = "Pictures"

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        try:
            seen = see_picture(read_base64(data))
        except BadExample:
            raise Refused("Invalid data") from None
        pixels = np.frombuffer(seen, np.uint8).reshape(SIDE, SIDE, 3)
        return PictureQuestion(pixels=pixels)

    def item(
        self, fields: Sequence[Field], example: TrainingExample, files: FilesOfKey
    ) -> dict[str, Any]:
        return {"imageurl": files.address_of(example.pk)}

    def list_examples(
        self, project: Project, files: FilesOfKey
    ) -> list[dict[str, Any]]:
        rows = project.examples.shown().exclude(file="").order_by("created_at", "pk")
        return [
            {"id": str(pk), "imageurl": files.address_of(pk), "label": label}
            for pk, label in rows.values_list("pk", "label__name")
        ]
