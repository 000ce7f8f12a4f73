from ..models import Project


def lock(project: Project) -> None:
    """Hold the project's row, so that what is counted now is still true at commit.

    Raises `Project.DoesNotExist` if it has been deleted in the meantime.
    """
    Project.objects.select_for_update().get(pk=project.pk)
