"""What must be done before the site can start."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from mlforkids.static_files import collect_static_files
from mlforkids.vendor import NothingInstalled, copy_vendor_files


class Command(BaseCommand):
    """Bring tables and static files up to date; quick when they are."""

    help = "Migrate the database and collect static files. `serve` does so itself."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether there is a database yet."""
        parser.add_argument("--files-only", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare."""
        try:
            copy_vendor_files()
        except NothingInstalled as error:
            raise CommandError(str(error)) from error
        if not options["files_only"]:
            call_command("migrate", interactive=False, verbosity=0)
        collect_static_files()
