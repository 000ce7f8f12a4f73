"""Examples: adding them once, changing, moving and deleting them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import User
from classrooms.names import fold
from classrooms.quotas import check_quota

from .. import live
from ..importing import Import
from ..kinds import BadExample, Content
from ..models import CONTENT_FIELDS, Label, Project, TrainingExample
from ..room import check_fits, hold_room
from .duplicates import check_is_alone, held_already, without_duplicates
from .files import keep_to_undo, take_out
from .locks import lock
from .parts import add_field, add_label


@dataclass(frozen=True)
class NewExample:
    """What is added: its id makes a second delivery of the same one harmless."""

    label: Label | None  # None of kinds that have none
    content: Content
    id: UUID = field(default_factory=uuid4)
    # Of one that was deleted and is restored; else it is now, and who adds it.
    created_at: datetime | None = None
    author_id: int | None = None


@dataclass(frozen=True)
class Moved:
    """How many examples went to another label, and how many were there already."""

    moved: int
    left: int


@transaction.atomic
def add_examples(
    project: Project,
    new: Sequence[NewExample],
    author: User,
    skip_duplicates: bool = False,
) -> list[TrainingExample]:
    """Store all of `new`, or none if there is no room; return them as stored.

    Raises what `take_in` raises.
    """
    take_in(project, new, author, skip_duplicates)
    kept = project.examples.filter(pk__in=[example.id for example in new])
    return list(kept.select_related("label", "author__student"))


def take_in(
    project: Project,
    new: Sequence[NewExample],
    author: User,
    skip_duplicates: bool = False,
) -> int:
    """Store all of `new`, in a transaction; return how many were not there.

    Those that are there already, by id, are left as they are and not counted.
    Raises `QuotaExceeded`, `Label.DoesNotExist` for a label deleted meanwhile, and
    `AlreadyThere` for one that its label holds already, if those are not to be skipped.
    Files have to lie in their folders: `add_upload`, or a deletion, left them there.
    """
    if project.kind.file_names:
        hold_room(project.owner_id)
    lock(project)
    check_labels_are_live(project, [example.label for example in new])
    fresh = without_duplicates(project, without_stored(project, new), skip_duplicates)
    check_example_quota(project, len(fresh))
    take_in_files(project, [example.content for example in fresh.values()])
    store(project, fresh.values(), author)
    if fresh:
        project.touch()
        live.announce(project)
    return len(fresh)


def without_stored(
    project: Project, new: Sequence[NewExample]
) -> dict[UUID, NewExample]:
    """Return by their ids those that `project` does not have.

    Raises `BadExample` for an id that an example of another project has.
    """
    ids = [example.id for example in new]
    held = TrainingExample.objects.filter(pk__in=ids)
    projects = dict(held.values_list("pk", "project_id"))
    fresh = {
        example.id: example
        for example in without_erased(new)
        if projects.get(example.id) != project.pk
    }
    if projects.keys() & fresh.keys():
        raise BadExample(_("That did not work. Load the page again."))
    return fresh


@transaction.atomic
def import_examples(project: Project, found: Import, author: User) -> int:
    """Store the good rows of a table, and the columns and labels they need.

    Returns how many rows were stored. Raises `QuotaExceeded`, and
    `Label.DoesNotExist` for a label deleted meanwhile.
    """
    lock(project)
    numbers = make_fields(project, found)
    labels = make_labels(project, found)
    if not all(fold(row.label_name) in labels for row in found.rows):
        raise Label.DoesNotExist  # Deleted or renamed since the table was read.
    new = [
        NewExample(labels[fold(row.label_name)], renumber(row.content, numbers))
        for row in found.rows
    ]
    return take_in(project, new, author, skip_duplicates=True)


def make_labels(project: Project, found: Import) -> dict[str, Label | None]:
    """Make the table's new labels; return all by name, None where there are none."""
    if not project.kind.has_labels:
        return {"": None}
    labels = {label.folded_name: label for label in project.live_labels()}
    for name in found.new_labels:
        if fold(name) not in labels:
            labels[fold(name)] = add_label(project, name)
    return {**labels}


def without_erased(new: Sequence[NewExample]) -> list[NewExample]:
    """Leave out what is restored of people who were erased: that has to stay away."""
    welcome = {None} | still_there(example.author_id for example in new)
    return [each for each in new if each.author_id in welcome]


def take_in_files(project: Project, contents: Sequence[Content]) -> None:
    """Make sure of the files of what is stored now, and that there is room for them."""
    sizes = [content.file.size for content in contents if content.file]
    if sizes:
        check_fits(project.owner_id, sum(sizes))
        take_out(project, contents)


