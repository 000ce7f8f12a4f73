"""Everything that is needed to classify for a key, with one question to the database.

Programs ask in loops, many times a second. What a project's parts and a trained model
say is kept in memory, under a name that changes with them, so it is never stale.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection

from projects.models import Project, Scope
from projects.models.key import digest_key

from ..learning.local_examples import fields_of
from ..models import LocalModel, MLModel
from .kinds import TALKS, Parts, Talk
from .local import find_local
from .refusals import NotAllowed, NotFound
from .throttles import check_rate

PROJECTS_KEPT = 512  # in the memory of one web process

# Written out, because putting it together by the ORM takes longer than answering it.
# Which keys work is as `ProjectKeyQuerySet.working` says.
FIND = """
    SELECT key.id, key.can_classify, project.id, project.kind_code,
           project.parts_changed_at, ml_model.id
    FROM projects_projectkey AS key
    JOIN projects_project AS project ON project.id = key.project_id
    JOIN classrooms_user AS member ON member.id = key.member_id AND member.is_active
    LEFT JOIN training_mlmodel AS ml_model
           ON ml_model.project_id = project.id AND ml_model.is_current
    WHERE key.digest = %s
      AND (project.owner_id = member.id
           OR EXISTS (SELECT FROM classrooms_student AS student
                      WHERE student.user_id = member.id
                        AND student.classroom_id = project.classroom_id)
           OR EXISTS (SELECT FROM classrooms_teaching AS teaching
                      WHERE teaching.user_id = member.id
                        AND teaching.classroom_id = project.classroom_id))
"""


@dataclass(frozen=True)
class Plan:
    """What to do with something that somebody wants classified."""

    talk: Talk
    parts: Parts
    ml_model: MLModel | LocalModel | None


def find_plan(key: str) -> Plan:
    """Return how to classify for `key`. Raises `Refused` if it may not."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [digest_key(key)])
        row = cursor.fetchone()
    if row is None:
        return find_local_plan(key)
    pk, may, project_id, kind_code, parts_changed_at, ml_model_id = row
    if not may:
        raise NotAllowed
    check_rate(pk, Scope.CLASSIFY)
    parts = load_parts(project_id, parts_changed_at)
    ml_model = load_model(ml_model_id) if ml_model_id else None
    return Plan(TALKS[kind_code], parts, ml_model)


def find_local_plan(key: str) -> Plan:
    """Return how to classify for a browser's key, within an hour of its training."""
    local = find_local(key, Scope.CLASSIFY)
    newest = local.newest()
    if newest is None:
        raise NotFound("Nothing was trained with this key within the hour")
    current = local.current()
    schema = (current or newest).schema
    fields = fields_of(schema)
    labels = {label["number"]: label["name"] for label in schema["labels"]}
    return Plan(local.talk, Parts(fields, labels), current)


@lru_cache(maxsize=PROJECTS_KEPT)
def load_parts(project_id: UUID, changed_at: datetime) -> Parts:
    project = Project.objects.get(pk=project_id)
    labels = {label.number: label.name for label in project.live_labels()}
    return Parts(list(project.live_fields()), labels)


@lru_cache(maxsize=PROJECTS_KEPT)
def load_model(pk: UUID) -> MLModel:
    """Return a model in use: until another takes over, nothing of it changes."""
    return MLModel.objects.select_related("project").get(pk=pk)
