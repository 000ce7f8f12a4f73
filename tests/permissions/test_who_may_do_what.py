import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from asgiref.sync import async_to_sync
from channels.routing import URLRouter
from django.conf import settings
from django.urls import get_resolver

from projects.models import Project
from tests.own_cache import give_own_cache
from tests.routes import routes
from training.routing import websocket_urlpatterns

from . import table
from .outcomes import ask, listen
from .people import GUEST, KEYS, OWNER, PEOPLE, STUDENTS, TEACHER, WholeSchoolTestCase
from .programs import PROGRAMS
from .rows import LOG_IN, MAY, MAY_LOOK, UNKNOWN, Row

VARIABLE = re.compile(r"{(\w+)}")
PAGE = Path(settings.BASE_DIR) / "docs/permissions.md"


class WhoMayDoWhatTests(WholeSchoolTestCase):
    """The permission table of the site; what was found is docs/permissions.md."""

    maxDiff = None

    def setUp(self) -> None:
        give_own_cache(self)
        # On disconnect a consumer closes the connection that holds our transaction.
        self.enterContext(patch("channels.db.close_old_connections"))

    def test_everybody_may_do_just_what_the_table_says(self) -> None:
        found = {
            title: {row.what: self.find_out(row) for row in rows}
            for title, rows in table.PARTS.items()
        }
        programs = {row.what: self.try_keys(row) for row in PROGRAMS}

        page = write(found, programs)
        sys.stdout.write(f"\n{page}")
        self.assertEqual(page, PAGE.read_text(), f"Write what was printed to {PAGE}.")

    def test_the_table_knows_every_route(self) -> None:
        known = {row.route for rows in table.PARTS.values() for row in rows}
        known |= {row.route for row in PROGRAMS} | table.SEEN_ELSEWHERE
        there = {name for name, _arguments in routes(get_resolver())}
        there |= {f"/{socket.pattern}" for socket in websocket_urlpatterns}
        known = {VARIABLE.sub(r"<uuid:\1>", route) for route in known}
        packages = {name for name in there if name.startswith(table.SEEN_ELSEWHERE_ALL)}

        self.assertEqual(there - packages - known, set(), "Routes that no row tries")
        self.assertEqual(known - there, set(), "Rows of routes that are gone")

    def test_the_operators_pages_are_for_the_operator(self) -> None:
        # These lead back to the front page, or to the account pages.
        lead_away = {"admin:login", "admin:logout", "admin:password_change"}
        for route, found in self.walk("admin:", [OWNER, TEACHER, GUEST]):
            with self.subTest(route=route):
                turned_away = {LOG_IN, MAY_LOOK, UNKNOWN}
                allowed = {MAY} if route in lead_away else set()
                self.assertLessEqual(set(found.values()), turned_away | allowed)

    def test_students_have_no_account_pages(self) -> None:
        for route, found in self.walk(("account_", "mfa_"), STUDENTS):
            with self.subTest(route=route):
                expected = MAY if route == "account_logout" else MAY_LOOK
                self.assertEqual(set(found.values()), {expected})

    def walk(
        self, prefix: str | tuple[str, ...], names: Iterable[str]
    ) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield each route of a package, and what those people get to hear there."""
        for route, arguments in routes(get_resolver()):
            if route.startswith(prefix):
                row = Row(route, route, arguments=arguments)
                yield route, {name: ask(row, self.people[name], {}) for name in names}

    def find_out(self, row: Row) -> dict[str, str]:
        """Return what each person gets to hear; fail where it is not expected."""
        project = self.subject_of(row)
        things = self.things(project)
        if row.of_kind:
            things |= self.things_of_kind(project, row.of_kind)
        found = {
            name: self.try_row(row, person, things)
            for name, person in self.people.items()
        }
        with self.subTest(row.what, route=row.route, method=row.method):
            self.assertEqual(found, row.expected())
        return found

    def subject_of(self, row: Row) -> Project:
        if row.of_class:
            return self.class_project
        return self.guests_project if row.of_guest else self.project

    def try_row(self, row: Row, person: Any, things: Mapping[str, Any]) -> str:
        if not row.is_socket:
            return ask(row, person, things)
        application = URLRouter(websocket_urlpatterns)
        return async_to_sync(listen)(
            application, row, person, row.route.format_map(things)
        )

    def try_keys(self, row: Row) -> dict[str, str]:
        project = self.class_project
        things = self.things(project)
        version = f"-{things['ml_model_id'].hex}"
        if row.of_kind:
            things |= self.things_of_kind(project, row.of_kind)
            project = Project.objects.get(pk=things["project_id"])
        found = {}
        for kind, key in self.keys(project).items():
            found[kind] = ask(
                row, None, {**things, "key": key, "name": f"{key}{version}"}
            )
        with self.subTest(row.what, route=row.route):
            self.assertEqual(found, row.expected())
        return found


def write(found: Mapping[str, Any], programs: Mapping[str, Any]) -> str:
    """Return the page of the documentation that says what was found."""
    parts = [table.INTRODUCTION]
    for title, rows in found.items():
        parts += [f"## {title}", matrix(PEOPLE, rows)]
    parts += ["## Programs that hold a key", matrix(KEYS, programs)]
    return "\n\n".join(parts) + "\n"


def matrix(columns: Iterable[str], rows: Mapping[str, Mapping[str, str]]) -> str:
    lines = [["", *columns], ["---"] * (len(list(columns)) + 1)]
    lines += [
        [what, *[found[name] for name in columns]] for what, found in rows.items()
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
