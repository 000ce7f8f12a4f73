"""What programs may do that hold a key to a project, which a class fills."""

from tests.projects.pictures import photo, png
from tests.projects.sounds import note, wav
from tests.training.scratch_files import in_base64

from .people import CLASSIFY_KEY, KEY, LOCAL_KEY, MEMBER_KEY, TRAIN_KEY, WRITE_KEY
from .rows import KeyRow

DATA = {"data": [5, "red"]}
EXAMPLE = {"data": [5, "red"], "label": "cat"}
# Nothing teaches nothing, which is said.
SENT = {
    "type": "numbers",
    "project": {"fields": [{"name": "weight", "type": "number"}]},
    "training": [],
}
PICTURE = {"data": in_base64(png(photo())), "label": "red"}
RECORDING = {"data": in_base64(wav(note(440))), "label": "low"}
CLASSIFIES = [KEY, MEMBER_KEY, CLASSIFY_KEY]
ASKS = [*CLASSIFIES, LOCAL_KEY]
WRITES = [KEY, MEMBER_KEY, WRITE_KEY]
TRAINS = [KEY, TRAIN_KEY]

# Who holds a key needs no log-in, and a log-in is of no use without it.
PROGRAMS = [
    KeyRow("ask how things stand", "training:scratch-status", may=ASKS),
    KeyRow("classify", "training:scratch-classify", "POST", may=ASKS, body=DATA),
    KeyRow(
        "add an example", "training:scratch-train", "POST", may=WRITES, body=EXAMPLE
    ),
    KeyRow("train", "training:scratch-models", "POST", may=TRAINS, body={}),
    KeyRow(
        "train what is sent", "training:scratch-local", "POST", [LOCAL_KEY], body=SENT
    ),
    KeyRow(
        "have a picture named",
        "training:scratch-classify",
        "POST",
        may=CLASSIFIES,
        body=PICTURE,
        of_kind="images",
        # The browser's key is of numbers.
        instead={LOCAL_KEY: "400"},
    ),
    KeyRow(
        "add a picture",
        "training:scratch-train",
        "POST",
        may=WRITES,
        body=PICTURE,
        of_kind="images",
    ),
    KeyRow(
        "list the pictures",
        "training:scratch-train",
        may=CLASSIFIES,
        of_kind="images",
    ),
    KeyRow(
        "look at a picture",
        "training:scratch-image",
        may=CLASSIFIES,
        of_kind="images",
    ),
    KeyRow(
        "look at a small one",
        "training:scratch-small-image",
        may=CLASSIFIES,
        of_kind="images",
    ),
    KeyRow(
        "have a sound named",
        "training:scratch-classify",
        "POST",
        may=CLASSIFIES,
        body=RECORDING,
        of_kind="sounds",
        instead={LOCAL_KEY: "400"},
    ),
    KeyRow(
        "add a recording",
        "training:scratch-train",
        "POST",
        may=WRITES,
        body=RECORDING,
        of_kind="sounds",
    ),
    KeyRow(
        "list the recordings",
        "training:scratch-train",
        may=CLASSIFIES,
        of_kind="sounds",
    ),
    KeyRow(
        "listen to a recording",
        "training:scratch-sound",
        may=CLASSIFIES,
        of_kind="sounds",
    ),
    KeyRow(
        "add a row to predict from",
        "training:scratch-train",
        "POST",
        may=WRITES,
        body={"data": [5, "clay", 29]},
        of_kind="regression",
    ),
    KeyRow("ask what blocks there are", "training:scratch-extension", may=CLASSIFIES),
    KeyRow("follow a training", "training:saved-status", may=CLASSIFIES),
    KeyRow("take the model away", "training:saved-model", may=CLASSIFIES),
    KeyRow("see a tree", "training:saved-tree", may=CLASSIFIES),
    KeyRow("draw a tree", "training:saved-dot", may=CLASSIFIES),
    KeyRow(
        "load one of its files",
        "training:saved-file",
        may=CLASSIFIES,
        arguments={"file_name": "tree.json"},
    ),
    KeyRow("read the choices", "training:saved-vocab", may=CLASSIFIES),
]
