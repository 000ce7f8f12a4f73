"""The shapes of JSON that go in and out."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from classrooms.names import LONGEST_TYPED, check_name, tidy

from .models import Field, FieldKind, Label, Project, ProjectKey, TrainingExample

MOST_AT_ONCE = 10_000  # examples in one request
LONGEST_REASON = 200  # characters
LAST_POSITION = 9999  # leaves room after it for parts that are added later
UNDO_SALT = "projects.undo"
MOMENT = serializers.DateTimeField()


class NameField(serializers.CharField):
    """A name in any script, tidied before it is checked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_TYPED, **options)

    def to_internal_value(self, data: Any) -> str:
        name = tidy(super().to_internal_value(data))
        try:
            check_name(name)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from error
        return name


class TypedField(serializers.CharField):
    """What somebody typed, as it is: the kind of project tidies and checks it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_blank=True, trim_whitespace=False, **options)


class ProjectSerializer(serializers.ModelSerializer[Project]):
    name = NameField()
    kind = serializers.CharField(source="kind_code", read_only=True)

    class Meta:
        model = Project
        fields = ["id", "name", "kind", "created_at"]
        read_only_fields = ["id", "kind", "created_at"]


class LabelSerializer(serializers.ModelSerializer[Label]):
    name = NameField(required=False)
    example_count = serializers.IntegerField(read_only=True, default=0)

    class Meta:
        model = Label
        fields = ["number", "name", "position", "is_background", "example_count"]
        read_only_fields = ["number", "is_background"]
        extra_kwargs = {"position": {"required": False, "max_value": LAST_POSITION}}


class FieldSerializer(serializers.ModelSerializer[Field]):
    name = NameField(required=False)
    kind = serializers.ChoiceField(choices=FieldKind.choices, required=False)
    choices = serializers.ListField(child=NameField(), required=False, max_length=1000)

    class Meta:
        model = Field
        fields = [
            "number",
            "name",
            "kind",
            "choices",
            "is_predicted",
            "unit",
            "position",
        ]
        read_only_fields = ["number"]
        extra_kwargs = {"position": {"required": False, "max_value": LAST_POSITION}}


class ExampleSerializer(serializers.BaseSerializer[Any]):
    """What a page is told of an example. Only to be read, and by whole classes at once.

    Written out: a `ModelSerializer` takes ten times as long.
    """

    def to_representation(self, example: TrainingExample) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "id": str(example.pk),
            "label": example.label.number if example.label else None,
            "values": example.values,
            "text": example.text,
            "files": self.get_files(example),
            "created_at": MOMENT.to_representation(example.created_at),
            "changed_at": MOMENT.to_representation(example.changed_at),
            "state": str(example.state),
            "author": self.get_author(example),
            "by": self.get_by(example),
        }

    def get_files(self, example: TrainingExample) -> dict[str, str] | None:
        """Return where each of its files is, by what it is for."""
        if not example.file:
            return None
        names = example.project.kind.file_names
        return {
            PurePath(name).stem: reverse(
                "projects:example-file", args=[example.project_id, example.pk, name]
            )
            for name in names
        }

    def get_author(self, example: TrainingExample) -> str | None:
        """Return the name of who added it: of a teacher never the email address."""
        author = example.author
        if author is None or author.is_student:
            return str(author) if author else None
        return author.name or None

    def get_by(self, example: TrainingExample) -> str | None:
        """Return the id of the student who added it; None for anybody else."""
        author = example.author
        is_student = author is not None and author.is_student
        return str(author.student.pk) if is_student and author else None


class DeletedExampleSerializer(ExampleSerializer):
    """A deleted example, with what brings it back just as it was."""

    def to_representation(self, example: TrainingExample) -> dict[str, Any]:
        """Return it as JSON."""
        shown = super().to_representation(example)
        return {**shown, "undo": self.get_undo(example)}

    def get_undo(self, example: TrainingExample) -> str:
        """Return the example, signed: undoing cannot be used to write another."""
        row = {
            "id": str(example.pk),
            "project": str(example.project_id),
            "label": example.label_id,
            "values": example.values,
            "text": example.text,
            "file": [
                example.file,
                example.fingerprint,
                example.stored_bytes,
                example.likeness,
            ],
            "created_at": example.created_at.isoformat(),
            "author_id": example.author_id,
            "state": example.state,
        }
        return signing.dumps(row, salt=UNDO_SALT, compress=True)


class AddExampleSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(required=False)
    # Of kinds that have labels.
    label = serializers.IntegerField(required=False)  # type: ignore[assignment]
    values = serializers.DictField(required=False)
    text = TypedField(required=False)
    # A file itself, or where on the web it is.
    picture = serializers.FileField(required=False, allow_empty_file=True)
    sound = serializers.FileField(required=False, allow_empty_file=True)
    address = TypedField(required=False)


class ChangeExampleSerializer(serializers.Serializer[Any]):
    label = serializers.IntegerField(required=False)  # type: ignore[assignment]
    values = serializers.DictField(required=False)
    text = TypedField(required=False)


class RowsField(serializers.Field[dict[UUID, dict[str, object]], Any, Any, Any]):
    """Many rows, `{id, values}`, as values by id; of one that comes twice, the last."""

    default_error_messages = {
        "bad": _("These are no rows of a table."),
        "many": _("These are too many rows at once."),
    }

    def to_internal_value(self, data: Any) -> dict[UUID, dict[str, object]]:
        if not isinstance(data, list):
            self.fail("bad")
        if len(data) > MOST_AT_ONCE:
            self.fail("many")
        try:
            return {UUID(row["id"]): dict(row["values"].items()) for row in data}
        except (AttributeError, KeyError, TypeError, ValueError):
            self.fail("bad")


class ChangeRowsSerializer(serializers.Serializer[Any]):
    rows = RowsField(default=dict)
    new = RowsField(default=dict)


class OrderSerializer(serializers.Serializer[Any]):
    numbers = serializers.ListField(child=serializers.IntegerField(), max_length=1000)


class IdsSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_AT_ONCE)
    label = serializers.IntegerField(required=False)  # type: ignore[assignment]


class RestoreExamplesSerializer(serializers.Serializer[Any]):
    examples = serializers.ListField(
        child=serializers.DictField(), max_length=MOST_AT_ONCE
    )


class ReasonField(serializers.CharField):
    """A sentence or two, tidied before its length is checked."""

    def to_internal_value(self, data: Any) -> str:
        typed = super().to_internal_value(data)
        reason = tidy(typed)
        if len(typed) > LONGEST_TYPED or len(reason) > LONGEST_REASON:
            raise serializers.ValidationError(
                _("Say it in fewer words: %(longest)d characters at most.")
                % {"longest": LONGEST_REASON}
            )
        return reason


class ReasonSerializer(serializers.Serializer[Any]):
    reason = ReasonField(required=False, allow_blank=True, default="")


class ImportSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(required=False, allow_empty_file=True)
    text = TypedField(required=False)
    preview = serializers.BooleanField(default=True)
    skip_bad = serializers.BooleanField(default=False)
    # Of text: what the lines are examples of, where no column says it.
    label = serializers.IntegerField(required=False)  # type: ignore[assignment]
    # Of rows without labels: which of the new columns is to be predicted.
    predicted = serializers.IntegerField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("file" in attrs) == ("text" in attrs):
            raise serializers.ValidationError(_("Choose a file, or paste a table."))
        return attrs


class ProjectKeySerializer(serializers.ModelSerializer[ProjectKey]):
    key = serializers.CharField(source="spell")
    url = serializers.SerializerMethodField()

    class Meta:
        model = ProjectKey
        fields = ["key", "scopes", "url"]
        read_only_fields = fields

    def get_url(self, key: ProjectKey) -> str:
        path = f"/api/scratch/{key.spell()}/"
        return str(self.context["request"].build_absolute_uri(path))


class MemberKeySerializer(serializers.ModelSerializer[ProjectKey]):
    """A student's key, as their teacher sees it: without the secret."""

    id = serializers.UUIDField(source="member.student.pk")
    username = serializers.CharField(source="member.student.username")

    class Meta:
        model = ProjectKey
        fields = ["id", "username", "scopes", "created_at"]
        read_only_fields = fields
