"""How a model is described in JSON, the same by HTTP and by WebSocket."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from projects.kinds import KIND_CHOICES
from projects.models import Project

from .models import Evaluation, MLModel
from .problems import sentence_for

STAGES = ["reading", "looking", "learning", "measuring"]  # of learning in a browser
NEVER_TRAINED = {"status": "none", "current": None}


class EvaluationSerializer(serializers.ModelSerializer[Evaluation]):
    class Meta:
        model = Evaluation
        fields = ["method", "accuracy", "baseline", "example_count"]
        read_only_fields = fields

    def to_representation(self, instance: Evaluation) -> dict[str, Any]:
        # Who has added what measured it is for teachers: see `reports`.
        shown = {k: v for k, v in instance.details.items() if k != "contributors"}
        return {**shown, **super().to_representation(instance)}


class StartTrainingSerializer(serializers.Serializer[Any]):
    again = serializers.BooleanField(default=False)  # give up the one on its way


class CancelTrainingSerializer(serializers.Serializer[Any]):
    # Only this one, if somebody else has begun another meanwhile.
    id = serializers.UUIDField(required=False)
    failed = serializers.BooleanField(default=False)


class ProgressSerializer(serializers.Serializer[Any]):
    stage = serializers.ChoiceField(choices=STAGES)
    fraction = serializers.FloatField(min_value=0, max_value=1)


class LocalKeySerializer(serializers.Serializer[Any]):
    type = serializers.ChoiceField(choices=KIND_CHOICES)


class MLModelSerializer(serializers.ModelSerializer[MLModel]):
    problem = serializers.SerializerMethodField()
    outdated = serializers.BooleanField(source="is_outdated")
    files = serializers.SerializerMethodField()
    evaluation = serializers.SerializerMethodField()

    class Meta:
        model = MLModel
        fields = [
            "id",
            "status",
            "is_current",
            "stage",
            "fraction",
            "requested_at",
            "finished_at",
            "example_count",
            "in_browser",
            "problem",
            "outdated",
            "files",
            "schema",
            "evaluation",
        ]
        read_only_fields = fields

    def get_problem(self, ml_model: MLModel) -> str:
        return sentence_for(ml_model)

    def get_files(self, ml_model: MLModel) -> str | None:
        if not ml_model.file_names:
            return None
        return reverse("training:file", args=[ml_model.pk, "x"]).removesuffix("x")

    def get_evaluation(self, ml_model: MLModel) -> dict[str, Any] | None:
        if not hasattr(ml_model, "evaluation"):
            return None
        return dict(EvaluationSerializer(ml_model.evaluation).data)


def describe(project: Project) -> dict[str, Any]:
    """Return the newest training of `project`, and in `current` the model in use."""
    ml_models = MLModel.objects.of(project).select_related("project", "evaluation")
    newest = ml_models.defer("lesson").newest()
    if newest is None:
        return NEVER_TRAINED
    current = newest if newest.is_current else ml_models.current()
    return {
        **plain(MLModelSerializer(newest).data),
        "current": plain(MLModelSerializer(current).data) if current else None,
    }


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """Return `data` with ids as text, as channel layers need them."""
    return {**data, "id": str(data["id"])}
