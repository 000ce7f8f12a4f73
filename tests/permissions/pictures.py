"""The part of the permission table about projects whose examples are pictures."""

from .asking import a_picture, both, owned, seen
from .people import OWNER

PICTURES = [
    seen("see its pictures", "projects:train", of_kind="images"),
    seen("test a model of pictures", "training:learn", of_kind="images"),
    seen("see how to use one elsewhere", "training:make", of_kind="images"),
    seen(
        "look at a picture",
        "projects:example-file",
        arguments={"name": "learning.jpg"},
        of_kind="images",
    ),
    seen("take pictures along", "training:export-project", of_kind="images"),
    owned(
        "add a picture",
        "projects:examples",
        "POST",
        body=a_picture,
        form=True,
        of_kind="images",
    ),
    owned(
        "have one fetched from the web",
        "projects:examples",
        "POST",
        body={"label": 1, "address": "http://127.0.0.1/"},
        of_kind="images",
        instead={OWNER: "400"},  # It leads inside.
    ),
    both("delete a picture", "projects:example", "DELETE", of_kind="images"),
    owned("have a browser learn", "training:model", "POST", of_kind="images"),
]
