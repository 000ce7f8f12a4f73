"""What a browser sends to be learnt: labels, columns and examples, checked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from classrooms.models import Policy
from classrooms.names import check_name, fold, tidy
from classrooms.quotas import check_quota
from projects.kinds import Content, Kind
from projects.models import Field, FieldKind

from ..models import Sent
from .refusals import NoRoomForParts, Refused

FIELD_KINDS = {
    "number": FieldKind.NUMBER,
    "choice": FieldKind.CHOICE,
    "multichoice": FieldKind.CHOICE,  # as the existing service calls it
}
ReadExample = Callable[[Sequence[Field], Mapping[str, object]], Content]


@dataclass
class Labels:
    """The labels of what is sent, by number; new ones are made unless all are named."""

    quota: int
    are_all_named: bool = False
    names: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def add(self, name: object) -> int:
        """Return the place of a label, made if it is new. Raises `Refused`."""
        tidied = read_name(name, "Invalid label")
        place = self.places.setdefault(fold(tidied), len(self.names))
        if place == len(self.names):
            check_parts(place + 1, self.quota)
            self.names.append(tidied)
        return place

    def find(self, name: object) -> int:
        """Return the place of an example's label."""
        if not self.are_all_named:
            return self.add(name)
        place = self.places.get(fold(name)) if isinstance(name, str) else None
        if place is None:
            raise Refused("Invalid label")
        return place


def read_sent(
    kind: Kind, body: Mapping[str, object], policy: Policy, read_example: ReadExample
) -> Sent:
    """Return what is to be learnt. Raises `Refused` and `QuotaExceeded`."""
    project = body.get("project")
    project = project if isinstance(project, dict) else {}
    fields = read_fields(project.get("fields"), policy) if kind.has_fields else []
    labels = read_labels(project.get("labels"), policy)
    examples = list_of(body.get("training"))
    check_quota(0, len(examples), kind.example_quota(policy), "")
    contents, answers, seen = [], [], set()
    for number, example in enumerate(examples, start=1):
        try:
            content, answer = read_one(fields, labels, example, read_example)
        except NoRoomForParts:
            raise
        except Refused as refusal:
            raise Refused(f"{refusal} (example {number})") from None
        twin = (answer, kind.fingerprint(content))
        if not twin[1] or twin not in seen:
            contents.append(content)
            answers.append(answer)
        seen.add(twin)
    return Sent(kind.code, describe(fields, labels.names), contents, answers)


def read_one(
    fields: Sequence[Field], labels: Labels, example: object, read: ReadExample
) -> tuple[Content, int]:
    if not isinstance(example, dict):
        raise Refused("Invalid data")
    if example.get("label") is None:
        raise Refused("Missing data")
    return read(fields, example), labels.find(example["label"])


def read_labels(given: object, policy: Policy) -> Labels:
    labels = Labels(policy.label_quota)
    for each in list_of(given or []):
        labels.add(each.get("name") if isinstance(each, dict) else each)
    labels.are_all_named = bool(labels.names)
    return labels


def read_fields(given: object, policy: Policy) -> list[Field]:
    """Return the columns, numbered in their order."""
    listed = list_of(given)
    check_parts(len(listed), policy.field_quota)
    fields = [read_field(number, each, policy) for number, each in enumerate(listed, 1)]
    if not fields or len({each.folded_name for each in fields}) < len(fields):
        raise Refused("Invalid data")
    return fields


def read_field(number: int, given: object, policy: Policy) -> Field:
    if not isinstance(given, dict):
        raise Refused("Invalid data")
    kind = given.get("kind", given.get("type"))
    if not isinstance(kind, str) or kind not in FIELD_KINDS:
        raise Refused("Invalid data")
    is_choice = FIELD_KINDS[kind] == FieldKind.CHOICE
    listed = list_of(given.get("choices")) if is_choice else []
    check_parts(len(listed), policy.choice_quota)
    choices = [read_name(choice, "Invalid data") for choice in listed]
    if len(set(map(fold, choices))) < len(choices):
        raise Refused("Invalid data")
    name = read_name(given.get("name"), "Invalid data")
    return Field(
        number=number,
        name=name,
        folded_name=fold(name),
        kind=FIELD_KINDS[kind],
        choices=choices,
    )


def read_name(name: object, otherwise: str) -> str:
    tidied = tidy(name) if isinstance(name, str) else ""
    try:
        check_name(tidied)
    except ValidationError:
        raise Refused(otherwise) from None
    return tidied


def list_of(given: object) -> list[Any]:
    if not isinstance(given, list):
        raise Refused("Missing data" if given is None else "Invalid data")
    return given


def first_of(example: Mapping[str, object], *names: str) -> object:
    """Return an example's content, under whichever of its names it came."""
    return next((example[name] for name in names if name in example), None)


def check_parts(count: int, quota: int) -> None:
    if count > quota:
        raise NoRoomForParts


def describe(fields: Sequence[Field], labels: Sequence[str]) -> dict[str, Any]:
    """Return the schema of a model that learns this."""
    return {
        "fields": [each.describe() for each in fields],
        "labels": [
            {"number": number, "name": name} for number, name in enumerate(labels, 1)
        ],
    }
