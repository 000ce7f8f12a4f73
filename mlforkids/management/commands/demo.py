"""A class to look at, and how to come in."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from mlforkids.demo import make_demo


class Command(BaseCommand):
    """Make the demo; asked twice, it changes nothing and says the same."""

    help = "Make a demo class with projects, and print how to come in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how to print, and where the site is."""
        parser.add_argument("--json", action="store_true", help="one JSON object")
        parser.add_argument("--url", default="http://localhost:8000/")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, and print it all."""
        demo = make_demo(options["url"])
        if options["json"]:
            self.stdout.write(json.dumps(demo, ensure_ascii=False))
            return
        self.stdout.write(f"Teacher: {demo['teacher']['email']}")
        self.stdout.write(f"  password: {demo['teacher']['password']}")
        self.stdout.write(f"Class code: {demo['classroom']['code']}")
        for student in demo["students"]:
            self.stdout.write(f"  {student['username']}: {student['passphrase']}")
