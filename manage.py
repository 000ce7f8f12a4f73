#!/usr/bin/env python
"""Run anything; the embedded services are borrowed for as long as it runs."""

import os
import sys
from contextlib import nullcontext

# These need no database, or (serve) look after the services themselves.
WITHOUT_SERVICES = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "help",
    "makemessages",
    "serve",
}


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    alone = command in WITHOUT_SERVICES or "--help" in sys.argv
    with nullcontext() if alone else settings.SERVICES.borrowed():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
