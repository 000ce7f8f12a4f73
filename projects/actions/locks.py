from typing import Any

from django.db import connection

from ..models import Project

# In SQL, as `facts` has what follows: it is asked for whatever anybody adds.
HOLD = """
SELECT classroom_id, is_collecting, needs_approval, student_quota
FROM projects_project WHERE id = %(project)s FOR UPDATE
"""


def lock(project: Project) -> None:
    """Hold the project's row, so that what is counted now is still true at commit.

    What its class has decided is as it is now, not as it was when it was read.
    Raises `Project.DoesNotExist` if it has been deleted in the meantime.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, {"project": project.pk})
        note_decided(project, cursor.fetchone())


def note_decided(project: Project, held: tuple[Any, ...] | None) -> None:
    """Take on what `HOLD` has read; of None, raise `Project.DoesNotExist`."""
    if held is None:
        raise Project.DoesNotExist
    project.classroom_id, project.is_collecting = held[:2]
    project.needs_approval, project.student_quota = held[2:]
