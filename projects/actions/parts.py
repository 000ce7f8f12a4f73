"""Labels and fields: adding, changing, deleting, and taking a deletion back."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.names import fold, tidy
from classrooms.quotas import check_quota

from .. import live
from ..kinds import BadExample
from ..models import Field, FieldKind, Label, Project, TrainingExample
from ..models.label import Part
from .files import keep_to_undo
from .locks import lock


class NameTaken(Exception):
    """Another label, field or choice has this name already."""


@transaction.atomic
def add_label(project: Project, name: str) -> Label:
    lock(project)
    if not project.kind.has_labels:
        raise BadExample(_("A project of this kind has no labels."))
    check_label_quota(project)
    check_name_is_free(Label, project, name)
    label = Label(project=project, **fresh_part(Label, project, name))
    label.save()
    note_new_part(project)
    return label


@transaction.atomic
def change_label(
    label: Label, name: str | None = None, position: int | None = None
) -> None:
    hold(label)
    change_part(label, name, position)


@transaction.atomic
def delete_label(label: Label) -> list[TrainingExample]:
    """Hide a label and delete its examples; return them, so that it can be undone.

    Raises `BadExample` for the one that a project has from the start.
    """
    hold(label)
    if label.is_background:
        raise BadExample(_("This label has to stay: it is for when nobody speaks."))
    examples = list(label.examples.select_related("project", "author__student"))
    keep_to_undo(label.project, examples)
    label.examples.all().delete()
    hide(label)
    return examples


@transaction.atomic
def add_field(
    project: Project,
    name: str,
    kind: str,
    choices: Sequence[str] = (),
    *,
    is_predicted: bool = False,
    unit: str = "",
) -> Field:
    lock(project)
    if not project.kind.has_fields:
        raise BadExample(_("A project of this kind has no columns."))
    check_field_quota(project)
    check_name_is_free(Field, project, name)
    field = Field(project=project, kind=kind, **fresh_part(Field, project, name))
    field.is_predicted, field.unit = clean_prediction(field, is_predicted), tidy(unit)
    field.choices = clean_choices(project, choices) if is_choice(field) else []
    field.save()
    note_new_part(project)
    return field


@transaction.atomic
def change_field(
    field: Field,
    name: str | None = None,
    position: int | None = None,
    choices: Sequence[str] | None = None,
    *,
    is_predicted: bool | None = None,
    unit: str | None = None,
) -> None:
    """Rename, move, or give other choices; those that examples use have to stay."""
    hold(field)
    if is_predicted is not None and is_predicted != field.is_predicted:
        field.is_predicted = clean_prediction(field, is_predicted)
        field.save(update_fields=["is_predicted"])
        field.project.touch()
    if unit is not None:
        field.unit = tidy(unit)
        field.save(update_fields=["unit"])
    if choices is not None and is_choice(field):
        cleaned = clean_choices(field.project, choices)
        check_choices_are_unused(field, set(field.choices) - set(cleaned))
        field.choices = cleaned
        field.save(update_fields=["choices"])
        field.project.touch()
    change_part(field, name, position)


@transaction.atomic
def order_fields(project: Project, numbers: Sequence[int]) -> None:
    """Put the fields in that order; those that are not named come after them."""
    lock(project)
    places = {number: place for place, number in enumerate(numbers)}
    fields = list(project.live_fields())
    fields.sort(key=lambda field: places.get(field.number, len(numbers)))
    for position, field in enumerate(fields):
        field.position = position
    Field.objects.bulk_update(fields, ["position"])
    project.touch_parts()
    live.announce(project)


@transaction.atomic
def delete_field(field: Field) -> None:
    """Hide a field. Its values stay in the examples until it is restored, or not."""
    hold(field)
    hide(field)


@transaction.atomic
def restore_part(part: Part, project: Project) -> None:
    """Take back the deletion of a label or field."""
    lock(project)
    part.refresh_from_db()
    if part.deleted_at is None:
        return
    if isinstance(part, Label):
        check_label_quota(project)
    else:
        check_field_quota(project)
    check_name_is_free(type(part), project, part.name)
    part.deleted_at = None
    part.save(update_fields=["deleted_at"])
    note_new_part(project)


def fresh_part(model: type[Part], project: Project, name: str) -> dict[str, object]:
    """Return name and place of a new part: a number never used, at the end."""
    parts = parts_of(project, model)
    last = parts.aggregate(Max("number"), Max("position"))
    return {
        "name": tidy(name),
        "folded_name": fold(name),
        "number": (last["number__max"] or 0) + 1,
        "position": 0 if last["position__max"] is None else last["position__max"] + 1,
    }


def parts_of(project: Project, model: type[Part]) -> QuerySet[Any]:
    return project.labels.all() if model is Label else project.fields.all()


def change_part(part: Label | Field, name: str | None, position: int | None) -> None:
    if name is not None:
        check_name_is_free(type(part), part.project, name, but=part)
        part.name, part.folded_name = tidy(name), fold(name)
    if position is not None:
        part.position = position
    part.save(update_fields=["name", "folded_name", "position"])
    part.project.touch_parts()
    live.announce(part.project)


def hold(part: Label | Field) -> None:
    """Hold the part's project, and see the part as it is now, not as it was read."""
    lock(part.project)
    stored = ["name", "folded_name", "position", "deleted_at"]
    if isinstance(part, Field):
        stored += ["choices", "is_predicted", "unit"]
    part.refresh_from_db(fields=stored)
    if part.deleted_at is not None:
        raise type(part).DoesNotExist


