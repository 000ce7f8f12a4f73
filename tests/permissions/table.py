"""The permission table of the site: every route, and who may do what with it.

The subject is a project of Ada, who is a student in Ms Rivera's class.
"""

from .asking import (
    EVERYBODY,
    LOGGED_IN,
    both,
    of_a_guest,
    owned,
    seen,
)
from .class_projects import CLASS_PROJECT, OWN_PROJECT
from .classes import CLASSES, STUDENTS_OF_CLASS, TEACHERS_OF_A_CLASS
from .people import (
    GUEST,
    OWNER,
    STUDENTS,
    TEACHER,
    TEACHERS,
)
from .pictures import PICTURES
from .regression import REGRESSION
from .rows import Row
from .sounds import SOUNDS

LIVE = "0b5a3d0e-7f0c-4b7e-9d6c-1f6f3f1f0a01"  # an example that is not there yet
ROW = {"label": 1, "values": {"1": 5, "2": "red"}}
NOTHING_LEARNS = {OWNER: "409"}  # the model of that address is ready

SEE = [
    seen("open a project", "projects:detail"),
    seen("see its examples", "projects:train"),
    seen("test its model", "training:learn"),
    seen("see how to use it elsewhere", "training:make"),
    seen("read a project", "projects:project"),
    seen("read its labels", "projects:labels"),
    seen("read its columns", "projects:fields"),
    seen("read its examples", "projects:examples"),
    seen("read all of its rows", "projects:table"),
    seen("take its rows along", "projects:table-file"),
    seen("read how training stands", "training:model"),
    seen("read its history", "training:history"),
    seen("read what its model learnt from", "training:report"),
    seen("read from which examples exactly", "training:model-examples"),
    seen("take a project along", "training:export-project"),
    seen("load the model's files", "training:file", arguments={"name": "tree.json"}),
    seen("hear how training goes", "/ws/projects/{project_id}/training/"),
    seen("read how it is now", "training:project-live"),
    seen("hear what changes in it", "/ws/projects/{project_id}/live/"),
]
CHANGE = [
    owned("rename a project", "projects:project", "PATCH", body={"name": "New"}),
    both("delete a project", "projects:project", "DELETE", body={"reason": "Rude"}),
    owned("add a label", "projects:labels", "POST", body={"name": "bird"}),
    owned("rename a label", "projects:label", "PATCH", body={"name": "bird"}),
    owned("delete a label", "projects:label", "DELETE"),
    owned(
        "bring a label back", "projects:restore-label", "POST", arguments={"number": 9}
    ),
    owned(
        "add a column",
        "projects:fields",
        "POST",
        body={"name": "age", "kind": "number"},
    ),
    owned("rename a column", "projects:field", "PATCH", body={"name": "size"}),
    owned("delete a column", "projects:field", "DELETE"),
    owned(
        "put columns in order",
        "projects:order-fields",
        "POST",
        body={"numbers": [2, 1]},
    ),
    owned(
        "bring a column back", "projects:restore-field", "POST", arguments={"number": 9}
    ),
]
EXAMPLES = [
    owned("add an example", "projects:examples", "POST", body={"id": LIVE, **ROW}),
    owned(
        "add a table of examples",
        "projects:import-examples",
        "POST",
        body={"text": "weight,colour,label\n1,red,cat\n", "preview": "false"},
        form=True,
    ),
    # Rows of this project belong under labels: its owner hears so.
    owned(
        "change many rows",
        "projects:change-examples",
        "POST",
        instead={OWNER: "400"},
    ),
    both("change an example", "projects:example", "PATCH", body=ROW),
    both("delete an example", "projects:example", "DELETE"),
    both("delete several", "projects:delete-examples", "POST", body={"ids": [LIVE]}),
    both(
        "move several", "projects:move-examples", "POST", body={"ids": [], "label": 2}
    ),
    both("undo deleting", "projects:restore-examples", "POST", body={"examples": []}),
]
TRAIN = [
    owned("train", "training:model", "POST"),
    owned("cancel a training", "training:cancel", "POST"),
    owned(
        "say how far a browser is",
        "training:lesson-progress",
        "POST",
        instead=NOTHING_LEARNS,
    ),
    owned(
        "bring what a browser has learnt",
        "training:lesson-result",
        "POST",
        instead=NOTHING_LEARNS,
    ),
    both("delete the model", "training:model", "DELETE"),
]
KEYS = [
    both("see the key", "projects:key", "GET"),
    both("renew the key", "projects:key", "POST"),
    both("revoke the key", "projects:key", "DELETE"),
]
PROJECT = SEE + CHANGE + EXAMPLES + PICTURES + SOUNDS + REGRESSION + TRAIN + KEYS

