"""What a project still lacks before a computer can learn from it."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Project, TrainingExample

LABELS_NEEDED = 2
EXAMPLES_NEEDED_PER_LABEL = 2
ROWS_NEEDED = 10  # of which it is known what is to be predicted


class NotReadyToTrain(Exception):
    """The project has too little in it for a computer to learn from."""


def check_ready_to_train(project: Project) -> None:
    """Raise `NotReadyToTrain`, saying what to do next, if there is too little."""
    if project.kind.has_fields and not project.live_fields().exists():
        raise NotReadyToTrain(_("Add a column: what do you know of each example?"))
    if not project.kind.has_labels:
        check_predictable(project)
        return
    counted = project.live_labels().with_counts()
    check_enough([(label.name, label.example_count) for label in counted])


def check_enough(labels: Sequence[tuple[str, int]]) -> None:
    """Raise `NotReadyToTrain` if labels, each with its examples, are too few."""
    if not labels:
        raise NotReadyToTrain(_("Add two labels to choose between."))
    if len(labels) < LABELS_NEEDED:
        raise NotReadyToTrain(_("Add another label to choose between."))
    for name, example_count in labels:
        missing = EXAMPLES_NEEDED_PER_LABEL - example_count
        if missing > 0:
            raise NotReadyToTrain(
                ngettext(
                    "Add %(missing)d more example of “%(label)s”.",
                    "Add %(missing)d more examples of “%(label)s”.",
                    missing,
                )
                % {"missing": missing, "label": name}
            )


def check_predictable(project: Project) -> None:
    """Raise `NotReadyToTrain` if there is too little to learn to predict from."""
    fields = list(project.live_fields())
    predicted = [field for field in fields if field.is_predicted]
    if not predicted:
        raise NotReadyToTrain(_("Choose a column that the computer should predict."))
    if len(predicted) == len(fields):
        raise NotReadyToTrain(_("Add a column that is known: what helps to predict?"))
    known = rows_that_know(project, [str(field.number) for field in predicted])
    missing = ROWS_NEEDED - known.count()
    if missing > 0:
        raise NotReadyToTrain(
            ngettext(
                "Add %(missing)d more row with a number in “%(column)s”.",
                "Add %(missing)d more rows with a number in “%(column)s”.",
                missing,
            )
            % {"missing": missing, "column": predicted[0].name}
        )


def rows_that_know(project: Project, numbers: list[str]) -> QuerySet[TrainingExample]:
    """Return the rows with something in at least one of those columns."""
    known = Q()
    for number in numbers:
        # Not `values__3`: that would be the third thing of a list.
        gap = Q(values__contains={number: None})
        known |= Q(values__has_key=number) & ~gap
    return project.examples.shown().filter(known)


def what_is_missing(project: Project) -> str:
    """Return the sentence of `check_ready_to_train`, or "" if nothing is missing."""
    try:
        check_ready_to_train(project)
    except NotReadyToTrain as error:
        return str(error)
    return ""
