"""What is worth mending before training, although it may go ahead."""

from collections import Counter
from collections.abc import Collection, Iterable
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
    labels = list(project.live_labels().with_counts())
    # A room is recorded in one go: of its noise there may be more than of anything.
    largest = max(
        (label.example_count for label in labels if not label.is_background), default=0
    )
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
    if project.kind.file_names:
        return advice_on_equal_files(project)
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
    fingerprints = in_order_of_age(project)
    named, more = fingerprints[:CONFLICTS_NAMED], len(fingerprints[CONFLICTS_NAMED:])
    return [*name_conflicts(project, named), *count_more(more)]


def count_more(more: int) -> list[str]:
    if not more:
        return []
    sentence = ngettext(
        "%(count)d more example is under more than one label.",
        "%(count)d more examples are under more than one label.",
        more,
    )
    return [sentence % {"count": more}]


def advice_on_equal_files(project: Project) -> list[str]:
    """Name the labels that share files, as a file has no words to be named by."""
    sharing: Counter[tuple[str, ...]] = Counter()
    for examples in find_equal(project, in_order_of_age(project)):
        sharing[names_of(examples)] += 1
    named = sharing.most_common(CONFLICTS_NAMED)
    more = sharing.total() - sum(count for _names, count in named)
    say = SHARED[project.kind_code]
    sentences = [
        say(count) % {"count": count, "labels": quote(names)} for names, count in named
    ]
    return [*sentences, *count_more(more)]


def shared_pictures(count: int) -> str:
    return ngettext(
        "The same picture is under %(labels)s. Which one is right?",
        "%(count)d pictures are under %(labels)s at once. Which one is right?",
        count,
    )


def shared_recordings(count: int) -> str:
    return ngettext(
        "The same recording is under %(labels)s. Which one is right?",
        "%(count)d recordings are under %(labels)s at once. Which one is right?",
        count,
    )


# What is said of each kind whose examples are files, if labels share so many.
SHARED = {"images": shared_pictures, "sounds": shared_recordings}


def under_several_labels(project: Project, same: str) -> QuerySet[Any, Any]:
    """Return what examples of more than one label have in the column `same`."""
    equal: QuerySet[Any, Any] = project.examples.shown().values(same)
    equal = equal.annotate(labels=Count("label", distinct=True))
    return equal.filter(labels__gt=1)


def in_order_of_age(project: Project) -> list[str]:
    """Return what examples of several labels share, the oldest fingerprint first."""
    disagreeing = under_several_labels(project, "fingerprint")
    in_order = disagreeing.annotate(first=Min("created_at")).order_by("first")
    return [each["fingerprint"] for each in in_order]


def find_equal(
    project: Project, fingerprints: list[str]
) -> Collection[list[TrainingExample]]:
    """Return the examples of each fingerprint, in the order of their labels."""
    if not fingerprints:
        return []
    equal = project.examples.shown().filter(fingerprint__in=fingerprints)
    listed = equal.select_related("label").order_by("label__position", "label__number")
    found: dict[str, list[TrainingExample]] = {each: [] for each in fingerprints}
    for example in listed:
        found[example.fingerprint].append(example)
    return found.values()


def name_conflicts(project: Project, fingerprints: list[str]) -> list[str]:
    sentence = _("“%(example)s” is under %(labels)s. Which one is right?")
    return [
        sentence
        % {
            "example": shorten(examples[0].text),
            "labels": quote(names_of(examples)),
        }
        for examples in find_equal(project, fingerprints)
    ]


def names_of(examples: Iterable[TrainingExample]) -> tuple[str, ...]:
    """Return the labels of examples, in their order."""
    return tuple(each.label.name for each in examples if each.label)


def quote(names: Iterable[str]) -> str:
    return get_text_list([f"“{name}”" for name in names], _("and"))


def shorten(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].strip()}…"
