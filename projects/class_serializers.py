"""The shapes of JSON that only projects of a class have."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .models import LabelProposal, Moderation, Project
from .serializers import MOST_AT_ONCE, NameField


class SharingSerializer(serializers.ModelSerializer[Project]):
    classroom = serializers.SerializerMethodField()

    class Meta:
        model = Project
        fields = ["classroom", "is_collecting", "needs_approval", "student_quota"]
        extra_kwargs = {
            "student_quota": {
                "min_value": 1,
                "max_value": MOST_AT_ONCE,
                "error_messages": {
                    "min_value": _("Let everybody add at least 1, or close it."),
                    "max_value": _("Choose a smaller number: 10,000 at most."),
                },
            }
        }

    def get_classroom(self, project: Project) -> dict[str, str] | None:
        classroom = project.classroom
        if classroom is None:
            return None
        return {"id": str(classroom.pk), "name": classroom.name}


class ClassroomIdSerializer(serializers.Serializer[Any]):
    classroom = serializers.UUIDField()


class SeenField(serializers.DictField):
    """When each example had last changed, as the teacher saw it, by its id."""

    child = serializers.DateTimeField()

    def to_internal_value(self, data: Any) -> dict[UUID, datetime]:
        seen = super().to_internal_value(data)
        try:
            return {UUID(key): moment for key, moment in seen.items()}
        except ValueError:
            raise serializers.ValidationError("These are no ids.") from None


class ModerateSerializer(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_AT_ONCE)
    state = serializers.ChoiceField(choices=Moderation.choices)
    seen = SeenField(required=False)


class ProposalSerializer(serializers.ModelSerializer[LabelProposal]):
    name = NameField()
    by = serializers.SerializerMethodField()
    author = serializers.SerializerMethodField()

    class Meta:
        model = LabelProposal
        fields = ["id", "name", "by", "author", "is_declined"]
        read_only_fields = ["id", "is_declined"]

    def get_by(self, proposal: LabelProposal) -> str:
        return str(proposal.author.student.pk)

    def get_author(self, proposal: LabelProposal) -> str:
        return str(proposal.author)
