"""What is worth mending before training, although it may go ahead."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Project

SMALL_SHARE = 1 / 3  # of the examples of the largest label


def advice_on(project: Project) -> list[str]:
    """Return sentences about labels out of balance and examples that disagree."""
    return [*advice_on_balance(project), *advice_on_conflicts(project)]


def advice_on_balance(project: Project) -> list[str]:
    labels = list(project.live_labels().annotate(example_count=Count("examples")))
    largest = max((label.example_count for label in labels), default=0)
    return [
        _("“%(label)s” has far fewer examples than the others. Add some more to it.")
        % {"label": label.name}
        for label in labels
        if 0 < label.example_count < largest * SMALL_SHARE
    ]


def advice_on_conflicts(project: Project) -> list[str]:
    """Point out that equal examples are under different labels: one must be wrong."""
    disagreeing = (
        project.examples.values("values")
        .annotate(labels=Count("label", distinct=True))
        .filter(labels__gt=1)
        .count()
    )
    if not disagreeing:
        return []
    sentence = ngettext(
        "%(count)d example is under more than one label. Which one is right?",
        "%(count)d examples are under more than one label. Which one is right?",
        disagreeing,
    )
    return [sentence % {"count": disagreeing}]
