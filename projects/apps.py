from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        from classrooms.actions import teachers

        from .actions import hand_to_owner

        teachers.WHEN_ONE_LEAVES.append(hand_to_owner)
