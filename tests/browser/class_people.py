"""People of a class who do something elsewhere, while a test looks at a page."""

from typing import Any

from playwright.sync_api import BrowserContext

from classrooms.models import User
from projects.models import Project

from .site import SiteTestCase

CSRF = "a" * 32


class ClassPeople:
    """Asks the running site for things, as somebody who is signed in.

    What the test's own process does, the site's open pages are not told of.
    """

    def __init__(self, test: SiteTestCase) -> None:
        self._test = test
        self._contexts: dict[int, BrowserContext] = {}

    def ask(
        self, person: User, method: str, project: Project, path: str, data: Any = None
    ) -> Any:
        """Send JSON below /api/projects/<id>/; return what the site answers."""
        response = self._context_of(person).request.fetch(
            f"/api/projects/{project.pk}/{path}",
            method=method,
            data=data or {},
            headers={"X-CSRFToken": CSRF},
        )
        self._test.assertLess(response.status, 300, response.text())
        return response.json() if response.status != 204 else None

    def _context_of(self, person: User) -> BrowserContext:
        if person.pk not in self._contexts:
            context = self._test.new_context()
            self._test.sign_in(person, context)
            cookie = {"name": "csrftoken", "value": CSRF, "url": self._test.site_url}
            context.add_cookies([cookie])
            self._contexts[person.pk] = context
        return self._contexts[person.pk]