def store(project: Project, fresh: Collection[NewExample], adder: User) -> None:
    examples = []
    now = timezone.now()
    for place, new in enumerate(fresh):
        example = TrainingExample(
            id=new.id,
            project=project,
            label=new.label,
            author_id=author_of(new, adder),
            # What comes together stays in its order.
            created_at=new.created_at or now + timedelta(microseconds=place),
        )
        example.hold(new.content)
        examples.append(example)
    TrainingExample.objects.bulk_create(examples, batch_size=1000)


def make_fields(project: Project, found: Import) -> dict[str, str]:
    """Make the table's columns; return their numbers by those they had in the table."""
    if found.new_fields and project.live_fields().exists():
        raise BadExample(_("This project has other columns now. Load the page again."))
    made = {
        str(each.number): add_field(
            project,
            each.name,
            each.kind,
            each.choices,
            is_predicted=each.is_predicted,
            unit=each.unit,
        )
        for each in found.new_fields
    }
    return {number: str(field.number) for number, field in made.items()}


def renumber(content: Content, numbers: Mapping[str, str]) -> Content:
    values = {numbers.get(each, each): value for each, value in content.values.items()}
    return replace(content, values=values)


def still_there(user_ids: Iterable[int | None]) -> set[int]:
    """Return those of `user_ids` whose account has not been deleted."""
    ids = {each for each in user_ids if each is not None}
    if not ids:
        return set()
    return set(User.objects.filter(pk__in=ids).values_list("pk", flat=True))


def author_of(example: NewExample, adder: User) -> int | None:
    return adder.pk if example.created_at is None else example.author_id


def check_labels_are_live(project: Project, labels: Iterable[Label | None]) -> None:
    """Raise `Label.DoesNotExist` if one was deleted while nobody held the project.

    Of kinds without labels, none may be given.
    """
    ids = {label.pk if label else None for label in labels}
    if not project.kind.has_labels:
        live: set[int | None] = {None}
    else:
        live = set(project.live_labels().values_list("pk", flat=True))
    if not ids <= live:
        raise Label.DoesNotExist


def check_example_quota(project: Project, more: int) -> None:
    quota = project.example_quota
    used = project.examples.count()
    room = max(0, quota - used)
    check_quota(used, more, quota, sentence_on_room(quota, room))


def sentence_on_room(quota: int, room: int) -> str:
    full = _(
        "The project is full: it has room for %(quota)d examples. Delete some first."
    )
    sentence = ngettext(
        "A project has room for %(quota)d examples, so %(room)d more fits. "
        "Delete some, or add fewer.",
        "A project has room for %(quota)d examples, so %(room)d more fit. "
        "Delete some, or add fewer.",
        room,
    )
    return (sentence if room else full) % {"quota": quota, "room": room}


@transaction.atomic
def change_example(
    example: TrainingExample,
    label: Label | None = None,
    given: Mapping[str, object] | None = None,
) -> None:
    """Move an example, give it another content, or both; what is not given stays.

    `given` is as for `Kind.change`. Raises `BadExample` and `AlreadyThere`.
    """
    project = example.project
    lock(project)
    example.refresh_from_db(fields=["label", *CONTENT_FIELDS])
    if label is not None:
        check_labels_are_live(project, [label])
        example.label = label
    if given:
        fields = list(project.live_fields())
        example.hold(project.kind.change(fields, example.content, given))
    check_is_alone(example)
    example.save(update_fields=["label", *CONTENT_FIELDS])
    project.touch()
    live.announce(project)


@transaction.atomic
def delete_examples(project: Project, ids: Sequence[UUID]) -> list[TrainingExample]:
    """Delete those of `ids` that are still there; return them, for undoing."""
    lock(project)
    chosen = project.examples.filter(pk__in=ids)
    deleted = list(chosen.select_related("label", "author__student"))
    keep_to_undo(project, deleted)
    remove(project, chosen)
    return deleted


@transaction.atomic
def move_examples(project: Project, ids: Sequence[UUID], label: Label) -> Moved:
    """Put those of `ids` that are still there under `label`; say what became of them.

    One that the label holds already stays where it is.
    """
    lock(project)
    check_labels_are_live(project, [label])
    chosen = project.examples.filter(pk__in=ids)
    staying = held_already(chosen.exclude(label=label), label)
    moved = chosen.exclude(pk__in=staying).update(label=label)
    if moved:
        project.touch()
        live.announce(project)
    return Moved(moved, len(staying))


def remove(project: Project, chosen: QuerySet[TrainingExample]) -> None:
    if chosen.delete()[0]:
        project.touch()
        live.announce(project)
