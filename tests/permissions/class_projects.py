"""The part of the permission table about a project that the whole class fills.

It is Ms Rivera's. The *owner* of the columns is a student of the class, who has added
the examples that are asked for and proposed a label; the *classmate* is another.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .asking import SEES, TEACHERS_OF_CLASS, a_picture, a_sound
from .people import CLASSMATE, CO_TEACHER, OWNER, TEACHER
from .rows import Row

MEMBERS = [OWNER, CLASSMATE]
LIVE = "0b5a3d0e-7f0c-4b7e-9d6c-1f6f3f1f0a02"  # an example that is not there yet
ROW = {"label": 1, "values": {"1": 5, "2": "red"}}


def for_all(what: str, route: str, method: str = "GET", **options: Any) -> Row:
    """A thing that everybody does who is in the class or teaches it."""
    return Row(what, route, method, may=[*MEMBERS, *TEACHERS_OF_CLASS], **options)


def teachers(what: str, route: str, method: str = "GET", **options: Any) -> Row:
    """A thing that students know of, and only teachers do."""
    return Row(what, route, method, may=TEACHERS_OF_CLASS, looks=MEMBERS, **options)


def authors(what: str, route: str, method: str, **options: Any) -> Row:
    """A thing that students do with what is theirs, and teachers with everything."""
    return Row(what, route, method, may=SEES, looks=[CLASSMATE], **options)


def refused(what: str, route: str, answer: str, **options: Any) -> Row:
    """A thing that all of them may ask for, and that cannot be done with this one."""
    everybody = dict.fromkeys([*MEMBERS, *TEACHERS_OF_CLASS], answer)
    return Row(what, route, "POST", instead=everybody, **options)


def the_example(things: Mapping[str, Any]) -> dict[str, Any]:
    return {"ids": [str(things["example_id"])], "label": 2}


def the_class(things: Mapping[str, Any]) -> dict[str, Any]:
    return {"classroom": str(things["classroom_id"])}


SEE = [
    for_all("open it", "projects:detail"),
    for_all("see its examples", "projects:train"),
    for_all("test its model", "training:learn"),
    for_all("see how to use it elsewhere", "training:make"),
    for_all("read it", "projects:project"),
    for_all("read its labels", "projects:labels"),
    for_all("read its columns", "projects:fields"),
    for_all("read its examples", "projects:examples"),
    for_all("read all of its rows", "projects:table"),
    for_all("take its rows along", "projects:table-file"),
    for_all("read how training stands", "training:model"),
    for_all("read its history", "training:history"),
    for_all("read what it learnt from", "training:report"),
    for_all("read from which examples exactly", "training:model-examples"),
    for_all("load the model's files", "training:file", arguments={"name": "tree.json"}),
    for_all("hear how training goes", "/ws/projects/{project_id}/training/"),
    for_all("hear what others add", "/ws/projects/{project_id}/live/"),
    for_all("ask what others have added", "training:project-live"),
    for_all(
        "look at a picture",
        "projects:example-file",
        arguments={"name": "learning.jpg"},
        of_kind="images",
    ),
    for_all(
        "listen to a recording",
        "projects:example-file",
        arguments={"name": "sound.wav"},
        of_kind="sounds",
    ),
]
ADD = [
    for_all("add an example", "projects:examples", "POST", body={"id": LIVE, **ROW}),
    for_all(
        "add a table of examples",
        "projects:import-examples",
        "POST",
        body={"text": "weight,colour,label\n1,red,cat\n", "preview": "false"},
        form=True,
    ),
    for_all(
        "add a picture",
        "projects:examples",
        "POST",
        body=a_picture,
        form=True,
        of_kind="images",
    ),
    refused(
        "have one fetched from inside the school",
        "projects:examples",
        "400",
        body={"label": 1, "address": "http://127.0.0.1/"},
        of_kind="images",
    ),
    for_all(
        "add a recording",
        "projects:examples",
        "POST",
        body=a_sound,
        form=True,
        of_kind="sounds",
    ),
    for_all(
        "add a row to predict from",
        "projects:change-examples",
        "POST",
        body={"new": [{"id": LIVE, "values": {"1": 5, "2": "clay", "3": 29}}]},
        of_kind="regression",
    ),
]
CHANGE_EXAMPLES = [
    authors("change an example", "projects:example", "PATCH", body=ROW),
    authors("delete an example", "projects:example", "DELETE"),
    authors("delete a picture", "projects:example", "DELETE", of_kind="images"),
    authors("delete several", "projects:delete-examples", "POST", body=the_example),
    authors("move several", "projects:move-examples", "POST", body=the_example),
    for_all(
        "undo deleting", "projects:restore-examples", "POST", body={"examples": []}
    ),
]
CHANGE = [
    teachers("rename it", "projects:project", "PATCH", body={"name": "New"}),
    teachers("delete it", "projects:project", "DELETE"),
    teachers("add a label", "projects:labels", "POST", body={"name": "bird"}),
    teachers("rename a label", "projects:label", "PATCH", body={"name": "bird"}),
    teachers("delete a label", "projects:label", "DELETE"),
    teachers(
        "bring a label back", "projects:restore-label", "POST", arguments={"number": 9}
    ),
    teachers(
        "add a column",
        "projects:fields",
        "POST",
        body={"name": "age", "kind": "number"},
    ),
    teachers("rename a column", "projects:field", "PATCH", body={"name": "size"}),
    teachers("delete a column", "projects:field", "DELETE"),
    teachers(
        "put columns in order",
        "projects:order-fields",
        "POST",
        body={"numbers": [2, 1]},
    ),
    teachers(
        "bring a column back", "projects:restore-field", "POST", arguments={"number": 9}
    ),
    teachers("train", "training:model", "POST"),
    teachers("have a browser learn", "training:model", "POST", of_kind="images"),
    teachers("cancel a training", "training:cancel", "POST"),
    teachers("delete the model", "training:model", "DELETE"),
]
LEAD = [
    teachers("see what the class adds", "projects:class"),
    teachers("show buckets that fill", "projects:together"),
    teachers("see what is to be looked through", "projects:review"),
    teachers("read what is to be looked through", "projects:review-examples"),
    teachers(
        "show and hide examples",
        "projects:moderate-examples",
        "POST",
        body={"ids": [], "state": "shown"},
    ),
    teachers("read who has added what", "projects:contributions"),
    teachers("read what is decided", "projects:sharing"),
    teachers("close it", "projects:sharing", "PATCH", body={"is_collecting": False}),
    teachers("share it", "projects:sharing", "POST", body=the_class),
    teachers("take it back", "projects:sharing", "DELETE"),
    teachers("take it along", "training:export-project"),
    teachers("see who has a key", "projects:member-keys"),
    teachers("revoke a student's key", "projects:member-key", "DELETE"),
    teachers("accept a label", "projects:accept-proposal", "POST"),
    teachers("decline a label", "projects:decline-proposal", "POST"),
]
PROPOSE = [
    for_all("read proposed labels", "projects:proposals"),
    Row(
        "propose a label",
        "projects:proposals",
        "POST",
        may=MEMBERS,
        looks=TEACHERS_OF_CLASS,
        body={"name": "bird"},
    ),
    Row(
        "take a proposal back",
        "projects:proposal",
        "DELETE",
        may=[OWNER],
        looks=TEACHERS_OF_CLASS,
    ),
]
KEYS = [
    for_all("see one's own key", "projects:key"),
    for_all("renew it", "projects:key", "POST"),
    for_all("revoke it", "projects:key", "DELETE"),
]
CLASS_PROJECT = [
    replace(row, of_class=True)
    for row in SEE + ADD + CHANGE_EXAMPLES + CHANGE + LEAD + PROPOSE + KEYS
]


def of_one(row: Row) -> Row:
    """The same thing, done to a student's own project: it has nothing of this."""
    return replace(row, of_class=False, may=[], looks=[OWNER, TEACHER, CO_TEACHER])


OWN_PROJECT = [
    of_one(row)
    for row in LEAD
    if row.route != "training:export-project" and "proposal" not in row.route
]