def hide(part: Label | Field) -> None:
    part.deleted_at = timezone.now()
    part.save(update_fields=["deleted_at"])
    note_new_part(part.project)


def note_new_part(project: Project) -> None:
    """Note that there are other parts now: pages and models are behind."""
    project.touch()
    project.touch_parts()
    live.announce(project)


def check_name_is_free(
    model: type[Part], project: Project, name: str, but: Part | None = None
) -> None:
    """Raise `NameTaken` if a live part other than `but` has this name."""
    parts = parts_of(project, model).filter(folded_name=fold(name), deleted_at=None)
    if but is not None:
        parts = parts.exclude(pk=but.pk)
    if parts.exists():
        raise NameTaken(
            _("There is already a “%(name)s”. Choose another name.")
            % {"name": tidy(name)}
        )


def check_label_quota(project: Project) -> None:
    quota = project.policy.label_quota
    check_quota(
        project.live_labels().count(),
        1,
        quota,
        ngettext(
            "A project has room for %(quota)d label.",
            "A project has room for %(quota)d labels.",
            quota,
        )
        % {"quota": quota},
    )


def check_field_quota(project: Project) -> None:
    quota = project.policy.field_quota
    check_quota(
        project.live_fields().count(),
        1,
        quota,
        ngettext(
            "A project has room for %(quota)d column.",
            "A project has room for %(quota)d columns.",
            quota,
        )
        % {"quota": quota},
    )


def clean_prediction(field: Field, is_predicted: bool) -> bool:
    """Return whether a column is predicted. Raises `BadExample` if it cannot be."""
    if is_predicted and field.project.kind.has_labels:
        raise BadExample(_("A project of this kind predicts labels, not columns."))
    if is_predicted and is_choice(field):
        raise BadExample(_("Only a column of numbers can be predicted."))
    return is_predicted


def is_choice(field: Field) -> bool:
    return field.kind == FieldKind.CHOICE


def clean_choices(project: Project, choices: Sequence[str]) -> list[str]:
    """Return the choices tidied; raise if two are the same or there are too many."""
    quota = project.policy.choice_quota
    check_quota(
        0,
        len(choices),
        quota,
        ngettext(
            "A column has room for %(quota)d choice.",
            "A column has room for %(quota)d choices.",
            quota,
        )
        % {"quota": quota},
    )
    tidied = [tidy(choice) for choice in choices]
    folded = [fold(choice) for choice in tidied]
    for place, choice in enumerate(tidied):
        if folded[place] in folded[:place]:
            raise NameTaken(
                _("There is already a choice “%(choice)s”.") % {"choice": choice}
            )
    return tidied


def check_choices_are_unused(field: Field, choices: set[str]) -> None:
    for choice in sorted(choices):
        # Not `values__2`, which would look for the third value of a list.
        uses = {str(field.number): choice}
        used = field.project.examples.filter(values__contains=uses).count()
        if used:
            raise NameTaken(
                ngettext(
                    "%(count)d example uses “%(choice)s”. Change it first.",
                    "%(count)d examples use “%(choice)s”. Change them first.",
                    used,
                )
                % {"count": used, "choice": choice}
            )
