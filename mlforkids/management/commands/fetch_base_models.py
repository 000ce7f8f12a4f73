"""Networks that others trained: what there is, and bringing them here."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mlforkids.downloads import CannotFetch
from mlforkids.fetching import fetch_model
from training import base_models
from training.base_models import BaseFile, BaseModel

STEP = 0.1  # How much of a file must have come before the next line says so.
MEGABYTE = 1_000_000


class Command(BaseCommand):
    """List base models, or fetch those named; the site itself never fetches any."""

    help = "List the base models that can be fetched, or fetch those that are named."
    # One that is missing must not keep it from being fetched.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take names, where to fetch them from, and where to."""
        parser.add_argument("names", nargs="*", metavar="name")
        parser.add_argument("--mirror", metavar="URL", help="another host to ask")
        parser.add_argument(
            "--to", type=Path, metavar="FOLDER", default=settings.BASE_MODELS
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """List or fetch."""
        models = [self._find(name) for name in dict.fromkeys(options["names"])]
        if not models:
            self._list()
        for model in models:
            self._fetch(model, options["to"].absolute(), options["mirror"])

    def _find(self, name: str) -> BaseModel:
        model = base_models.find_model(name)
        if model is None:
            names = ", ".join(model.name for model in base_models.MODELS)
            sentence = _("There is no base model %(name)s. There are: %(names)s.")
            raise CommandError(sentence % {"name": name, "names": names})
        return model

    def _list(self) -> None:
        for model in base_models.MODELS:
            size = f"{model.size / MEGABYTE:.0f} MB"
            self.stdout.write(f"{model.name}  {model.kind}, {size}, {model.licence}")
            self.stdout.write(f"  {model.title}")
            self.stdout.write(f"  {model.page}")
            for file in model.files:
                about = f"{file.size} bytes, SHA-256 {file.sha256}"
                self.stdout.write(f"  {file.path}  {about}")
                for address in file.addresses:
                    self.stdout.write(f"    {address}")
        self.stdout.write(_("Fetch one with: manage.py fetch_base_models <name>"))

    def _fetch(self, model: BaseModel, to: Path, mirror: str | None) -> None:
        told: dict[str, float] = {}

        def report(file: BaseFile, size: int) -> None:
            fraction = size / file.size
            if fraction == 1 or fraction >= told.get(file.path, 0) + STEP:
                told[file.path] = fraction
                self.stdout.write(f"{file.path}  {fraction:.0%}")
                self.stdout.flush()

        try:
            is_new = fetch_model(model, to, mirror, report)
        except CannotFetch as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            sentence = _("Stopped. The same command goes on where it stopped.")
            raise CommandError(sentence) from None
        self._say_what_next(model, to, is_new)

    def _say_what_next(self, model: BaseModel, to: Path, is_new: bool) -> None:
        folder, is_usual = to / model.name, to == settings.BASE_MODELS
        says = _("%s is here.") if is_new else _("%s is here already.")
        self.stdout.write(says % folder)
        if is_usual and model.is_used_if_there:
            self.stdout.write(_("Start the site again, and it is used."))
            return
        self.stdout.write(
            _("To switch it on, set %(setting)s=%(value)s and start the site again.")
            % {"setting": model.setting, "value": model.name if is_usual else folder}
        )
