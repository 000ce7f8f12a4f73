"""Images: pictures come in base64, and are found at addresses with the key in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.http import QueryDict

from classrooms.models import Policy, User
from projects import actions
from projects.kinds import BadExample, Content
from projects.models import Field, Label, Project, TrainingExample
from projects.uploads import read_picture
from projects.uploads.seeing import see_picture

from ...learning.images.question import SIDE, PictureQuestion
from ...models import Sent, Training
from .. import wire
from ..encoded import read_base64
from ..refusals import Refused
from .base import FilesOfKey
from .labels import TellsLabels

TYPE = "imgtfjs"


@dataclass(frozen=True)
class Picture(Content):
    """What somebody has sent to be stored, not looked at yet."""

    data: bytes = b""


class ImagesTalk(TellsLabels):
    def asked(self, query: QueryDict) -> object:
        return None  # No address is long enough for a picture.

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        try:
            seen = see_picture(read_base64(data))
        except BadExample:
            raise Refused("Invalid data") from None
        pixels = np.frombuffer(seen, np.uint8).reshape(SIDE, SIDE, 3)
        return PictureQuestion(pixels=pixels)

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        return Picture(data=read_base64(data))

    def store(
        self, project: Project, label: Label | None, content: Content, author: User
    ) -> TrainingExample:
        if label is None:
            raise Refused("Missing data")
        data = content.data if isinstance(content, Picture) else b""
        try:
            return actions.add_upload(project, label, data, author)
        except actions.AlreadyThere:
            twins = project.examples.select_related("label")
            return twins.get(label=label, fingerprint=read_picture(data).digest)

    def read_sent(self, body: Mapping[str, object], policy: Policy) -> Sent:
        raise Refused("Pictures are learnt by the browser, not by this server")

    def item(
        self, fields: Sequence[Field], example: TrainingExample, files: FilesOfKey
    ) -> dict[str, Any]:
        return {"imageurl": files.address_of(example.pk)}

    def list_examples(
        self, project: Project, files: FilesOfKey
    ) -> list[dict[str, Any]]:
        rows = project.examples.exclude(file="").order_by("created_at", "pk")
        return [
            {"id": str(pk), "imageurl": files.address_of(pk), "label": label}
            for pk, label in rows.values_list("pk", "label__name")
        ]

    def model(self, training: Training, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.state_of(training), TYPE)

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.FAILED, TYPE)