HOME = [
    Row("open the front page", "home", may=EVERYBODY),
    Row("come in with a card", "classrooms:join", may=EVERYBODY),
    Row("try it as a guest", "classrooms:try", "POST", may=EVERYBODY),
    Row("leave as a guest", "training:leave", "POST", may=EVERYBODY),
    Row("log out", "account_logout", "POST", may=LOGGED_IN),
    Row("see one's own projects", "projects:list", may=LOGGED_IN),
    Row("see what one's class fills", "projects:class-list", may=LOGGED_IN),
    Row(
        "begin a project",
        "projects:list",
        "POST",
        may=LOGGED_IN,
        instead={GUEST: "400"},  # There is room for one project, which they have.
        body={"name": "New", "kind": "numbers"},
    ),
    Row(
        "have a key for a project in the browser",
        "training:local-key",
        "POST",
        may=LOGGED_IN,
        body={"type": "text"},
    ),
    Row("put a note away", "projects:dismiss-removal", "POST", may=[OWNER]),
    Row("say where one is", "/ws/here/", may=STUDENTS),
]
ACCOUNTS = [
    Row("see one's account", "my-account", may=TEACHERS, looks=STUDENTS),
    Row("see one's data", "training:account-data", may=TEACHERS, looks=STUDENTS),
    Row("take it along", "training:export-account", may=TEACHERS, looks=STUDENTS),
    Row(
        "be asked about erasing it",
        "training:erase-account",
        may=TEACHERS,
        looks=STUDENTS,
    ),
    Row("see a receipt", "training:receipt", may=[TEACHER]),
]

# No encoder is on: who is logged in hears that there is none.
ENCODER = [
    Row("have a text encoded", "training:encode", "POST", body={"text": "Hello"}),
]
# What looks at pictures then has no files.
BASE = [
    Row(
        "have a base network",
        "training:base-file",
        arguments={"base_id": "simple-eyes-1", "name": "model.json"},
    ),
]

PARTS = {
    "A project, by its owner and others": PROJECT,
    "A project that the class fills": CLASS_PROJECT,
    "The same, asked of a student's own project": OWN_PROJECT,
    "A guest's project": [of_a_guest(row) for row in PROJECT],
    "The front door": HOME,
    "A class": CLASSES,
    "The students of a class": STUDENTS_OF_CLASS,
    "The teachers of a class": TEACHERS_OF_A_CLASS,
    "A teacher's account": ACCOUNTS,
    "The text encoder, while none is on": ENCODER,
    "A network for pictures, while none was fetched": BASE,
}
# What other tests walk: pages without a person, and whole packages by their prefix.
SEEN_ELSEWHERE = {
    "javascript-catalog",
    "healthz",
    "readyz",
    "training:scratch-nothing",
    "training:saved-nothing",
}
SEEN_ELSEWHERE_ALL = ("admin:", "account_", "mfa_")
INTRODUCTION = """# Who may do what

Found out by `tests/permissions`, which asks the site for everything as everybody, and
fails where an answer is not the one expected, or a route is missing here.

**✓** may · **403** may look, but not do this · **404** is not told that it exists ·
**log in** is asked to. The project is a student's own, the *owner*'s; the *teacher*
owns the class, the *co-teacher* helps. A *guest* tries the site without an account.

Of a project that the class fills, the *owner* is a student who has added the examples
that are asked for, and proposed a label; the *classmate* is another student."""
