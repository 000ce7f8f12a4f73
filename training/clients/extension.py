"""What the Scratch extension of a project has to know: its parts, and its blocks.

What a child typed is only data here, never part of a program.
"""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from projects.models import Label, Project, Scope

from .keys import find_key, open_to_programs
from .requests import site_of

TEACHING = ("addTraining", "trainNewModel", "checkModelStatus")
ASKING = ("label", "confidence")
# What an extension's id begins with, and its blocks beside those of every kind. Both
# stay as they are, so that programs which were saved with them open again.
EXTENSIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "text": ("mlforkidstext", ASKING),
    "images": ("mlforkidsimages", ASKING),
    "sounds": ("mlforkidssound", ("startListening", "stopListening")),
    "numbers": ("mlforkidsnumbers", ASKING),
    "regression": ("mlforkidsregression", ("predict",)),
}
LISTENS = "startListening"


@open_to_programs("GET")
def describe(request: HttpRequest, key: str) -> JsonResponse:
    """Answer with what the project's extension is made from."""
    found = find_key(key, Scope.CLASSIFY)
    api = site_of(request) + reverse("training:scratch-extension", args=[key])
    address = api.removesuffix("extension.json")
    described = describe_extension(found.project, address)
    # What the key may do: a block that it may not use is refused (403).
    described["scopes"] = found.scopes
    return JsonResponse(described, headers={"Cache-Control": "no-store"})


def describe_extension(project: Project, api: str) -> dict[str, Any]:
    """Return what an extension is made from; `api` is where its key's calls begin.

    Labels and columns that are deleted come as well: old programs have their blocks.
    """
    prefix, own_blocks = EXTENSIONS[project.kind_code]
    listens = LISTENS in own_blocks
    labels = [
        describe_label(label, listens)
        for label in project.labels.order_by("position", "number")
    ]
    fields = [
        {**field.describe(), "deleted": field.deleted_at is not None}
        for field in project.fields.order_by("position", "number")
    ]
    return {
        "id": f"{prefix}{project.pk.hex}",
        "name": project.name,
        "kind": project.kind_code,
        "labels": labels,
        "fields": fields,
        "blocks": [*own_blocks, *TEACHING],
        "api": api,
    }


def describe_label(label: Label, listens: bool) -> dict[str, Any]:
    """Return a label, and the block that says its name.

    Of kinds that listen, it also begins a program when it is heard: all but the noise
    of the room, which is always there.
    """
    hears = listens and not label.is_background
    described = {
        "number": label.number,
        "name": label.name,
        "deleted": label.deleted_at is not None,
        "is_background": label.is_background,
        "hears": hears,
        "block": f"return_label_{label.number}",
    }
    return described | ({"hat": f"recognise_label_{label.number}"} if hears else {})
