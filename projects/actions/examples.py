"""Examples: adding them once, changing, moving and deleting them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms.models import User

from .. import live
from ..kinds import BadExample, Content
from ..models import CONTENT_FIELDS, Label, Moderation, Project, TrainingExample
from ..room import Room, check_fits, hold_room, room_of_project
from .duplicates import check_is_alone, held_already, without_duplicates
from .facts import Facts, Stored, hold_and_ask
from .files import keep_to_undo, take_out
from .limits import (
    check_are_theirs,
    check_example_quotas,
    check_may_add,
    state_of,
    waits_once_changed,
)
from .locks import lock


@dataclass(frozen=True)
class NewExample:
    """What is added: its id makes a second delivery of the same one harmless."""

    label: Label | None  # None of kinds that have none
    content: Content
    id: UUID = field(default_factory=uuid4)
    # Of one that was deleted and is restored; else it is now, and who adds it.
    created_at: datetime | None = None
    author_id: int | None = None
    state: str = Moderation.SHOWN


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
    stored = take_in(project, new, author, skip_duplicates)
    if len(stored) == len(new) and all(each.created_at is None for each in new):
        return stored  # All new, all theirs: there is nothing to look up.
    kept = project.examples.filter(pk__in=[example.id for example in new])
    return list(kept.select_related("label", "author__student"))


def take_in(
    project: Project,
    new: Sequence[NewExample],
    author: User,
    skip_duplicates: bool = False,
) -> list[TrainingExample]:
    """Store all of `new`, in a transaction; return those that were not there.

    Those that are there already, by id, are left as they are.
    Raises `QuotaExceeded`, `Label.DoesNotExist` for a label deleted meanwhile,
    `AlreadyThere` for one that its label holds already, if those are not to be skipped,
    and what `check_may_add` raises.
    Files have to lie in their folders: `add_upload`, or a deletion, left them there.
    """
    room = room_of_project(project) if project.kind.file_names else None
    if room:
        hold_room(room)
    ids = [each.id for each in new]
    facts = hold_and_ask(project, author, ids, prints_of(project, new))
    return take_in_held(project, new, author, facts, skip_duplicates, room)


def take_in_held(
    project: Project,
    new: Sequence[NewExample],
    author: User,
    facts: Facts,
    skip_duplicates: bool = False,
    room: Room | None = None,  # that is held, too, where there are files
) -> list[TrainingExample]:
    """Do as `take_in`, to a project that is held, and of which `facts` are known."""
    check_may_add(project, new, author, facts)
    check_labels_are_there(project, new, facts)
    unknown = without_stored(project, new, author, facts)
    fresh = without_duplicates(project, unknown, facts, skip_duplicates)
    check_example_quotas(project, len(fresh), author, facts)
    if room:
        contents = [example.content for example in fresh.values()]
        take_in_files(project, contents, room)
    stored = store(project, fresh.values(), author)
    note_change(project, stored)
    return stored


def without_stored(
    project: Project, new: Sequence[NewExample], author: User, facts: Facts
) -> dict[UUID, NewExample]:
    """Return by their ids those that `project` does not have.

    Raises `BadExample` for an id of an example that `author` did not add here.
    """
    held = facts.stored
    for example in held.values():
        check_may_come_again(example, project, author)
    return {each.id: each for each in without_erased(new) if each.id not in held}


def check_may_come_again(
    example: TrainingExample | Stored, project: Project, author: User
) -> None:
    """Raise `BadExample` if `author` may not hear that `example` is there already."""
    is_here = example.project_id == project.pk
    is_theirs = example.author_id == author.pk
    if not is_here or not (is_theirs or project.standing_of(author).may_edit_all):
        raise BadExample(_("That did not work. Load the page again."))


def without_erased(new: Sequence[NewExample]) -> list[NewExample]:
    """Leave out what is restored of people who were erased: that has to stay away."""
    welcome = {None} | still_there(example.author_id for example in new)
    return [each for each in new if each.author_id in welcome]


def take_in_files(project: Project, contents: Sequence[Content], room: Room) -> None:
    """Make sure of the files of what is stored now, and that there is room for them."""
    sizes = [content.file.size for content in contents if content.file]
    if sizes:
        check_fits(room, sum(sizes))
        take_out(project, contents)


def store(
    project: Project, fresh: Collection[NewExample], adder: User
) -> list[TrainingExample]:
    examples = []
    now = timezone.now()
    for place, new in enumerate(fresh):
        example = TrainingExample(
            id=new.id,
            project=project,
            label=new.label,
            **author_of(new, adder),
            # What comes together stays in its order.
            created_at=new.created_at or now + timedelta(microseconds=place),
            state=state_of(project, new, adder),
        )
        example.hold(new.content)
        examples.append(example)
    return TrainingExample.objects.bulk_create(examples, batch_size=1000)


def still_there(user_ids: Iterable[int | None]) -> set[int]:
    """Return those of `user_ids` whose account has not been deleted."""
    ids = {each for each in user_ids if each is not None}
    if not ids:
        return set()
    return set(User.objects.filter(pk__in=ids).values_list("pk", flat=True))


def author_of(example: NewExample, adder: User) -> dict[str, Any]:
    if example.created_at is None:
        return {"author": adder}
    return {"author_id": example.author_id}


def prints_of(project: Project, new: Iterable[NewExample]) -> set[str]:
    return {project.kind.fingerprint(each.content) for each in new} - {""}


def check_labels_are_there(
    project: Project, new: Iterable[NewExample], facts: Facts
) -> None:
    """Raise `Label.DoesNotExist` if one was deleted while nobody held the project.

    Of kinds without labels, none may be given.
    """
    there = set(facts.labels) if project.kind.has_labels else {None}
    if not {each.label.pk if each.label else None for each in new} <= there:
        raise Label.DoesNotExist


def check_label_is_live(project: Project, label: Label) -> None:
    """Raise `Label.DoesNotExist` if it was deleted while nobody held the project."""
    if not project.kind.has_labels or not project.live_labels().contains(label):
        raise Label.DoesNotExist


@transaction.atomic
def change_example(
    example: TrainingExample,
    by: User,
    label: Label | None = None,
    given: Mapping[str, object] | None = None,
) -> None:
    """Move an example, give it another content, or both; what is not given stays.

    `given` is as for `Kind.change`. Raises `BadExample`, `AlreadyThere`, `NotYours`.
    """
    project = example.project
    lock(project)
    check_are_theirs(project, project.examples.filter(pk=example.pk), by)
    example.refresh_from_db(fields=["label", "state", *CONTENT_FIELDS])
    was_shown = example.state == Moderation.SHOWN
    if label is not None:
        check_label_is_live(project, label)
        example.label = label
    if given:
        fields = list(project.live_fields())
        example.hold(project.kind.change(fields, example.content, given))
    check_is_alone(example)
    if was_shown and waits_once_changed(project, by):
        example.state = Moderation.WAITING
    example.save(update_fields=["label", "state", *CONTENT_FIELDS])
    note_change(project, [example], was_shown)


@transaction.atomic
def delete_examples(
    project: Project, ids: Sequence[UUID], by: User
) -> list[TrainingExample]:
    """Delete those of `ids` that are still there; return them, for undoing.

    Raises `NotYours`.
    """
    lock(project)
    chosen = project.examples.filter(pk__in=ids)
    check_are_theirs(project, chosen, by)
    deleted = list(chosen.select_related("label", "author__student"))
    keep_to_undo(project, deleted)
    chosen.delete()
    note_change(project, deleted)
    return deleted


@transaction.atomic
def move_examples(
    project: Project, ids: Sequence[UUID], label: Label, by: User
) -> Moved:
    """Put those of `ids` that are still there under `label`; say what became of them.

    One that the label holds already stays where it is. Raises `NotYours`.
    """
    lock(project)
    check_label_is_live(project, label)
    chosen = project.examples.filter(pk__in=ids)
    check_are_theirs(project, chosen, by)
    staying = held_already(chosen.exclude(label=label), label)
    moving = list(chosen.exclude(pk__in=staying))
    moved = project.examples.filter(pk__in=[each.pk for each in moving])
    moved.update(label=label, changed_at=timezone.now())
    if waits_once_changed(project, by):
        moved.shown().update(state=Moderation.WAITING)
    note_change(project, moving)
    return Moved(len(moving), len(staying))


def note_change(
    project: Project, examples: Sequence[TrainingExample], was_shown: bool = False
) -> None:
    """Note that these are not as they were: models may be behind, and pages are."""
    shown = was_shown or any(each.state == Moderation.SHOWN for each in examples)
    if shown:
        project.touch()
    if examples:
        live.announce(project, [each.pk for each in examples])
