"""A project that a class fills, and people in it who are erased."""

from uuid import UUID

from django.utils import timezone

from classrooms.models import User
from tests.projects.class_case import put
from tests.school import make_text_project
from training import erasing
from training.erasing import Elsewhere
from training.models import Evaluation, LearntFrom, MLModel

from .erasing import ErasingTestCase


class ClassErasingTestCase(ErasingTestCase):
    """Year 5 fills a project of Ms Rivera; Ada and Grace have added to it."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_text_project(self.rivera, happy=["Yes"], sad=["No"])
        self.project.classroom = self.year_5
        self.project.save()
        self.happy, self.sad = self.project.live_labels()
        (self.of_ada,) = put(self.happy, self.ada, "Hooray")
        (self.of_grace,) = put(self.sad, self.grace, "Alas")

    def train_on(self, *ids: UUID, **fields: object) -> MLModel:
        """Make a model that has learnt from these examples, and says so."""
        ml_model = MLModel.objects.create(
            project=self.project,
            status="ready",
            finished_at=timezone.now(),
            examples_read_at=timezone.now(),
            **fields,
        )
        LearntFrom.objects.create(ml_model=ml_model, example_ids=ids)
        return ml_model

    def judge(self, ml_model: MLModel, *authors: User) -> Evaluation:
        people = [{"author": each.pk, "count": 2, "right": 1} for each in authors]
        return Evaluation.objects.create(
            ml_model=ml_model,
            method="held-back",
            example_count=4,
            details={"contributors": people},
        )

    def keep_ada(self):
        with self.captureOnCommitCallbacks(execute=True):
            return erasing.erase_students(
                [self.ada.student], self.rivera, elsewhere=Elsewhere.KEEP
            )

    def texts(self) -> list[str]:
        examples = self.project.examples.order_by("text")
        return list(examples.values_list("text", flat=True))
