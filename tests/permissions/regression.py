"""The part of the permission table about projects that predict numbers."""

from .asking import both, owned, seen

KIND = "regression"
PLANT = {"values": {"1": 5, "2": "clay", "3": 29}}

REGRESSION = [
    seen("see rows to predict from", "projects:train", of_kind=KIND),
    seen("test a model that predicts", "training:learn", of_kind=KIND),
    seen("see how to use its predictions", "training:make", of_kind=KIND),
    seen("take rows to predict from along", "training:export-project", of_kind=KIND),
    owned(
        "add a row to predict from",
        "projects:examples",
        "POST",
        body=PLANT,
        of_kind=KIND,
    ),
    both("delete a row to predict from", "projects:example", "DELETE", of_kind=KIND),
]
