"""What is worth mending before training, although it may go ahead."""

from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import Project, TrainingExample

SMALL_SHARE = 1 / 3  # of the examples of the largest label
CONFLICTS_NAMED = 3
LONGEST_QUOTE = 60  # characters


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
    if project.kind.has_fields:
        return advice_on_equal_rows(project)
    return advice_on_equal_sentences(project)


def advice_on_equal_rows(project: Project) -> list[str]:
    disagreeing = under_several_labels(project, "values").count()
    if not disagreeing:
        return []
    sentence = ngettext(
        "%(count)d example is under more than one label. Which one is right?",
        "%(count)d examples are under more than one label. Which one is right?",
        disagreeing,
    )
    return [sentence % {"count": disagreeing}]


def advice_on_equal_sentences(project: Project) -> list[str]:
    disagreeing = under_several_labels(project, "fingerprint")
    in_order = disagreeing.annotate(first=Min("created_at")).order_by("first")
    fingerprints = [each["fingerprint"] for each in in_order]
    named, more = fingerprints[:CONFLICTS_NAMED], len(fingerprints[CONFLICTS_NAMED:])
    sentences = name_conflicts(project, named) if named else []
    if more:
        sentence = ngettext(
            "%(count)d more example is under more than one label.",
            "%(count)d more examples are under more than one label.",
            more,
        )
        sentences.append(sentence % {"count": more})
    return sentences


def under_several_labels(project: Project, same: str) -> QuerySet[Any, Any]:
    """Return what examples of more than one label have in the column `same`."""
    equal: QuerySet[Any, Any] = project.examples.values(same)
    equal = equal.annotate(labels=Count("label", distinct=True))
    return equal.filter(labels__gt=1)


def name_conflicts(project: Project, fingerprints: list[str]) -> list[str]:
    equal = project.examples.filter(fingerprint__in=fingerprints)
    listed = equal.select_related("label").order_by("label__position", "label__number")
    found: dict[str, list[TrainingExample]] = {each: [] for each in fingerprints}
    for example in listed:
        found[example.fingerprint].append(example)
    sentence = _("“%(example)s” is under %(labels)s. Which one is right?")
    return [
        sentence
        % {
            "example": shorten(examples[0].text),
            "labels": get_text_list(
                [f"“{each.label.name}”" for each in examples], _("and")
            ),
        }
        for examples in found.values()
    ]


def shorten(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].strip()}…"
