from ..models import Project

DECIDED = ("classroom_id", "is_collecting", "needs_approval", "student_quota")


def lock(project: Project) -> None:
    """Hold the project's row, so that what is counted now is still true at commit.

    What its class has decided is as it is now, not as it was when it was read.
    Raises `Project.DoesNotExist` if it has been deleted in the meantime.
    """
    held = Project.objects.select_for_update().values(*DECIDED).get(pk=project.pk)
    for name, value in held.items():
        setattr(project, name, value)
