from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from projects import room as room_of_class

        from . import checks  # noqa: F401 (importing registers them)
        from .room import bytes_of_models

        room_of_class.TAKERS.append(bytes_of_models)
